"""A document laid out for reading: its parts, stretches of text and of events, notes, and its outline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from indexer.answer.citing import CHINESE_ITEMS, ROMAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.answer.results import Cited, NoteMark, Unit
    from indexer.model import Language

THIRD_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: the footnote marks before it, and the citation that it is (a part of)."""

    text: str
    cited: Cited | None
    marks: tuple[NoteMark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring units of a part that are shown as one: a table of events, or running text."""

    events: bool
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, its footnotes apart from what they stood between."""

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Unit, ...]
    headings: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's parts in order.

    `anchors` maps a unit's id to its anchor, `marked` a footnote's id to that of the place that calls it.
    """

    parts: tuple[Part, ...]
    anchors: dict[str, str]
    marked: dict[str, str]


def layout(units: Sequence[Unit]) -> Layout:
    """Lay out the units of one document."""
    return Layout(
        tuple(_part(name, tuple(members)) for name, members in groupby(units, lambda unit: unit.part)),
        {unit.id: unit.anchor for unit in units},
        {mark.id: mark_anchor(mark) for unit in units for mark in unit.marks},
    )


def categories(events: Iterable[Unit]) -> list[tuple[str | None, list[Unit]]]:
    """Group neighbouring events under the category that the table gives them, None where it gives none."""
    return [
        (category, list(members))
        for category, members in groupby(events, lambda unit: unit.event and unit.event.category)
    ]


def once(units: Iterable[Unit], language: Language) -> list[Unit]:
    """Leave out units that are there in this language too: who reads two languages still reads once."""
    units = list(units)
    there = {_place(unit) for unit in units if unit.language == language}
    return [unit for unit in units if unit.language == language or _place(unit) not in there]


def runs(unit: Unit) -> tuple[Run, ...]:
    """Cut a unit's text where a citation begins or ends and where a footnote mark stands."""
    starts = {cited.start: cited for cited in unit.citations}
    edges = {0, len(unit.text), *starts, *(cited.end for cited in unit.citations)}
    edges |= {mark.offset for mark in unit.marks}
    found: list[Run] = []
    cited: Cited | None = None
    for start, end in pairwise([*sorted(edges), len(unit.text)]):
        cited = starts.get(start) or (cited if cited and start < cited.end else None)
        marks = tuple(mark for mark in unit.marks if mark.offset == start)
        found.append(Run(unit.text[start:end], cited, marks))
    return tuple(found)


def mark_anchor(mark: NoteMark) -> str:
    """Return the anchor of the place where a footnote is called."""
    return "mark-" + mark.id.rpartition(":")[2]


def level(unit: Unit) -> int:
    """Return how deep an item stands: 0 for `18`, 1 for `18(a)`, 2 for `26(a)(ii)`."""
    return (unit.paragraph or "").count("(")


def number(unit: Unit) -> str:
    """Return the number as printed before the text: `18.`, `(a)`, and `(ii)` or, in Chinese, `㈡`."""
    if unit.paragraph is None:
        return ""
    if not level(unit):
        return f"{unit.paragraph}."
    item = unit.paragraph.rpartition("(")[2].rstrip(")")
    if unit.language == "zh" and level(unit) == THIRD_LEVEL and item in ROMAN:
        return CHINESE_ITEMS[ROMAN.index(item)]
    return f"({item})"


def _place(unit: Unit) -> tuple[str, str, str]:
    return unit.symbol, unit.part, unit.locator


def _part(name: str, units: tuple[Unit, ...]) -> Part:
    flow = [unit for unit in units if unit.kind != "footnote"]
    blocks = (
        Block(events, tuple(members))
        for events, members in groupby(flow, lambda unit: unit.event is not None)
    )
    return Part(
        name,
        tuple(blocks),
        tuple(unit for unit in units if unit.kind == "footnote"),
        tuple(unit for unit in units if unit.kind == "heading" and unit.section),
    )
