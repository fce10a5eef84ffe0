"""What the styles of a DOCX file say of a paragraph or a run: heading, number, hidden, raised."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from indexer.reading.docx.names import attribute, child, children, number, switched

_HEADING = re.compile(r"(?:heading|标题|標題|überschrift|titre|título)([1-9])")
_UN_HEADING = re.compile(r"hm?(ch|[1-9])[1-9]?g?")
_SEPARATORS = re.compile(r"[\s_/,.\-]+")
_BODY_LEVEL = 9
_MOST_PARENTS = 50


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits; `list_id` and `list_level` are None where nothing is said of them."""

    level: int = 0
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool = False
    raised: bool = False


class Styles:
    """The styles of a file, by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {attribute(one, "styleId"): one for one in children(root, "style")}
        self._default = next(
            (
                attribute(one, "styleId")
                for one in children(root, "style")
                if attribute(one, "type") == "paragraph" and attribute(one, "default") in ("1", "true", "on")
            ),
            "",
        )
        self._found: dict[str, Style] = {}

    def paragraph(self, style: str) -> Style:
        """Return a style of paragraphs; of one that names none, the default."""
        return self._style(style or self._default)

    def run(self, style: str) -> Style:
        """Return a style of runs; nothing is said where none is named."""
        return self._style(style)

    def list_of(self, style: str) -> str:
        """Return the id of the list that a style of lists has."""
        return self._style(style).list_id or ""

    def _style(self, name: str) -> Style:
        if name not in self._found:
            chain: list[str] = []
            parent = name
            while parent in self._elements and parent not in chain and len(chain) < _MOST_PARENTS:
                chain.append(parent)
                parent = attribute(child(self._elements[parent], "basedOn"), "val")
            style = Style()
            for one in reversed(chain):
                style = _extended(style, self._elements[one])
            self._found[name] = style
        return self._found[name]


def _extended(style: Style, element: Element) -> Style:
    """Return a style with what a style based on it says itself."""
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    list_id, list_level = listed(paragraph)
    hidden, raised = switched(run, "vanish"), raising(run)
    level = outline(paragraph)
    named = heading_level(attribute(child(element, "name"), "val")) or heading_level(
        attribute(element, "styleId")
    )
    return replace(
        style,
        level=named or (style.level if level is None else level),
        list_id=style.list_id if list_id is None else list_id,
        list_level=style.list_level if list_level is None else list_level,
        hidden=style.hidden if hidden is None else hidden,
        raised=style.raised if raised is None else raised,
    )


def heading_level(name: str) -> int:
    """Return the level of headings in a style of this name, 0 if it is none of headings.

    Word's own are `heading 1` to `heading 9`. The UN's are `_ H _Ch_` for chapters, `_ H_1`, `_ H_2/3`,
    `_ H_4`, `_ H_5/6` below them, and `_ HM _Ch_` for those in the middle of the page.
    """
    plain = _SEPARATORS.sub("", name.lower())
    if found := _HEADING.fullmatch(plain):
        return int(found[1])
    if plain in ("title", "heading"):
        return 1
    if found := _UN_HEADING.fullmatch(plain):
        return 1 if found[1] == "ch" else int(found[1]) + 1
    return 0


def outline(properties: Element | None) -> int | None:
    """Return the level of headings that the properties of a paragraph give it, None if they say nothing."""
    found = child(properties, "outlineLvl")
    if found is None:
        return None
    level = number(found, default=_BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def listed(properties: Element | None) -> tuple[str | None, int | None]:
    """Return the list and its level that the properties of a paragraph name, None for what they do not."""
    found = child(properties, "numPr")
    list_id, level = child(found, "numId"), child(found, "ilvl")
    return (
        None if list_id is None else attribute(list_id, "val"),
        None if level is None else number(level),
    )


def raising(properties: Element | None) -> bool | None:
    """Return whether the properties of a run raise it, None if they say nothing."""
    found = child(properties, "vertAlign")
    return None if found is None else attribute(found, "val") == "superscript"
