"""Take the rows of tables of any columns: each is a unit with its cells, and its columns' heads above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.language import list_labels
from indexer.structure.layout import ended
from indexer.structure.numbering import paragraph_number
from indexer.structure.pieces import cut

if TYPE_CHECKING:
    from indexer.model.document import Line
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.drafts import Draft
    from indexer.structure.pieces import Block
    from indexer.structure.walker import Walker

_TWO = 2
_LONGEST_LOOK = 3


def table(walker: Walker, here: PrintedLine) -> bool:
    """Take a whole table if a line begins one: two lines with cells stand together."""
    if not _has_cells(here.line) or not (here.line.role == "row" or _goes_on_soon(walker, here)):
        return False
    lines = [here.line]
    for one in walker.ahead(1):
        if not _goes_on(walker, one, len(lines)):
            break
        lines.append(one.line)
    head: Draft | None = None
    for at, line in enumerate(lines):
        draft = walker.outline.table_row(_cells(line), head)
        if not at and len(lines) > 1 and not any(map(str.isdigit, line.text)):
            head = draft
    walker.close(len(lines))
    return True


def _goes_on_soon(walker: Walker, _here: PrintedLine) -> bool:
    """Tell whether another line with cells follows within two lines."""
    return any(_has_cells(one.line) for one in walker.some_ahead(_LONGEST_LOOK)[1:])


def _goes_on(walker: Walker, one: PrintedLine, taken: int) -> bool:
    """Tell whether a table goes on with a line: it has cells, or is a caption among rows."""
    if one.line.role not in (None, "row"):
        return False
    if _has_cells(one.line) or one.line.role == "row":
        return True
    number = paragraph_number(one.line.text)
    if ended(one.line.text) or (number and number[0] == walker.outline.last_number + 1):
        return False
    place = walker.at + taken + 1
    return "\t" in one.line.text or any(_has_cells(next_.line) for next_ in walker.lines[place : place + 1])


def _has_cells(line: Line) -> bool:
    """Tell whether a line has two cells or more; a number before a text is no cell of its own."""
    if line.role == "row":
        return True
    if "\t" not in line.text or line.role or line.label:
        return False
    cells = [cell for cell in line.cells if cell]
    return len(cells) >= _TWO + bool(cells and list_labels.fills(cells[0], closed=True))


def _cells(line: Line) -> list[Block]:
    """Return the cells of a line; one that is empty is left out."""
    starts = [0, *(found.end() for found in re.finditer("\t", line.text))]
    ends = [*(start - 1 for start in starts[1:]), len(line.text)]
    pieces = (cut(line, start, end, "row") for start, end in zip(starts, ends, strict=True))
    return [[piece] for piece in pieces if piece.end > piece.start]
