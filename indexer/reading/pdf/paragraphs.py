"""Tell from the layout where printed paragraphs begin: gaps, indented first lines, full lines above."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from indexer.language import list_labels
from indexer.reading.pdf.pieces import Row, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable

_INDENT = 0.8
WIDER = 1.3
"""From which gap above it, in usual distances, a line begins a paragraph."""
_SAME = 2.0
_AT_EDGE = 3
"""How many lines must end at the right edge of a region; in a smaller one, all but the last."""
_FEW = 12
"""A region with no more rows says too little of the usual distance of its lines."""


@dataclass(slots=True)
class Flow:
    """The shape of the text of a region: its left and right edges, and the usual distance of its lines.

    `is_set` tells whether enough lines end at the right edge to be sure that lines are broken there.
    """

    left: float
    right: float
    leading: float
    is_set: bool = True


def flow(rows: list[Row], leading: float) -> Flow:
    """Return the shape of the text of a region.

    Args:
        rows: The rows of the region.
        leading: The usual distance of the lines of the document, for a region with few.

    """
    lefts = Counter(round(row.left) for row in rows)
    most = max(lefts.values())
    left = min(place for place, count in lefts.items() if count >= 0.4 * most)
    right = max(row.right for row in rows)
    at_edge = sum(right - row.right <= row.size for row in rows)
    distance = usual_leading([rows]) if len(rows) > _FEW else leading
    return Flow(left, right, distance, is_set=at_edge >= min(_AT_EDGE, len(rows) - 1))


def usual_leading(regions: Iterable[list[Row]]) -> float:
    """Return the usual distance of the lines of paragraphs: the smallest that is frequent, or 0."""
    gaps: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for rows in regions:
        sizes.update(round(row.size) for row in rows)
        gaps.update(
            round((one.base - two.base) * 2) / 2 for one, two in pairwise(rows) if one.base > two.base
        )
    least = 0.9 * sizes.most_common(1)[0][0] if sizes else 0.0
    within = {gap: count for gap, count in gaps.items() if gap >= least}
    often = 0.2 * max(within.values(), default=0)
    return min((gap for gap, count in within.items() if count >= often), default=0.0)


def begins(
    above: Row | None, row: Row, below: Row | None, shape: Flow, before: Flow | None = None
) -> bool | None:
    """Tell whether a paragraph begins with a row, or the one above goes on; None where it is not clear.

    Args:
        above: The row above in the order of reading, on this page or the one before.
        row: The row.
        below: The one below it in the region.
        shape: The shape of the region.
        before: The shape of the region of the row above, if that is another one.

    """
    if above is None:
        return None
    other = before or shape
    indent, indent_above = row.left - shape.left, above.left - other.left
    labelled = list_labels.begins_paragraph(row.text)
    if before is None:
        gap = above.base - row.base
        if shape.leading and gap > WIDER * shape.leading and gap > 1.3 * row.size:
            return True
    if abs(row.size - above.size) > 0.12 * max(row.size, above.size):
        return None
    full = _is_full(above, row, other)
    if indent > _INDENT * row.size + indent_above:
        return _deeper(above, row, below, shape, full=full)
    if labelled:
        return True if indent <= _SAME and not full else None
    if not full or not other.is_set:
        return None
    if abs(indent - indent_above) <= _SAME:
        return False
    return False if abs(indent) <= _SAME and _is_first(above, other) else None


def _deeper(above: Row, row: Row, below: Row | None, shape: Flow, *, full: bool) -> bool | None:
    """Tell whether a row that is farther right than the one above begins a paragraph."""
    hanging = list_labels.begins_paragraph(above.text)
    if hanging and full and any(abs(piece.left - row.left) <= _SAME for piece in above.pieces[1:3]):
        return False
    if (
        below is not None
        and abs(below.left - shape.left) <= _SAME
        and row.left > shape.left + _INDENT * row.size
    ):
        return True
    return True if list_labels.begins_paragraph(row.text) else None


def _is_first(row: Row, shape: Flow) -> bool:
    """Tell whether a row may be the first of a paragraph with an indented or numbered first line."""
    return row.left > shape.left + _SAME


def _is_full(above: Row, row: Row, shape: Flow) -> bool:
    """Tell whether the first word of a row would not have fitted into the line above."""
    room = shape.right - above.right
    first = row.pieces[0]
    width = row.size if is_wide(first.text[0]) else first.right - first.left
    return room < width + 0.3 * row.size


def sides(rows: Iterable[Row]) -> tuple[float, float]:
    """Return where rows begin and end at the outermost."""
    found = list(rows)
    return min(row.left for row in found), max(row.right for row in found)
