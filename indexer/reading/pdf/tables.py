"""Find tables: rows whose parts stand in columns, with strips between that no text crosses."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.language import list_labels
from indexer.reading.pdf.pieces import Piece, Row, is_wide

_GAP = 1.0
"""How wide the strip between two columns is at least, in sizes of the print."""
_LEFT_FREE = 0.65
"""How wide it is at its narrowest: wider than a blank of a typewriter."""
_WORD = 0.6
"""Up to which gap, in sizes of the print, two words are in one cell."""
_LEAST = 3
"""How many rows of a table have text in more than one column, at least."""
_CROSSED = 0.12
"""Which share of the rows may go on over a strip, as a head over several columns does."""
_FAR = 4.5
"""How far apart the rows of a table are at most, in sizes of the print."""
_MOST = 400
"""How many printed lines are looked at for one table; a longer one becomes several."""
_CLOSING = frozenset("）》」』】〕〗］｝。，、；：")
_EDGE = 2.5
_ALIGNED = 0.7
_CLOSE = 1.25
"""Lines of one row are no farther apart than this, in the least distances of the table's lines."""


_NEAR = 1.45
"""How far apart the lines of a cell are at most, in sizes of the print."""
_KEYS, _WHOLE = 0.6, 0.9
"""In what share of the rows the first column has text if it tells them apart; of what share of the lines
without it all other cells have text if each of them is a row."""
_WIDE_ROWS = 2
"""Fewer rows make a table if they have three cells."""


@dataclass(slots=True)
class Table:
    """Rows [start, end) of a region, and the strips between their columns, from left to right."""

    start: int
    end: int
    strips: list[tuple[float, float]]


def tables(rows: list[Row], *, is_column: bool = False) -> list[Table]:
    """Return the tables among the rows of a region, from the top down.

    Args:
        rows: The rows.
        is_column: Whether they are a column of running text, where wide blanks between words may lie one
            below the other.

    """
    least = _LEAST + is_column
    edges = (min(row.left for row in rows), max(row.right for row in rows)) if is_column and rows else None
    found: list[Table] = []
    index = 0
    while index < len(rows):
        table = _table(rows, index, least, edges) if _gaps(rows[index]) else None
        if table is None:
            index += 1
        else:
            found.append(table)
            index = table.end
    return found


def cells(row: Row, strips: list[tuple[float, float]]) -> list[list[Piece]]:
    """Divide a row at the strips of its table; text that goes on over a strip is in one cell."""
    parts: list[list[Piece]] = [[] for _ in range(len(strips) + 1)]
    before: Piece | None = None
    place = 0
    for piece in row.pieces:
        if before is None or piece.left - before.right >= _WORD * row.size:
            place = sum(piece.left > (start + end) / 2 for start, end in strips)
        parts[place].append(piece)
        before = piece
    return parts


def cell_texts(row: Row, strips: list[tuple[float, float]]) -> list[str]:
    """Return the texts of the cells of a printed line."""
    return [Row(part, row.base, row.size).text if part else "" for part in cells(row, strips)]


def rows_of_cells(rows: list[Row], table: Table) -> list[list[str]]:
    """Return the rows of a table, each with its cells: lines that a cell takes are joined.

    A row begins where more space is above it than between lines of a cell, or else where the first cell has
    text.
    """
    lines = rows[table.start : table.end]
    texts = [cell_texts(row, table.strips) for row in lines]
    joins = _joins(lines, texts, table.strips)
    done: list[list[str]] = []
    for index, line in enumerate(texts):
        if joins[index]:
            done[-1] = [_added(one, two) for one, two in zip(done[-1], line, strict=True)]
        else:
            done.append(line)
    if sum(bool(row[0]) for row in done) < _KEYS * len(done):  # the first column does not tell rows apart
        return [row[next(i for i, cell in enumerate(row) if cell) :] for row in done]
    return done


def _joins(lines: list[Row], texts: list[list[str]], strips: list[tuple[float, float]]) -> list[bool]:
    """Tell of each printed line whether it goes on with the row of the line above."""
    gaps = [one.base - two.base for one, two in pairwise(lines)]
    usual = min((gap for gap in gaps if gap > 0), default=0.0)
    near = usual <= _NEAR * max(row.size for row in lines)
    close = [near and gap <= _CLOSE * usual for gap in gaps]
    if not all(close) and any(close):
        return [False, *close]
    loose = [text for text in texts[1:] if not text[0]]
    are_rows = sum(all(text[1:]) for text in loose) >= _WHOLE * len(loose)
    joins = [False]
    for text, (above, line) in zip(texts[1:], pairwise(lines), strict=True):
        joins.append(near and (_is_wrapped(above, line, strips) if text[0] else not are_rows))
    return joins


def _is_wrapped(above: Row, row: Row, strips: list[tuple[float, float]]) -> bool:
    """Tell whether no cell of a line begins with a word for which the cell above would have room."""
    limits = [end for _, end in strips] + [max(above.right, row.right)]
    parts = zip(cells(above, strips), cells(row, strips), limits, strict=True)
    for upper, lower, limit in parts:
        if not lower:
            continue
        first = lower[0]
        width = row.size if is_wide(first.text[0]) else first.right - first.left
        if not upper or upper[-1].right + 0.25 * row.size + width < limit - 0.9 * row.size:
            return False
    return True


def _added(above: str, below: str) -> str:
    if not above or not below:
        return above or below
    close = above[-1] in "-‐/" or (is_wide(above[-1]) or is_wide(below[0]))
    return above + ("" if close else " ") + below


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return the gaps of a row that may be between columns."""
    found = []
    right = row.pieces[0].right
    for piece in row.pieces[1:]:
        if piece.left - right >= _GAP * row.size:
            found.append((right, piece.left))
        right = max(right, piece.right)
    return found


def _table(rows: list[Row], start: int, least: int, edges: tuple[float, float] | None) -> Table | None:
    """Return the table that begins with a row, if there is one."""
    free = _gaps(rows[start])
    left = rows[start].left
    end, members = start + 1, [start]
    for index in range(start + 1, min(len(rows), start + _MOST)):
        row = rows[index]
        if rows[index - 1].base - row.base > _FAR * row.size:
            break
        kept = _narrowed(free, row)
        if len(kept) < len(free) and _is_category(rows, index, free, left):
            end = index + 1
            continue
        if not kept or (len(kept) < len(free) and len(members) >= least):
            break
        free = kept
        end = index + 1
        if _gaps(row):
            members.append(index)
    after = members[-1] + 1
    while after < end and _is_inside(rows[after], rows[after - 1], free):
        after += 1
    end = after
    if len(members) <= 1:
        return None
    if edges and _is_justified([rows[index] for index in members], edges):
        return None
    strips = _strips([rows[index] for index in members])
    if not strips:
        return None
    counted = [rows[index] for index in members if sum(map(bool, cells(rows[index], strips))) > 1]
    wide = sum(sum(map(bool, cells(row, strips))) > _LEAST - 1 for row in counted)
    enough = len(counted) >= least or (edges is None and wide >= _WIDE_ROWS)
    return Table(start, end, strips) if enough and _is_regular(counted, strips) else None


def _is_category(rows: list[Row], index: int, free: list[tuple[float, float]], left: float) -> bool:
    """Tell whether a row stands between the rows of a table as one text, over several columns."""
    if index + 1 == len(rows) or _gaps(rows[index]):
        return False
    row, below = rows[index], rows[index + 1]
    is_near = row.base - below.base <= _FAR * row.size / 2 and abs(row.left - left) <= _EDGE
    return is_near and bool(_gaps(below)) and len(_narrowed(free, below)) == len(free)


def _is_justified(rows: list[Row], edges: tuple[float, float]) -> bool:
    """Tell whether most rows reach from edge to edge, as the lines of running text do."""
    full = sum(row.left - edges[0] <= 4 * row.size and edges[1] - row.right <= _EDGE for row in rows)
    return full >= _ALIGNED * len(rows)


def _strips(rows: list[Row]) -> list[tuple[float, float]]:
    """Return the strips that nearly all of the rows leave free, at least as wide as between columns."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    covered = [0] * (int(right - left) + 2)
    for row in rows:
        for place in {
            place
            for piece in row.pieces
            for place in range(int(piece.left - left), int(_ink_end(piece) - left) + 1)
        }:
            covered[min(max(place, 0), len(covered) - 1)] += 1
    most = int(_CROSSED * len(rows))
    least = _LEFT_FREE * median(row.size for row in rows)
    found: list[tuple[float, float]] = []
    start: int | None = None
    for place, count in enumerate(covered):
        if count > most:
            if start is not None and place - start >= least:
                found.append((left + start, left + place))
            start = None
        elif start is None and place:
            start = place
    return found


def _is_inside(row: Row, above: Row, strips: list[tuple[float, float]]) -> bool:
    """Tell whether a line of one cell goes on in a column, close below."""
    within = row.left > strips[0][0] or row.right <= strips[0][1]
    return bool(above.base - row.base <= _NEAR * row.size and within)


def _narrowed(strips: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """Return what of the strips a row leaves free."""
    kept = []
    for start, end in strips:
        low, high = start, end
        for piece in row.pieces:
            right = _ink_end(piece)
            if right <= low or piece.left >= high:
                continue
            if (piece.left + right) / 2 < (low + high) / 2:
                low = max(low, right)
            else:
                high = min(high, piece.left)
        if high - low >= _LEFT_FREE * row.size:
            kept.append((low, high))
    return kept


def _ink_end(piece: Piece) -> float:
    """Return where the ink of a piece ends: the right half of a closing bracket or a full stop is empty."""
    return piece.right - (piece.size / 2 if piece.text[-1] in _CLOSING else 0)


def _is_regular(rows: list[Row], strips: list[tuple[float, float]]) -> bool:
    """Tell whether the cells of each column are aligned, and the first holds more than numbers of a list."""
    columns: list[list[list[Piece]]] = [[] for _ in range(len(strips) + 1)]
    for row in rows:
        for column, cell in zip(columns, cells(row, strips), strict=True):
            if cell:
                column.append(cell)
    if len(strips) == 1:
        labels = [list_labels.fills("".join(piece.text for piece in cell)) for cell in columns[0]]
        if sum(labels) >= 0.8 * len(labels):
            return False
    return all(_is_aligned(column) for column in columns)


def _is_aligned(column: list[list[Piece]]) -> bool:
    if len(column) <= 1:
        return True
    lefts = [cell[0].left for cell in column]
    rights = [cell[-1].right for cell in column]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return any(_share(edges) >= _ALIGNED for edges in (lefts, rights, middles))


def _share(edges: list[float]) -> float:
    """Return what share of the edges is at the same place."""
    best = max(
        sum(abs(edge - other) <= _EDGE for other in edges)
        for edge in {round(e) for e in edges} | {median(edges)}
    )
    return best / len(edges)
