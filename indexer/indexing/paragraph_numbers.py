"""The numbers by which a paragraph can be asked for; they are the values of the key `para`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.names import pinpoints, resolution_parts, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import Paragraph

_ASKED_FOR = ("pp", "op", "p", "letter", "art", "rule", "fn", *pinpoints.OWN_KINDS)
"""The kinds of locators by which what bears no number can be asked for."""


def numbers(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the numbers by which a paragraph can be asked for: 26(a)(ii) has 26, 26(a) and 26(a)(ii).

    What bears no number is asked for by its locator (`pp.3`), and the second of two with one number by its
    own too (`9~2`). A unit is also found by the page on which it begins (`page.5`) and by the labels of the
    headings above it (`sect.2.b`). In a part or section of a resolution where numbers begin anew, it is also
    found by number and label (`A.2`).
    """
    label, locator = resolution_parts.split(paragraph.locator.partition("~")[0])
    place = (
        *((f"page.{paragraph.page}",) if paragraph.page else ()),
        *sections.keys(paragraph.section),
        *((resolution_parts.section_key(label),) if label else ()),
    )
    locator = paragraph.number or locator
    if paragraph.number is None and locator.partition(".")[0] not in _ASKED_FOR:
        return tuple(dict.fromkeys(place))
    if paragraph.speech:
        return tuple(dict.fromkeys((*_numbers_of(paragraph), *place)))
    stem, *items = locator.split("(")
    named = ["(".join([stem, *items[:depth]]) for depth in range(len(items) + 1)]
    within = [resolution_parts.joined(label, one) for one in named] if label else ()
    kind = stem.partition(".")[0]
    repeated = (
        (paragraph.locator,) if "~" in paragraph.locator else (kind,) if kind in pinpoints.UNTOLD else ()
    )
    return tuple(dict.fromkeys((*named, *repeated, *within, *place)))


def _numbers_of(turn: Paragraph) -> Iterator[str]:
    """Yield the numbers of the paragraphs of a turn, as old records print them."""
    from indexer.structure.numbering import han_number, paragraph_number  # few records have any

    yield turn.number or turn.locator
    for text in turn.text.split("\n")[1:]:
        if number := paragraph_number(text) or han_number(text):
            yield str(number[0])
