"""Lays out a document for reading: its parts, blocks of text and of events, notes, and its outline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING, Literal, TypeAlias

from indexer.language import CONVENTIONS
from indexer.names.speakers import is_presiding
from webui.pages.find_in_document import Finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.model.document import Event, Language
    from indexer.model.shown_units import Cited, NoteMark, Unit
    from webui.pages.find_in_document import Match

THIRD_LEVEL = 2
LINE_FEED = "\n"
Opened: TypeAlias = Literal["", "preamble", "operative"]
WITH_OPERATIVE_PART = ("resolution", "decision", "draft")
"""The types of documents whose preamble an operative part follows."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of a text, with the footnote marks before it, and the citation and match it belongs to."""

    text: str
    cited: Cited | None = None
    marks: tuple[NoteMark, ...] = ()
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A unit as shown in one place, with the footnotes that it refers to.

    `cells` holds its text; for an event, its dates, description, organizers and place. A heading that repeats
    the document's title has no cells. `closing` marks the text below the items of the unit. `page` is the
    number of the printed page if the unit is the first that begins on it, else empty. `opens` is the part of
    a resolution, preamble or operative part, if the unit is the first of it.
    """

    unit: Unit
    cells: tuple[tuple[TextRun, ...], ...]
    closing: bool = False
    notes: tuple[ReadingRow, ...] = ()
    page: str = ""
    opens: Opened = ""

    @property
    def paragraphs(self) -> tuple[tuple[TextRun, ...], ...]:
        """Its text by the paragraphs of a speech, which line feeds separate; any other text is one."""
        found: list[tuple[TextRun, ...]] = []
        for is_break, runs in groupby(self.cells[0], lambda run: run.text == LINE_FEED):
            if not is_break:
                found.append(tuple(runs))
        return tuple(found) or ((),)

    @property
    def matches(self) -> tuple[int, ...]:
        """The numbers of the matches in the row, without those in its notes."""
        numbers = (run.match.number for cell in self.cells for run in cell if run.match)
        return tuple(dict.fromkeys(numbers))


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring units of a part that are shown together: a table of events, or running text."""

    events: bool
    rows: tuple[ReadingRow, ...]

    @property
    def groups(self) -> list[tuple[str | None, list[ReadingRow]]]:
        """The rows of a table of events, by category."""
        grouped = groupby(self.rows, lambda row: category_of(row.unit))
        return [(category, list(rows)) for category, rows in grouped]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document; `notes` are the footnotes that no text of it refers to.

    `outline` holds its headings, and the turns of a meeting record but for those of the one who presides.
    """

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[ReadingRow, ...]
    outline: tuple[Unit, ...]

    @property
    def rows(self) -> tuple[ReadingRow, ...]:
        """All rows of the part in order."""
        return (*(row for block in self.blocks for row in block.rows), *self.notes)


@dataclass(frozen=True, slots=True)
class ReadingLayout:
    """The parts of a document in order; `called` holds the ids of the footnotes that a text refers to."""

    parts: tuple[Part, ...]
    called: frozenset[str]


def layout(units: Sequence[Unit], finder: Finder | None = None) -> ReadingLayout:
    """Lay out the units of one document, with the matches of the finder marked."""
    drawing = _Drawing(units, finder or Finder())
    parts = groupby(units, lambda unit: unit.part)
    return ReadingLayout(
        tuple(drawing.part(name, tuple(members)) for name, members in parts), frozenset(drawing.callers)
    )


def categories(events: Iterable[Unit]) -> list[tuple[str | None, list[Unit]]]:
    """Group neighbouring events by the category that their table gives; None if it gives none."""
    return [(category, list(members)) for category, members in groupby(events, category_of)]


def category_of(unit: Unit) -> str | None:
    """Return the category that its table gives an event, or None."""
    return unit.event.category if unit.event else None


def mark_anchor(note: str) -> str:
    """Return the anchor of a footnote's mark in the text (`mark-annex-fn.1`), from the footnote's id."""
    _, part, locator = note.rsplit(":", 2)
    return f"mark-{part}-{locator}"


def note_anchor(note: str) -> str:
    """Return the anchor of a footnote (`annex-fn.1`), from its id."""
    return mark_anchor(note).removeprefix("mark-")


def level(unit: Unit) -> int:
    """Return the depth of an item: 0 for `18`, 1 for `18(a)`, 2 for `26(a)(ii)`."""
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
    return CONVENTIONS[unit.language].third_level(item) if level(unit) == THIRD_LEVEL else f"({item})"


class _Drawing:
    """Makes the rows of a document in reading order, so that the numbers of the matches increase."""

    def __init__(self, units: Sequence[Unit], finder: Finder) -> None:
        self._finder = finder
        self._notes = {unit.id: unit for unit in units if unit.kind == "footnote"}
        texts = (unit for unit in units if unit.event is None)
        self._page = ""
        self._opened: Opened = ""
        self.callers = {mark.id for unit in texts for mark in unit.marks if mark.id in self._notes}

    def part(self, name: str, units: Sequence[Unit]) -> Part:
        """Return a part with its rows; footnotes that no text refers to come last."""
        self._opened = ""
        flow = [unit for unit in units if unit.kind != "footnote"]
        blocks = groupby(flow, lambda unit: unit.event is not None)
        return Part(
            name,
            tuple(Block(events, tuple(self._rows(list(members)))) for events, members in blocks),
            tuple(
                self._row(unit) for unit in units if unit.kind == "footnote" and unit.id not in self.callers
            ),
            tuple(filter(_is_outlined, units)),
        )

    def _rows(self, units: Sequence[Unit]) -> Iterator[ReadingRow]:
        """Yield the rows of units.

        The closing text of a unit, which a line feed separates, comes after the unit's items.
        """
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

    def _row(self, unit: Unit, start: int = 0, end: int | None = None) -> ReadingRow:
        if unit.event:
            cells = tuple(self._plain(text, unit.language) for text in _cells(unit.event))
        elif unit.kind == "heading" and unit.text == unit.title:
            cells = ()
        else:
            cells = (self._runs(unit, start, len(unit.text) if end is None else end),)
        return ReadingRow(
            unit, cells, notes=self._called(cells), page=self._turned(unit), opens=self._opens(unit)
        )

    def _opens(self, unit: Unit) -> Opened:
        """Return the part of a resolution that begins with a unit, empty if none does."""
        before = self._opened
        if unit.kind == "preamble":
            self._opened = "preamble"
        elif unit.kind == "paragraph" and before == "preamble" and unit.type in WITH_OPERATIVE_PART:
            self._opened = "operative"
        elif unit.kind == "closing":
            self._opened = ""
        return self._opened if self._opened != before else ""

    def _turned(self, unit: Unit) -> str:
        """Return the printed page of a unit if the unit before has another; notes stand out of order."""
        if unit.kind == "footnote" or unit.printed_page in (None, self._page):
            return ""
        self._page = unit.printed_page or ""
        return self._page

    def _closing(self, unit: Unit, start: int) -> ReadingRow:
        cells = (self._runs(unit, start, len(unit.text)),)
        return ReadingRow(unit, cells, closing=True, notes=self._called(cells))

    def _called(self, cells: tuple[tuple[TextRun, ...], ...]) -> tuple[ReadingRow, ...]:
        marks = (mark for cell in cells for run in cell for mark in run.marks)
        return tuple(self._row(self._notes[mark.id]) for mark in marks if mark.id in self._notes)

    def _plain(self, text: str, language: Language) -> tuple[TextRun, ...]:
        matches = self._finder.find(text, language)
        edges = {edge for match in matches for edge in (match.start, match.end)}
        spans = pairwise(sorted({0, len(text), *edges}))
        return tuple(TextRun(text[start:end], match=_around(matches, start, end)) for start, end in spans)

    def _runs(self, unit: Unit, start: int, end: int) -> tuple[TextRun, ...]:
        """Split a text at the ends of citations and matches, and at footnote marks."""
        matches = self._finder.find(unit.text, unit.language, start, end)
        edges = {edge for cited in unit.citations for edge in (cited.start, cited.end)}
        edges |= {edge for match in matches for edge in (match.start, match.end)}
        edges |= {mark.offset for mark in unit.marks}
        if unit.speech:
            feeds = (at for at, sign in enumerate(unit.text) if sign == LINE_FEED)
            edges |= {edge for at in feeds for edge in (at, at + 1)}
        inside = sorted(edge for edge in edges if start < edge < end)
        return tuple(_run(unit, matches, *span) for span in pairwise((start, *inside, end, end)))


def _run(unit: Unit, matches: Sequence[Match], start: int, end: int) -> TextRun:
    around = (cited for cited in unit.citations if cited.start <= start < end <= cited.end)
    marks = tuple(mark for mark in unit.marks if mark.offset == start)
    return TextRun(unit.text[start:end], next(around, None), marks, _around(matches, start, end))


def _around(matches: Sequence[Match], start: int, end: int) -> Match | None:
    """Return the match that contains a run; only the first run of a match opens it."""
    around = (match for match in matches if match.start <= start < end <= match.end)
    found = next(around, None)
    return found.at(start) if found else None


def _cells(event: Event) -> tuple[str, str, str, str]:
    place = f"{event.place} ({event.place_note})" if event.place_note else event.place
    return event.date_text, event.description, event.organizers_text, place


def _is_outlined(unit: Unit) -> bool:
    if unit.speech:
        return not is_presiding(unit.speech.speaker)
    return unit.kind == "heading" and bool(unit.section)


def _is_item(unit: Unit, above: Unit) -> bool:
    return bool(above.paragraph) and (unit.paragraph or "").startswith(f"{above.paragraph}(")
