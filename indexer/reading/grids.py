"""Tell tables of data from tables that only lay out a page, and make lines of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.language import list_labels
from indexer.reading.composing import Draft, joined, prefixed

MOST_COLUMNS = 64
"""A cell that is said to span more columns than this spans so many."""
_LONGEST_REPEATED = 200
_MASTHEAD_ROWS = 12
_DRAFTS_A_CELL = 3
_DRAFTS_IN_ONE = 20
_LABELLED_TEXT = 20


@dataclass(slots=True)
class Cell:
    """A cell of a table: its lines, and how many columns it spans.

    `continues` tells that it is merged with the cell above it and has no text of its own.
    """

    drafts: list[Draft] = field(default_factory=list)
    columns: int = 1
    continues: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written in the cell."""
        return not any(draft.text for draft in self.drafts)


def table(rows: Sequence[Sequence[Cell]], *, header: bool, at_start: bool) -> list[Draft]:
    """Return the lines of a table: its rows, or the lines of its cells if it only lays out a page.

    Args:
        rows: The cells of each row.
        header: The format marks some row or cell as a header.
        at_start: No text stands above the table, so that it may be a masthead.

    """
    written = [row for row in rows if any(not cell.is_empty for cell in row)]
    if _is_numbered(written):
        return _paragraphs(written)
    if not header and _is_layout(written, at_start=at_start):
        drafts = [draft for row in written for cell in row for draft in cell.drafts]
        for draft in drafts if at_start else ():
            draft.begins = True  # each line of a masthead is an item of its own
        return drafts
    return _data(rows)


def _is_layout(rows: Sequence[Sequence[Cell]], *, at_start: bool) -> bool:
    full = [[cell for cell in row if not cell.is_empty] for row in rows]
    if sum(len(row) > 1 for row in full) < 2:  # noqa: PLR2004 - a table has several rows of several cells
        return True
    if at_start and len(rows) <= _MASTHEAD_ROWS:
        return True
    counts = [len(cell.drafts) for row in full for cell in row]
    return sum(counts) > _DRAFTS_A_CELL * len(counts) or max(counts) > _DRAFTS_IN_ONE


def _is_numbered(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table only puts the numbers of paragraphs beside them."""
    if not rows or any(len(row) != 2 or not row[1].drafts for row in rows):  # noqa: PLR2004 - number and text
        return False
    labels = [joined(row[0].drafts).text.strip() for row in rows]
    texts = [sum(len(draft.text) for draft in row[1].drafts) for row in rows]
    return all(map(list_labels.fills, labels)) and sum(texts) >= _LABELLED_TEXT * len(texts)


def _paragraphs(rows: Sequence[Sequence[Cell]]) -> list[Draft]:
    found: list[Draft] = []
    for label, text in rows:
        first, *rest = text.drafts
        found += [prefixed(first, joined(label.drafts).text.strip()), *rest]
    return found


def _data(rows: Sequence[Sequence[Cell]]) -> list[Draft]:
    """Return a line for each row; notes, and what a site adds, stand below the table."""
    found: list[Draft] = []
    below: list[Draft] = []
    above: dict[int, Draft] = {}
    for row in rows:
        below += [draft for cell in row for draft in cell.drafts if draft.role in ("note", "site")]
        cells = _cells(row, above)
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            found.append(_row(cells, first=not found))
    return found + below


def _cells(row: Sequence[Cell], above: dict[int, Draft]) -> list[Draft]:
    """Return the columns of a row, and note what merged cells below may repeat in `above`.

    What is merged downwards holds for each of the rows, so that it is repeated if it is short.
    """
    cells: list[Draft] = []
    for cell in row:
        at = len(cells)
        own = joined([draft for draft in cell.drafts if draft.role not in ("note", "site")])
        if not cell.continues:
            above[at] = own
        elif not own.text and len(above.get(at, own).text) <= _LONGEST_REPEATED:
            own = Draft(above.get(at, own).text)
        cells += [own, *(Draft("") for _ in range(min(cell.columns, MOST_COLUMNS) - 1))]
    return cells


def _row(cells: Sequence[Draft], *, first: bool) -> Draft:
    """Return a row, its cells separated by tabs."""
    raised: list[tuple[int, int]] = []
    at = 0
    for cell in cells:
        raised += [(start + at, end + at) for start, end in cell.raised]
        at += len(cell.text) + 1
    text = "\t".join(cell.text for cell in cells)
    return Draft(text, tuple(raised), role="row", begins=True, blank_before=first)
