"""Turn the pages of a PDF into lines, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from indexer.model.document import Line
from indexer.reading.pdf import notes, paragraphs, tables
from indexer.reading.pdf.columns import Region, across, common_gutter, gutter, regions
from indexer.reading.pdf.furniture import Furniture, furniture
from indexer.reading.pdf.pieces import Page, Row, composed, rows_of, segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import LineRole
    from indexer.reading.pdf.glyphs import Sheet

_BLANK = 1.6
"""From which distance to the line above a blank line stands between, in usual distances of lines."""
_APART = 1.7
"""The same in sizes of the print, for pages on which nearly every line is a paragraph."""
_TOP = 0.4
_LONG = 0.6


def lines_of(sheets: list[Sheet]) -> tuple[Line, ...]:
    """Return the lines of a document, numbered from 1.

    Args:
        sheets: Its pages, as they were read.

    """
    pages = [sheet.page for sheet in sheets]
    found = furniture(pages)
    gutters = [gutter(page) for page in pages]
    common = common_gutter(gutters)
    parts = [regions(page, own, common) for page, own in zip(pages, gutters, strict=True)]
    size = notes.body_size(row for page in parts for region in page for row in region.rows)
    leading = paragraphs.usual_leading([region.rows for page in parts for region in page])
    writing = _Writing(size, leading)
    for sheet, one, page_parts in zip(sheets, found, parts, strict=True):
        writing.is_scan = sheet.is_scan and sheet.hidden
        writing.page(sheet.page, one, page_parts)
        for turned in sheet.turned:
            writing.turned(turned)
    return tuple(_with_strokes(writing.lines))


def _with_strokes(lines: list[Line]) -> Iterator[Line]:
    """Name the marks of notes that are digits with a stroke, `1/`, where the notes are numbered so."""
    numbers = {line.text[: line.label] for line in lines if line.label and line.text[line.label :][:1] == "/"}
    for line in lines:
        if numbers and line.role is None:
            yield replace(line, raised=(*line.raised, *notes.strokes(line.text, numbers)))
        else:
            yield line


@dataclass(frozen=True, slots=True)
class _Layout:
    """Whether a paragraph begins with a row, and whether there is more space than usual above it."""

    begins: bool | None = None
    blank: bool = False


_UNKNOWN = _Layout()


@dataclass(slots=True)
class _Writing:
    """The lines so far; `above` is the last row of running text, and `shape` that of its region."""

    size: float
    leading: float
    lines: list[Line] = field(default_factory=list)
    above: Row | None = None
    shape: paragraphs.Flow | None = None
    printed: str = ""
    is_new_page: bool = False
    ends_with_notes: bool = False
    is_scan: bool = False
    note: int = 0

    def page(self, page: Page, furniture: Furniture, parts: list[Region]) -> None:
        """Write a page: heads, text and notes, feet."""
        self.printed, self.is_new_page = furniture.printed, bool(self.lines)
        self._rows(furniture.heads, "head")
        goes_on, self.ends_with_notes = self.ends_with_notes, False
        for index, region in enumerate(parts):
            last = index + 1 == len(parts) or all(one.is_column for one in parts[index:])
            masthead = _masthead_end(page, region.rows) if page.number == 0 and index == 0 else 0
            self._region(page, region, masthead, is_last=last, goes_on=goes_on)
        self._rows(furniture.feet, "foot")

    def turned(self, page: Page) -> None:
        """Write what runs in another direction than the text of its page."""
        for row in rows_of(page.pieces):
            self._write(row)

    def _rows(self, rows: list[Row], role: LineRole) -> None:
        for part in chain.from_iterable(map(segments, rows)):
            self._write(part, role)

    def _region(self, page: Page, region: Region, masthead: int, *, is_last: bool, goes_on: bool) -> None:
        above: Row | None = None
        for row in region.rows[:masthead]:
            for index, part in enumerate(segments(row)):
                is_apart = index == 0 and above is not None and self._is_apart(above, row, self.leading)
                self._write(part, know=_Layout(blank=is_apart))
            above = row
        rows = region.rows[masthead:]
        if not rows:
            return
        start = notes.notes_start(rows, page.rules, self.size, goes_on=goes_on) if is_last else len(rows)
        foot = len(rows)
        if is_last and start == len(rows):
            foot = _foot_start(page, rows, self.size, alone=region.is_first)
        end = min(start, foot)
        self._body(rows[:end], above, is_column=region.is_column)
        for row in rows[start:]:
            self._write(row, "note", label=self._label(row))
        if start == len(rows):
            self._rows(rows[foot:], "foot")
        else:
            self.ends_with_notes = True

    def _body(self, rows: list[Row], masthead: Row | None, *, is_column: bool) -> None:
        """Write rows of text; `masthead` is the last row of the masthead if it stands above them."""
        if not rows:
            return
        found = tables.tables(rows, is_column=is_column)
        starts = {table.start: table for table in found}
        inside = {index for table in found for index in range(table.start, table.end)}
        running = [row for index, row in enumerate(rows) if index not in inside] or rows
        shape = paragraphs.flow(running, self.leading)
        before = self.shape
        in_note = False
        for index, row in enumerate(rows):
            if index in starts:
                self._table(rows, starts[index])
                self.above = None
            if index in inside:
                continue
            if notes.is_drawn(row):
                self._write(row, "foot")
                continue
            over = rows[index - 1] if index else masthead
            gap = over.base - row.base if over else 0.0
            in_note = notes.begins_note(row) or (
                in_note and gap <= paragraphs.WIDER * shape.leading and row.size < 0.97 * self.size
            )
            if in_note:
                self._write(row, "note", label=self._label(row))
                continue
            below = rows[index + 1] if index + 1 < len(rows) else None
            start = paragraphs.begins(self.above, row, below, shape, before if index == 0 else None)
            blank = over is not None and self._is_apart(over, row, shape.leading)
            self._write(row, know=_Layout(start, blank))
            self.above, self.shape = row, shape

    def _is_apart(self, above: Row, row: Row, leading: float) -> bool:
        """Tell whether there is as much space above a row as a blank line takes."""
        return above.base - row.base > min(_BLANK * leading, _APART * row.size)

    def _label(self, row: Row) -> int:
        """Return how long the number of a note is; one that is not raised has to follow the last one."""
        length = notes.label(row, self.size)
        if not length:
            return 0
        number = int(row.text[:length])
        if not notes.begins_note(row) and self.note and number != self.note + 1:
            return 0
        self.note = number
        return length

    def _table(self, rows: list[Row], table: tables.Table) -> None:
        for texts in tables.rows_of_cells(rows, table):
            is_one = sum(map(bool, texts)) == 1 and texts[0]
            self._add(Line(0, texts[0] if is_one else "\t".join(texts), role="row"))

    def _write(
        self, row: Row, role: LineRole | None = None, *, label: int = 0, know: _Layout = _UNKNOWN
    ) -> None:
        text, raised = composed(row)
        if self.is_scan:  # boxes of letters that a machine has read are too inexact
            raised = ()
        if label and raised and raised[0][0] == 0:
            raised = raised[1:]
        self._add(
            Line(0, text, role=role, label=label, raised=raised, begins=know.begins, blank_before=know.blank)
        )

    def _add(self, line: Line) -> None:
        """Add a line, which gets its number and that of its page."""
        number = len(self.lines) + 1
        self.lines.append(replace(line, number=number, page=self.printed, page_break_before=self.is_new_page))
        self.is_new_page = False


def _masthead_end(page: Page, rows: list[Row]) -> int:
    """Return how many rows of the first page are its masthead, whose items stand side by side.

    It ends with the lowest ruled line over the page in its upper part, or else where the first long line is.
    """
    left, right = paragraphs.sides(rows)
    low = _TOP * page.height
    ruled = [base for base in across(page.rules, left, right) if base > low and base < rows[0].base]
    if ruled:
        return sum(row.base > min(ruled) for row in rows)
    for index, row in enumerate(rows):
        if row.base < low:
            return 0
        if len(segments(row)) == 1 and row.right - row.left >= _LONG * (right - left):
            return index
    return 0


def _foot_start(page: Page, rows: list[Row], size: float, *, alone: bool) -> int:
    """Return the index of the first row of small print at the foot that is no numbered note."""
    start = notes.small_print(rows, page.rules, size, alone=alone)
    if start < len(rows) and (page.number == 0 or notes.is_starred(rows[start], size)):
        return start
    return len(rows)
