"""Put the cells of a table into rows, with those that span several rows or columns."""

from __future__ import annotations

from lxml import etree

from indexer.reading.composing import Draft
from indexer.reading.grids import MOST_COLUMNS, Cell, table
from indexer.reading.html.lists import integer

_MOST_ROWS = 1000
_LAYOUT_ROLES = ("presentation", "none")


class Table:
    """A table that is open; `cell` is its cell that is open.

    Args:
        element: The element of the table.
        at_start: No text stands above it.

    """

    def __init__(self, element: etree._Element, *, at_start: bool) -> None:
        self.element = element
        self.cell: etree._Element | None = None
        self._at_start = at_start
        self._is_layout = element.get("role") in _LAYOUT_ROLES
        self._has_header = False
        self._rows: list[list[Cell]] = []
        self._column = 0
        self._down: dict[int, tuple[int, int]] = {}  # by column: how many rows more, and how many columns

    def begin_row(self) -> None:
        """Begin the next row."""
        self._rows.append([])
        self._column = 0
        self._continue()

    def begin_cell(self, element: etree._Element) -> None:
        """Begin the next cell of the row."""
        if not self._rows:
            self.begin_row()
        self.cell = element
        self._has_header = self._has_header or element.tag == "th"

    def end_cell(self, drafts: list[Draft]) -> None:
        """Add the cell that is open."""
        if self.cell is None:
            return
        columns = max(1, min(integer(self.cell.get("colspan"), 1), MOST_COLUMNS))
        rows = max(1, min(integer(self.cell.get("rowspan"), 1), _MOST_ROWS))
        if rows > 1 and self._column < MOST_COLUMNS:
            self._down[self._column] = rows - 1, columns
        self._rows[-1].append(Cell(drafts, columns))
        self._column += columns
        self.cell = None
        self._continue()

    def _continue(self) -> None:
        """Add the cells that reach down into the row, as far as they stand next."""
        while found := self._down.get(self._column):
            left, columns = found
            self._rows[-1].append(Cell(columns=columns, continues=True))
            if left > 1:
                self._down[self._column] = left - 1, columns
            else:
                del self._down[self._column]
            self._column += columns

    def drafts(self) -> list[Draft]:
        """Return the lines of the table."""
        if self._is_layout:
            return [draft for row in self._rows for cell in row for draft in cell.drafts]
        return table(self._rows, header=self._has_header, at_start=self._at_start)
