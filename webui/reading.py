"""A document laid out for reading: its parts, stretches of text and of events, notes, and its outline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING

from indexer.answer.citing import CHINESE_ITEMS, ROMAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
class Row:
    """A unit's text as shown in one place; `closing` is what stands below the unit's items."""

    unit: Unit
    runs: tuple[Run, ...]
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring units of a part that are shown as one: a table of events, or running text."""

    events: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, its footnotes apart from what they stood between."""

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Row, ...]
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


def runs(unit: Unit, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """Cut a unit's text, from `start` to `end`, where a citation begins or ends and where a mark stands."""
    last = len(unit.text) if end is None else end
    edges = {edge for cited in unit.citations for edge in (cited.start, cited.end)}
    edges |= {mark.offset for mark in unit.marks}
    inside = sorted(edge for edge in edges if start < edge < last)
    return tuple(_run(unit, *span) for span in pairwise((start, *inside, last, last)))


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


def _run(unit: Unit, start: int, end: int) -> Run:
    around = (cited for cited in unit.citations if cited.start <= start < end <= cited.end)
    marks = tuple(mark for mark in unit.marks if mark.offset == start)
    return Run(unit.text[start:end], next(around, None), marks)


def _rows(units: Sequence[Unit]) -> Iterator[Row]:
    """Put the closing text of a unit, which follows a line feed, behind its items."""
    waiting: list[Row] = []
    for unit, following in zip_longest(units, units[1:]):
        while waiting and not _is_item(unit, waiting[-1].unit):
            yield waiting.pop()
        head = unit.text.find("\n") if following and _is_item(following, unit) else -1
        if head == -1:
            yield Row(unit, runs(unit))
        else:
            yield Row(unit, runs(unit, 0, head))
            waiting.append(Row(unit, runs(unit, head + 1), closing=True))
    yield from reversed(waiting)


def _is_item(unit: Unit, above: Unit) -> bool:
    return bool(above.paragraph) and (unit.paragraph or "").startswith(f"{above.paragraph}(")


def _place(unit: Unit) -> tuple[str, str, str]:
    return unit.symbol, unit.part, unit.locator


def _part(name: str, units: Sequence[Unit]) -> Part:
    flow = [unit for unit in units if unit.kind != "footnote"]
    blocks = groupby(flow, lambda unit: unit.event is not None)
    return Part(
        name,
        tuple(Block(events, tuple(_rows(list(members)))) for events, members in blocks),
        tuple(Row(unit, runs(unit)) for unit in units if unit.kind == "footnote"),
        tuple(unit for unit in units if unit.kind == "heading" and unit.section),
    )
