"""Find the notes of a page by the links between them and their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from lxml import etree

_MARK = re.compile(r"[\[(]?\s?([0-9]{1,4}|\*{1,4}|[†‡§]{1,2}|[a-z])\s?[\])]?")
_BACK = re.compile(r"[\[(]?\s?(?:[0-9.]{1,6}|[a-z]{1,2}|\*{1,4}|[†‡§^↑↩⏎←⬆]\ufe0e?)\s?[\])]?\.?")
_NOTE_NAMES = re.compile(r"(?:foot|end)?note(?:ref)?|reference|cite", re.IGNORECASE)
_BLOCKS = frozenset(["li", "p", "div", "dd", "dt", "td", "tr", "aside", "section", "blockquote"])
_MOST_TEXTS = 8
_FAR = 10


@dataclass(slots=True)
class Notes:
    """The marks in the text, the elements at which notes begin and end, and the links back."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    begin: dict[etree._Element, str] = field(default_factory=dict)
    ends: dict[etree._Element, etree._Element] = field(default_factory=dict)
    back: set[etree._Element] = field(default_factory=set)


def found_in(root: etree._Element) -> Notes:
    """Return the notes of a page.

    A link to a later place of the page is the mark of a note if it shows a number or a sign, and is raised,
    in brackets or called a note. A link that leads back to a mark is left out.
    """
    places: dict[str, etree._Element] = {}
    order: dict[etree._Element, int] = {}
    links: list[etree._Element] = []
    for at, element in enumerate(root.iter()):
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if name:
            places.setdefault(name, element)
        if element.tag == "a" and element.get("href", "").startswith("#"):
            links.append(element)
        elif not name:
            continue
        order[element] = at
    notes = Notes()
    leading: list[tuple[etree._Element, etree._Element]] = []
    for link in links:
        target = places.get(link.get("href", "")[1:])
        if target is None:
            target = places.get(unquote(link.get("href", "")[1:]))
        if target is None:
            continue
        if order[target] > order[link]:
            _note(notes, link, target)
        else:
            leading.append((link, target))
    near = {one for mark in notes.marks for one in (mark, *islice(mark.iterancestors("sup", "span"), 2))}
    notes.back = {link for link, target in leading if target in near and _BACK.fullmatch(_shown(link))}
    return notes


def _shown(link: etree._Element) -> str:
    return "".join(islice(link.itertext(), _MOST_TEXTS)).strip()


def _note(notes: Notes, link: etree._Element, target: etree._Element) -> None:
    """Take a link as the mark of a note, if it is one."""
    text = _shown(link)
    found = _MARK.fullmatch(text)
    if not found or not (text != found[1] or _is_raised(link)):
        return
    notes.marks[link] = found[1]
    if target not in notes.begin:
        notes.begin[target] = found[1]
        notes.ends[target] = _block(target)


def _is_raised(link: etree._Element) -> bool:
    """Tell whether a link is printed as the mark of a note, or called one."""
    if any(child.tag == "sup" for child in link):
        return True
    near = islice(link.iterancestors(), 3)
    if any(one.tag == "sup" for one in near):
        return True
    names = " ".join(link.get(name, "") for name in ("role", "epub:type", "class", "rel"))
    return bool(_NOTE_NAMES.search(names[:200]))


def _block(element: etree._Element) -> etree._Element:
    """Return the element with which a note ends that begins at an element."""
    if element.tag in _BLOCKS:
        return element
    return next((one for one in islice(element.iterancestors(), _FAR) if one.tag in _BLOCKS), element)
