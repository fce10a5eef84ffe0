"""A document laid out for reading: its parts, stretches of text and of events, notes, and its outline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING

from indexer.answer.citing import CHINESE_ITEMS
from indexer.numerals import from_roman
from webui.finding import Finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.answer.results import Cited, NoteMark, Unit
    from indexer.model import Event, Language
    from webui.finding import Match

THIRD_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text: the footnote marks before it, the citation and the match it is (a part of)."""

    text: str
    cited: Cited | None = None
    marks: tuple[NoteMark, ...] = ()
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as shown in one place, with the footnotes that it calls.

    `cells` are its text, or of an event its dates, description, organizers and place. `closing` is what
    stands below the unit's items. A heading that repeats the document's title has no cells.
    """

    unit: Unit
    cells: tuple[tuple[Run, ...], ...]
    closing: bool = False
    notes: tuple[Row, ...] = ()

    @property
    def matches(self) -> tuple[int, ...]:
        """The numbers of the matches in it, its notes left out."""
        numbers = (run.match.number for cell in self.cells for run in cell if run.match)
        return tuple(dict.fromkeys(numbers))


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring units of a part that are shown as one: a table of events, or running text."""

    events: bool
    rows: tuple[Row, ...]

    @property
    def groups(self) -> list[tuple[str | None, list[Row]]]:
        """The rows of a table of events, under its categories."""
        grouped = groupby(self.rows, lambda row: category_of(row.unit))
        return [(category, list(rows)) for category, rows in grouped]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document; `notes` are the footnotes that no place in it calls."""

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Row, ...]
    headings: tuple[Unit, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the part in order."""
        return (*(row for block in self.blocks for row in block.rows), *self.notes)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's parts in order; `called` holds the ids of the footnotes that a text calls."""

    parts: tuple[Part, ...]
    called: frozenset[str]


def layout(units: Sequence[Unit], finder: Finder | None = None) -> Layout:
    """Lay out the units of one document, with what the finder finds in them marked."""
    drawing = _Drawing(units, finder or Finder())
    parts = groupby(units, lambda unit: unit.part)
    return Layout(
        tuple(drawing.part(name, tuple(members)) for name, members in parts), frozenset(drawing.callers)
    )


def categories(events: Iterable[Unit]) -> list[tuple[str | None, list[Unit]]]:
    """Group neighbouring events under the category that the table gives them, None where it gives none."""
    return [(category, list(members)) for category, members in groupby(events, category_of)]


def category_of(unit: Unit) -> str | None:
    """Return the category that the table gives an event."""
    return unit.event.category if unit.event else None


def mark_anchor(note: str) -> str:
    """Return the anchor of the place where a footnote, named by its id, is called: `mark-annex-fn.1`."""
    _, part, locator = note.rsplit(":", 2)
    return f"mark-{part}-{locator}"


def note_anchor(note: str) -> str:
    """Return the anchor of a footnote, named by its id: `annex-fn.1`."""
    return mark_anchor(note).removeprefix("mark-")


def level(unit: Unit) -> int:
    """Return how deep an item stands: 0 for `18`, 1 for `18(a)`, 2 for `26(a)(ii)`."""
    return (unit.paragraph or "").count("(")


def number(unit: Unit) -> str:
    """Return the number as printed before the text: `18.`, `(a)`, and `(ii)` or, in Chinese, `㈡`."""
    if unit.kind == "footnote":
        return unit.locator.partition(".")[2]
    if unit.paragraph is None:
        return ""
    if not level(unit):
        return f"{unit.paragraph}."
    item = unit.paragraph.rpartition("(")[2].rstrip(")")
    if unit.language == "zh" and level(unit) == THIRD_LEVEL and 1 <= from_roman(item) <= len(CHINESE_ITEMS):
        return CHINESE_ITEMS[from_roman(item) - 1]
    return f"({item})"


class _Drawing:
    """Draws the rows of a document in the order in which they are read, so that matches count up."""

    def __init__(self, units: Sequence[Unit], finder: Finder) -> None:
        self._finder = finder
        self._notes = {unit.id: unit for unit in units if unit.kind == "footnote"}
        texts = (unit for unit in units if unit.event is None)
        self.callers = {mark.id for unit in texts for mark in unit.marks if mark.id in self._notes}

    def part(self, name: str, units: Sequence[Unit]) -> Part:
        flow = [unit for unit in units if unit.kind != "footnote"]
        blocks = groupby(flow, lambda unit: unit.event is not None)
        return Part(
            name,
            tuple(Block(events, tuple(self._rows(list(members)))) for events, members in blocks),
            tuple(
                self._row(unit) for unit in units if unit.kind == "footnote" and unit.id not in self.callers
            ),
            tuple(unit for unit in units if unit.kind == "heading" and unit.section),
        )

    def _rows(self, units: Sequence[Unit]) -> Iterator[Row]:
        """Put the closing text of a unit, which follows a line feed, behind its items."""
        waiting: list[tuple[Unit, int]] = []
        for unit, following in zip_longest(units, units[1:]):
            while waiting and not _is_item(unit, waiting[-1][0]):
                yield self._closing(*waiting.pop())
            head = unit.text.find("\n") if following and _is_item(following, unit) else -1
            if head == -1:
                yield self._row(unit)
            else:
                yield self._row(unit, 0, head)
                waiting.append((unit, head + 1))
        while waiting:
            yield self._closing(*waiting.pop())

    def _row(self, unit: Unit, start: int = 0, end: int | None = None) -> Row:
        if unit.event:
            cells = tuple(self._plain(text, unit.language) for text in _cells(unit.event))
        elif unit.kind == "heading" and unit.text == unit.title:
            cells = ()
        else:
            cells = (self._runs(unit, start, len(unit.text) if end is None else end),)
        return Row(unit, cells, notes=self._called(cells))

    def _closing(self, unit: Unit, start: int) -> Row:
        cells = (self._runs(unit, start, len(unit.text)),)
        return Row(unit, cells, closing=True, notes=self._called(cells))

    def _called(self, cells: tuple[tuple[Run, ...], ...]) -> tuple[Row, ...]:
        marks = (mark for cell in cells for run in cell for mark in run.marks)
        return tuple(self._row(self._notes[mark.id]) for mark in marks if mark.id in self._notes)

    def _plain(self, text: str, language: Language) -> tuple[Run, ...]:
        matches = self._finder.find(text, language)
        edges = {edge for match in matches for edge in (match.start, match.end)}
        spans = pairwise(sorted({0, len(text), *edges}))
        return tuple(Run(text[start:end], match=_around(matches, start, end)) for start, end in spans)

    def _runs(self, unit: Unit, start: int, end: int) -> tuple[Run, ...]:
        """Cut a text where a citation or a match begins or ends and where a footnote mark stands."""
        matches = self._finder.find(unit.text, unit.language, start, end)
        edges = {edge for cited in unit.citations for edge in (cited.start, cited.end)}
        edges |= {edge for match in matches for edge in (match.start, match.end)}
        edges |= {mark.offset for mark in unit.marks}
        inside = sorted(edge for edge in edges if start < edge < end)
        return tuple(_run(unit, matches, *span) for span in pairwise((start, *inside, end, end)))


def _run(unit: Unit, matches: Sequence[Match], start: int, end: int) -> Run:
    around = (cited for cited in unit.citations if cited.start <= start < end <= cited.end)
    marks = tuple(mark for mark in unit.marks if mark.offset == start)
    return Run(unit.text[start:end], next(around, None), marks, _around(matches, start, end))


def _around(matches: Sequence[Match], start: int, end: int) -> Match | None:
    """Return the match that holds a run; only the first run of a match opens it."""
    around = (match for match in matches if match.start <= start < end <= match.end)
    found = next(around, None)
    return found.at(start) if found else None


def _cells(event: Event) -> tuple[str, str, str, str]:
    place = f"{event.place} ({event.place_note})" if event.place_note else event.place
    return event.date_text, event.description, event.organizers_text, place


def _is_item(unit: Unit, above: Unit) -> bool:
    return bool(above.paragraph) and (unit.paragraph or "").startswith(f"{above.paragraph}(")
