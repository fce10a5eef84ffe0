"""Find the notes of a page: the block at the foot in smaller print, or below a short ruled line."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from indexer.reading.pdf.pieces import Row, Rule, is_raised

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMALLER = 0.94
_DIGITS = 3
_SHORT = 0.6
"""How much of the width a ruled line above notes takes at most."""
_LABEL = re.compile(r"(\d{1,3})/?(?=\s|$)")
_TOUCHING = re.compile(r"(\d{1,3})(?=\D)")
_STROKE = re.compile(r"(?<=\s)(\d{1,3})/(?=[\s,.;:]|$)")
_STARS = re.compile(r"[*†‡]{1,4}")
_DRAWN = re.compile(r"[_\-—–]{5,}")


def body_size(rows: Iterable[Row]) -> float:
    """Return the size in which most of a document is printed."""
    sizes: Counter[float] = Counter()
    for row in rows:
        for piece in row.pieces:
            sizes[round(piece.size * 4) / 4] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def label(row: Row, size: float) -> int:
    """Return how many characters at the start of a row are the number of a note, 0 if it begins none.

    Args:
        row: The row.
        size: That of the print of the body; in smaller print a number need not be raised.

    """
    first = row.pieces[0]
    if len(row.pieces) > 1 and is_raised(first, row) and len(first.text) <= _DIGITS:
        return len(first.text)
    match = _LABEL.match(row.text)
    if match and (row.size < _SMALLER * size or "/" in match[0]):
        return len(match[1])
    return 0


def strokes(text: str, numbers: set[str]) -> list[tuple[int, int]]:
    """Return the spans of digits that stand before a stroke, as marks of notes, if a note has that number."""
    return [match.span(1) for match in _STROKE.finditer(text) if match[1] in numbers]


def begins_note(row: Row) -> bool:
    """Tell whether a row begins with raised digits, as the notes at the end of a text do anywhere."""
    first = row.pieces[0]
    return len(row.pieces) > 1 and is_raised(first, row) and len(first.text) <= _DIGITS


def notes_start(rows: list[Row], rules: list[Rule], size: float, *, goes_on: bool) -> int:
    """Return the index of the first row of the notes at the foot; `len(rows)` if there are none.

    Args:
        rows: The rows of a region down to the foot of the page.
        rules: The ruled lines of the page.
        size: The size of the print of the body.
        goes_on: Whether the page before ends with notes, of which the last may go on here.

    """
    ruled = _below_rule(rows, rules)
    for index in range(ruled, len(rows)):
        if label(rows[index], size):
            small = index
            while small > ruled and goes_on and _is_small(rows[small - 1], size):
                small -= 1
            return small
        if not _is_small(rows[index], size):
            break
    start = len(rows)
    while start and _is_small(rows[start - 1], size):
        start -= 1
    return next((index for index in range(start, len(rows)) if label(rows[index], size)), len(rows))


def is_drawn(row: Row) -> bool:
    """Tell whether a row is a line drawn with characters."""
    return _DRAWN.fullmatch(row.text.replace(" ", "")) is not None


def is_starred(row: Row, size: float) -> bool:
    """Tell whether a row begins a note with a star, in small print."""
    return _is_small(row, size) and _STARS.match(row.text) is not None


def small_print(rows: list[Row], rules: list[Rule], size: float, *, alone: bool) -> int:
    """Return the index of the first row of a notice in small print at the foot, `len(rows)` if there is none.

    It is set apart by a ruled line or a gap. A page with nothing but small print has no such notice.

    Args:
        rows: The rows of a region down to the foot of the page.
        rules: The ruled lines of the page.
        size: The size of the print of the body.
        alone: Whether nothing else is on the page.

    """
    start = len(rows)
    while start and _is_small(rows[start - 1], size):
        start -= 1
    if start == len(rows) or (start == 0 and alone):
        return len(rows)
    if start == 0:
        return 0
    gap = rows[start - 1].base - rows[start].base
    leading = median(one.base - two.base for one, two in pairwise(rows))
    ruled = any(rows[start].base < rule.base < rows[start - 1].base for rule in rules)
    return start if ruled or gap > 1.8 * leading else len(rows)


def _is_small(row: Row, size: float) -> bool:
    return row.size < _SMALLER * size


def _below_rule(rows: list[Row], rules: list[Rule]) -> int:
    """Return the index of the first row below the lowest short ruled line that has text above and below."""
    if len(rows) <= 1:
        return len(rows)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    start = len(rows)
    for rule in rules:
        if rule.right - rule.left > _SHORT * (right - left) or not left - 5 <= rule.left <= left + 30:
            continue
        below = [index for index, row in enumerate(rows) if row.base + row.size * 0.4 < rule.base]
        gap_free = below and not any(_is_underline(row, rule) for row in rows)
        if gap_free and below[0] > 0:
            start = below[0] if start == len(rows) else max(start, below[0])
    drawn = [index + 1 for index, row in enumerate(rows[:-1]) if is_drawn(row)]
    return max([start, *drawn]) if start < len(rows) else (drawn[-1] if drawn else start)


def _is_underline(row: Row, rule: Rule) -> bool:
    """Tell whether a ruled line runs just below the letters of a row, or through them."""
    near = -0.35 * row.size < rule.base - row.base < row.size
    return near and min(row.right, rule.right) - max(row.left, rule.left) > 0
