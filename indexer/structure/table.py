"""Read a table of events: its header, its rows and its categories.

There are two layouts. In the tabbed one, a line with tabs is a row and a line without tabs is a category.

In the other one, text from a PDF, cells and lines have run together. There, a row begins with a date. A line
that ends in four spaces is a category. A line that ends in one space ends a cell. Inside a line, a space
between Chinese characters separates two cells. A row that does not have three cells after its date is kept
whole, and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.date_patterns import ROW
from indexer.model.document import Line
from indexer.names import dates
from indexer.structure.drafts import DraftRow
from indexer.structure.layout import ended
from indexer.structure.pieces import Block, Piece, cut, whole

_DATE_WORDS = re.compile(f"{chinese.DATE_COLUMN}|{english.DATE_COLUMN}")
_OTHER_WORDS = re.compile(f"{chinese.OTHER_COLUMNS}|{english.OTHER_COLUMNS}")
_MIN_COLUMNS, _MAX_COLUMNS = 3, 6
_DATE = re.compile(ROW)
_BOUNDARY = re.compile(r"(?<=[\u3400-\u9fff》)”])\s+(?=[\u3400-\u9fff《“])")
_CATEGORY_SPACES = 4
_CELLS = 3


@dataclass(slots=True)
class Table:
    """The result of reading a table; `stray` lines are neither rows nor categories."""

    rows: list[DraftRow] = field(default_factory=list)
    other: list[Piece] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def is_header(line: Line) -> bool:
    """Tell whether a line names the columns of a table of events: 日期, 说明, 组织者/主办方, 地点."""
    tabbed = "\t" in line.text
    cells = line.text.split("\t" if tabbed else None, _MAX_COLUMNS)  # further columns are not looked at
    first, *others = (cell.strip() for cell in cells)
    if not _DATE_WORDS.fullmatch(first.lower()) or not _MIN_COLUMNS <= len(others) + 1 <= _MAX_COLUMNS:
        return False
    return tabbed or all(_OTHER_WORDS.fullmatch(word.lower()) for word in others)


def ends_tabbed(line: Line) -> bool:
    """Tell whether a line is prose that follows a tabbed table, and not a category."""
    return "\t" not in line.text and ended(line.text)


def parse(lines: Sequence[Line], year: int | None, where: str) -> Table:
    """Read a table.

    Args:
        lines: The lines of the table; the first one is its header.
        year: The year for dates that name none.
        where: The part in which the table is printed; warnings name it.

    """
    table = _tabbed(lines) if "\t" in lines[0].text else _flowed(lines, where)
    for row in table.rows:
        row.year = year
    return table


def _tabbed(lines: Sequence[Line]) -> Table:
    """Read a table whose cells are separated by tabs."""
    table = Table()
    categories = _Categories(table)
    for line in lines:
        if is_header(line):
            table.other.append(whole(line, "table_header"))
        elif "\t" not in line.text:
            categories.open(line)
        elif table.rows and (line.begins is False or not line.text.partition("\t")[0].strip()):
            _continue(table.rows[-1], line)
        else:
            table.rows.append(_row(_cells(line), categories.take()))
    categories.close()
    return table


def _cells(line: Line) -> list[Block]:
    """Return the four cells of a line with tabs; further cells become part of the fourth."""
    starts = [0, *(match.end() for match in re.finditer("\t", line.text))]
    ends = [*(start - 1 for start in starts[1:]), len(line.text)]
    pieces = [cut(line, start, end, "event") for start, end in zip(starts, ends, strict=True)]
    blocks = [[piece] if piece.end > piece.start else [] for piece in pieces]
    return [*blocks[:_CELLS], [piece for block in blocks[_CELLS:] for piece in block]]


def _row(cells: list[Block], category: str | None) -> DraftRow:
    padded: list[Block] = [*cells, [], [], []]
    return DraftRow(padded[0], padded[1], padded[2], padded[3], category=category)


def _continue(row: DraftRow, line: Line) -> None:
    """Add the cells of a line without a date to the row above it."""
    for block, more in zip(
        (row.date, row.description, row.organizers, row.place), _cells(line), strict=False
    ):
        block.extend(more)


@dataclass(slots=True)
class _Categories:
    """Keeps track of the category of the next row; a line that no row follows is stray."""

    table: Table
    current: str | None = None
    waiting: Line | None = None

    def open(self, line: Line) -> None:
        """Take a line as the category of the rows that follow."""
        self.close()
        self.waiting = line
        self.current = line.text.strip()

    def take(self) -> str | None:
        """Return the category of a row; its line is then known to be a category."""
        if self.waiting:
            self.table.other.append(whole(self.waiting, "category"))
            self.waiting = None
        return self.current

    def close(self) -> None:
        """Count a category line that no row has followed as stray."""
        if self.waiting:
            self.table.stray.append(self.waiting)
            self.waiting = None


def _flowed(lines: Sequence[Line], where: str) -> Table:
    """Read a table from a PDF, in which cells and lines have run together."""
    table = Table()
    categories = _Categories(table)
    spaced = any(line.trailing for line in lines)
    runs: list[tuple[list[Line], str | None]] = []
    inside = True
    for line in lines:
        if is_header(line):
            table.other.append(whole(line, "table_header"))
        elif line.trailing >= _CATEGORY_SPACES:
            categories.open(line)
            inside = False
        elif _opens_row(line, runs[-1][0][-1] if runs and inside and spaced else None):
            runs.append(([line], categories.take()))
            inside = True
        elif runs and inside:
            runs[-1][0].append(line)
        else:
            table.stray.append(line)
    categories.close()
    table.rows = [_row(_flowed_cells(run), category) for run, category in runs]
    _doubt(table, where, spaced=spaced)
    return table


def _opens_row(line: Line, above: Line | None) -> bool:
    """Tell whether a line begins a row: it begins with a date, and the cell above it has ended."""
    text = line.text.strip()
    return bool((above is None or above.trailing) and _DATE.match(text) and dates.starts_with_date(text))


def _flowed_cells(lines: Sequence[Line]) -> list[Block]:
    """Return the date and three cells, or the date and all the rest in one cell."""
    first = lines[0]
    start = first.indent
    dated = _DATE.match(first.text, start)
    split = dated.end() if dated else start
    cells: list[Block] = [[]]
    above: Line | None = None
    for line in lines:
        fragments = _fragments(line, split if line is first else 0)
        if above is not None and cells[-1] and _parted(above, line):
            cells.append([])
        for place, fragment in enumerate(fragments):
            if place:
                cells.append([])
            cells[-1].append(fragment)
        above = line
    if len(cells) != _CELLS:
        cells = [[cut(line, split if line is first else 0, len(line.text), "event") for line in lines]]
    return [[cut(first, start, split, "event")], *cells]


def _fragments(line: Line, start: int) -> list[Piece]:
    """Divide a line at the spaces that separate cells."""
    body = cut(line, start, len(line.text), "event")
    found = list(_BOUNDARY.finditer(line.text, body.start, body.end))
    starts = [body.start, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), body.end]
    parts = [cut(line, begin, end, "event") for begin, end in zip(starts, ends, strict=True)]
    return [part for part in parts if part.end > part.start]


def _parted(above: Line, line: Line) -> bool:
    """Tell whether a cell ends between two lines."""
    joint = f"{above.text.rstrip()[-1:]} {line.text.strip()[:1]}"
    return above.trailing > 0 and _BOUNDARY.search(joint) is not None


def _doubt(table: Table, where: str, *, spaced: bool) -> None:
    """Warn of rows that could not be divided, and of lost spaces at line ends."""
    undivided = sum(not row.organizers for row in table.rows)
    if undivided:
        table.warnings.append(
            f"In the table of the {where}, {undivided} of {len(table.rows)} rows cannot be divided into "
            "description, organizers and place; they are kept whole as descriptions."
        )
    if not spaced:
        table.warnings.append(
            f"The table of the {where} has lost the spaces at its line ends, by which cells and categories "
            "are told apart; its events have no category."
        )
