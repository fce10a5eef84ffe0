"""Divide a page into bands, and the bands that are set in two columns into these.

Two columns have a gutter between them that no line crosses, and their lines fill them, which the cells of a
table do not. A heading over the whole page, or a ruled line, ends a band.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from statistics import median

from indexer.reading.pdf.pieces import Page, Row, Rule, rows_of, segments

_BIN = 2.0
_GUTTER = 0.6
"""How wide a gutter is at least, in sizes of the print."""
_ROWS = 5
"""How many rows have text on both sides of a gutter, at least, for it to be found on one page."""
_FILLED = 0.75
"""How much of its column a line of running text mostly fills."""
_MOSTLY = 0.5
_ALIKE = 0.6
_WIDE_RULE = 0.7
_MANY = 0.4
"""On what share of the pages of a document a gutter is found that holds for all of them."""
_APART = 0.3
"""In what share of the rows of a table, at least, a further gap divides one of the sides."""
_NEAR = 8.0


@dataclass(slots=True)
class Region:
    """Rows that are read from the top down: those of a column, or those over the whole width."""

    rows: list[Row]
    is_column: bool
    is_first: bool = False  # of its page


def gutter(page: Page) -> float | None:
    """Return where the gutter of a page is, if it has enough text in two columns to be sure."""
    rows = rows_of(page.pieces)
    for position in _candidates(rows):
        if any(_is_prose(band, position, _ROWS) for band in _bands(rows, page.rules, position)):
            return position
    return None


def common_gutter(found: list[float | None]) -> float | None:
    """Return the gutter of a document in two columns, given that of each page."""
    held = [one for one in found if one is not None]
    if not held or len(held) < _MANY * len(found):
        return None
    return median(held)


def regions(page: Page, own: float | None, common: float | None) -> list[Region]:
    """Return the regions of a page in the order in which they are read.

    Args:
        page: The page, without its heads and feet.
        own: The gutter found on the page.
        common: That of the document.

    """
    position = common if common is not None else own
    rows = rows_of(page.pieces)
    if position is None:
        return _with_text([Region(rows, is_column=False)])
    least = _ROWS if common is None else 1
    found: list[Region] = []
    for band in _bands(rows, page.rules, position):
        if not _is_prose(band, position, least):
            _add(found, band)
            continue
        pieces = [piece for row in band for piece in row.pieces]
        for side in (True, False):
            column = [piece for piece in pieces if ((piece.left + piece.right) / 2 < position) == side]
            found.append(Region(rows_of(column), is_column=True))
    return _with_text(found)


def _with_text(found: list[Region]) -> list[Region]:
    """Return the regions that have text, the first of them marked."""
    kept = [region for region in found if region.rows]
    for region in kept[:1]:
        region.is_first = True
    return kept


def _add(found: list[Region], rows: list[Row]) -> None:
    if found and not found[-1].is_column:
        found[-1].rows.extend(rows)
    else:
        found.append(Region(rows, is_column=False))


def _candidates(rows: list[Row]) -> list[float]:
    """Return where gutters may be, the likeliest first: where the fewest rows have text."""
    if not rows:
        return []
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    places = _bins(left + 0.3 * (right - left), left + 0.7 * (right - left))
    crossed = _crossed(rows, places)
    least = min(crossed.values(), default=0)
    groups: list[list[int]] = []
    for place in places:
        if crossed[place] > least + _ROWS // 2:
            continue
        if groups and place == groups[-1][-1] + 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    groups.sort(key=lambda group: (sum(crossed[place] for place in group) / len(group), -len(group)))
    return [(group[0] + group[-1]) / 2 * _BIN for group in groups[:3]]


def _crossed(rows: list[Row], places: range) -> dict[int, int]:
    """Count for each place how many rows have text there; blanks between words count as text."""
    counts = dict.fromkeys(places, 0)
    for row in rows:
        for start, end in _stretches(row):
            for place in _bins(max(start, places.start * _BIN), min(end, places.stop * _BIN)):
                counts[place] = counts.get(place, 0) + 1
    return counts


def _stretches(row: Row) -> list[tuple[float, float]]:
    """Return from where to where a row has text without a gap as wide as a gutter."""
    found = [(row.left, row.pieces[0].right)]
    for piece in row.pieces[1:]:
        start, end = found[-1]
        if piece.left - end >= _GUTTER * row.size:
            found.append((piece.left, piece.right))
        else:
            found[-1] = (start, max(end, piece.right))
    return found


def _bins(start: float, end: float) -> range:
    return range(int(start / _BIN) + 1, int(end / _BIN) + 1)


def _crosses(row: Row, position: float) -> bool:
    """Tell whether a row goes on over a gutter."""
    before = after = None
    for piece in row.pieces:
        if piece.left < position - 1 and piece.right > position + 1:
            return True
        if piece.right <= position + 1:
            before = piece
        elif after is None:
            after = piece
    return before is not None and after is not None and after.left - before.right < _GUTTER * row.size


def _bands(rows: list[Row], rules: list[Rule], position: float) -> list[list[Row]]:
    """Divide rows where one crosses the gutter, and at ruled lines over the page."""
    bands: list[list[Row]] = []
    if not rows:
        return bands
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    cuts = across(rules, left, right)
    above: tuple[bool, int] | None = None
    for row in rows:
        kind = (_crosses(row, position), bisect(cuts, row.base))
        if kind == above:
            bands[-1].append(row)
        else:
            bands.append([row])
        above = kind
    return bands


def across(rules: list[Rule], left: float, right: float) -> list[float]:
    """Return the heights of the ruled lines, in one piece or several, that go over most of a width."""
    drawn: list[list[float]] = []
    for rule in sorted(rules, key=lambda rule: (rule.base, rule.left)):
        length = rule.right - rule.left
        if drawn and abs(drawn[-1][0] - rule.base) <= 1:
            drawn[-1][1] += length
        else:
            drawn.append([rule.base, length])
    return [base for base, length in drawn if length >= _WIDE_RULE * (right - left)]


def _is_prose(band: list[Row], position: float, least: int) -> bool:
    """Tell whether a band is running text in two columns.

    Args:
        band: The rows of the band.
        position: Where the gutter is.
        least: How many rows have text on both sides, at least.

    """
    sides: tuple[list[Row], list[Row]] = ([], [])
    apart = 0
    for row in band:
        if _crosses(row, position):
            return False
        for side, is_left in zip(sides, (True, False), strict=True):
            half = [piece for piece in row.pieces if (piece.right <= position + 1) == is_left]
            if half:
                side.append(Row(half, row.base, row.size))
        apart += any(
            len(segments(half)) > 1 for half in (sides[0][-1:] + sides[1][-1:]) if half.base == row.base
        )
    if not sides[0] or not sides[1] or apart > _APART * len(band):
        return False
    both = _beside(*sides)
    if both < least:
        return False
    widths = [max(row.right for row in side) - min(row.left for row in side) for side in sides]
    if both < _ROWS:
        return min(row.left for row in sides[1]) - position < 3 * _NEAR
    if min(widths) < _ALIKE * max(widths):
        return False
    share = _MOSTLY if least == _ROWS else _MOSTLY / 2
    return all(
        sum(row.right - row.left >= _FILLED * width for row in side) >= share * len(side)
        for side, width in zip(sides, widths, strict=True)
    )


def _beside(left: list[Row], right: list[Row]) -> int:
    """Return how many rows at least are on either side between the heights that both sides have."""
    top = min(left[0].base, right[0].base) + _NEAR
    bottom = max(left[-1].base, right[-1].base) - _NEAR
    return min(sum(bottom <= row.base <= top for row in side) for side in (left, right))
