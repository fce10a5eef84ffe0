"""Tell what a site puts around a document: menus, licences, links for editing, what is hidden."""

from __future__ import annotations

import re

from lxml import etree

_DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "svg",
        "math-annotation",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "datalist",
        "rt",
        "rp",
    ]
)
_SITE = frozenset(["nav", "form", "button", "select", "textarea", "noscript", "menu", "dialog", "input"])
_SITE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"]
)
_SURE_NAMES = re.compile(
    r"(?:[a-z]{1,8}-)?(?:editsection|catlinks|headertemplate|header-template|noexport|printfooter|licen[sc]e|"
    r"licen[sc]etpl|licen[sc]e-?(?:container|banner|box)|copyright|cookie-?(?:banner|notice|consent)|jump-link|"
    r"sitesub|contentsub|pagenum|pageno|page-?number|skip-?(?:link|nav|to-content)|sisterproject)|"
    r"(?:wst|ws)-header",
    re.IGNORECASE,
)
_LIKELY_NAMES = re.compile(
    r"(?:(?:site|main|page|top|left|right|global|primary|secondary|mw|vector|footer|header|wst|ws|user)[-_])?"
    r"(?:nav|navbar|navbox|navigation|menu|menus|breadcrumbs?|sidebar|toolbar|noprint|cookies?|share|sharing|"
    r"social|pagination|pager|advert(?:isement)?|sr-only|visually-?hidden|toc|indicators|panel|interlanguage)|"
    r"(?:site|page)-(?:header|footer)|mw-head|p-lang",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_NEVER = ("html", "body", "main", "article")
_TEXT = etree.XPath("string()")
_MENU_PARTS = ("nav", "form", "input", "button")
_LINKS_OF_A_MENU = 3
_LINKED = 0.6
_LONGEST_LABEL = 400
"""A class or id that is longer tells nothing."""


def is_dropped(element: etree._Element) -> bool:
    """Tell whether an element holds no text that a page shows."""
    return element.tag in _DROPPED


def is_site(element: etree._Element, *, inner: bool) -> bool:
    """Tell whether an element is the site's and not the document's, or is hidden.

    Args:
        element: The element.
        inner: It is part of an article, of the main content, or of a header or footer that was looked at.

    """
    tag = element.tag
    if tag in _NEVER:
        return False
    if tag in _SITE or element.get("role", "").lower() in _SITE_ROLES or _is_hidden(element):
        return True
    if tag == "aside":
        return not _is_note(element)
    return tag in ("header", "footer") and not inner and _is_menu(element)


def is_surely_named(element: etree._Element) -> bool:
    """Tell whether its classes or id call an element a licence, a link for editing or the like."""
    return element.tag not in _NEVER and any(map(_SURE_NAMES.fullmatch, _names(element)))


def is_likely_named(element: etree._Element) -> bool:
    """Tell whether the classes or the id of an element are those of a menu or the like."""
    return element.tag not in _NEVER and any(map(_LIKELY_NAMES.fullmatch, _names(element)))


def _names(element: etree._Element) -> list[str]:
    """Return the classes and the id of an element."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return names.split() if len(names) < _LONGEST_LABEL else []


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style[:_LONGEST_LABEL]):
        return True
    return element.get("hidden") is not None


def _is_note(element: etree._Element) -> bool:
    """Tell whether an aside is a note of the document."""
    told = " ".join((element.get("role", ""), element.get("epub:type", ""), element.get("class", ""))).lower()
    return "note" in told


def _is_menu(element: etree._Element) -> bool:
    """Tell whether a header or a footer holds a menu or mostly links; a document's own holds its text."""
    if any(element.find(f".//{part}") is not None for part in _MENU_PARTS):
        return True
    if element.find(".//p") is None and element.tag == "footer":
        return True
    total = sum(len(text) for text in element.itertext())
    links = element.findall(".//a")
    linked = sum(len(text) for link in links for text in link.itertext())
    return len(links) >= _LINKS_OF_A_MENU and linked > _LINKED * total


def main_element(root: etree._Element) -> etree._Element | None:
    """Return the element that a page calls its main content, None if it does not or there is little in it."""
    found = [
        one for one in root.iter("main", "div", "section") if one.tag == "main" or one.get("role") == "main"
    ]
    if len(found) != 1:
        return None
    inside = prose(found[0])
    return found[0] if inside and 2 * inside > prose(root) else None


def prose(element: etree._Element) -> int:
    """Count the characters in the paragraphs of an element, of which menus have none."""
    return sum(len(str(_TEXT(one))) for one in element.iter("p"))
