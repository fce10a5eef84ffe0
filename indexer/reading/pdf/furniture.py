"""Find what is printed above and below the text of the pages: heads, feet, page and job numbers, bar codes.

A row at the edge of a page is furniture if it recurs at its place on other pages, or has the shape of a page
number, a symbol, a job number and the like and stands apart from the text. The head of the first page is that
of the document, and only furniture if it recurs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from indexer.reading.pdf.pieces import Page, Row, rows_of, segments

_DEPTH = 5
"""How many rows at each edge of a page may be furniture."""
_APART = 1.25
"""How far furniture stands from the text, at least, in the usual distances of lines."""
_PLACE = 6.0
_LONGEST = 80
_SHORT, _SMALLER = 0.5, 0.94
_NOWHERE: frozenset[int] = frozenset()
_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:[Pp]age )?(?:[-–—] ?)?(\d{1,4})(?: ?/ ?\d{1,4}| of \d{1,4})?(?: ?[-–—])?|第 ?(\d{1,4}) ?[页頁]"
)
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:\.\d{1,3})?(?:/[A-Za-z0-9.\-]{1,24}(?: ?\(\d{4}\))?){1,9}\*{0,3}")
_SHAPE = re.compile(
    r"(?:[A-Z]{2,3}\. ?)?\d{2}-\d{5}(?: ?\([A-Z]{1,2}\))?(?: \d{6}){0,4}"  # a job number
    r"|\*[0-9A-Z]{5,14}\*"  # a bar code
    r"|\d{6}(?: \d{6}){0,4}"  # the days of its printing
    r"|/?(?:\.{3}|…)"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:Please recycle|请回收|請回收)[ \W]{0,4}"
    r"|Accessible document|无障碍文件"
    r"|[^\w\s]{1,3}"
)


@dataclass(slots=True)
class Furniture:
    """The rows above and below the text of a page, and the number printed there."""

    heads: list[Row] = field(default_factory=list)
    feet: list[Row] = field(default_factory=list)
    printed: str = ""


def furniture(pages: list[Page]) -> list[Furniture]:
    """Take the heads and feet of all pages out of their pieces.

    Args:
        pages: The pages; what is found is removed from them.

    Returns:
        For each page what was found.

    """
    rows = [rows_of(page.pieces) for page in pages]
    repeated = _repeated(rows)
    found = [_of_page(index, pages[index], rows[index], repeated) for index in range(len(pages))]
    for page, one in zip(pages, found, strict=True):
        taken = {id(piece) for row in (*one.heads, *one.feet) for piece in row.pieces}
        if taken:
            page.pieces = [piece for piece in page.pieces if id(piece) not in taken]
    _number(found)
    return found


Places = dict[tuple[str, int], set[int]]
"""On which pages a text is, and at which height, in steps of _PLACE."""


def _key(row: Row) -> str:
    return _DIGITS.sub("#", _BLANKS.sub("", row.text))


def _repeated(rows: list[list[Row]]) -> tuple[Places, Places]:
    """Return on which pages, and on which baseline, each part of a row at an edge is."""
    found: tuple[Places, Places] = (defaultdict(set), defaultdict(set))
    for number, page in enumerate(rows):
        for places, edge in zip(found, (page[:_DEPTH], page[-_DEPTH:]), strict=True):
            for row in edge:
                for part in segments(row):
                    places[_key(part), int(row.base / _PLACE)].add(number)
    return found


def _of_page(number: int, page: Page, rows: list[Row], repeated: tuple[Places, Places]) -> Furniture:
    """Find the furniture of a page."""
    if not rows:
        return Furniture()
    leading, size = _leading(rows), median(row.size for row in rows)
    top = _Edge(number, repeated[0], leading, page.height, page.width, size, is_top=True)
    heads = _edge(top, rows[: _DEPTH + 1])
    rest = rows[len(heads) :]
    bottom = _Edge(number, repeated[1], leading, page.height, page.width, size, is_top=False)
    feet = _edge(bottom, rest[: -_DEPTH - 2 : -1])
    return Furniture(heads, feet[::-1], "")


@dataclass(frozen=True, slots=True)
class _Edge:
    """The upper or lower edge of a page: what recurs there, and the usual distance and size of lines."""

    number: int
    places: Places
    leading: float
    height: float
    width: float
    size: float
    is_top: bool

    def is_near(self, row: Row) -> bool:
        """Tell whether a row is near enough."""
        return row.base > 0.8 * self.height if self.is_top else row.base < 0.2 * self.height

    def may_be_title(self, row: Row) -> bool:
        """Tell whether a row is short, or in smaller print than the text, as running titles are."""
        return row.right - row.left <= _SHORT * self.width or row.size < _SMALLER * self.size


def _edge(edge: _Edge, rows: list[Row]) -> list[Row]:
    """Return the rows of furniture at an edge of a page; the rows come from the edge inwards."""
    found: list[Row] = []
    sure = 0
    for index, row in enumerate(rows[:_DEPTH]):
        inner = rows[index + 1] if index + 1 < len(rows) else None
        gap = abs(row.base - inner.base) if inner else edge.height
        parts = segments(row)
        shaped = [_is_shaped(one.text) for one in parts]
        recurring = [_recurs(edge.number, one, edge.places) for one in parts]
        recurs = any(recurring) and all(one or two for one, two in zip(shaped, recurring, strict=True))
        if recurs and not any(shaped):
            recurs = edge.may_be_title(row) and (len(parts) == 1 or gap > 1.8 * edge.leading)
        if not recurs and not (all(shaped) and (edge.number > 0 or not edge.is_top)):
            break
        found.append(row)
        is_apart = gap >= _APART * edge.leading and (recurs or edge.is_near(row))
        if is_apart or (recurs and any(shaped)):
            sure = index + 1
    return found[:sure]


def _recurs(number: int, row: Row, places: Places) -> bool:
    """Tell whether a row is at the same place on other pages; for the first page, on two of them."""
    key, height = _key(row), int(row.base / _PLACE)
    others = 0
    for step in (height - 1, height, height + 1):
        pages = places.get((key, step), _NOWHERE)
        others += len(pages) - (number in pages) - (number > 0 and 0 in pages)
    return others > (0 if number or row.text.isdecimal() else 1)


def _is_shaped(text: str) -> bool:
    plain = _BLANKS.sub(" ", text).strip()
    if len(plain) > _LONGEST:
        return False
    return any(shape.fullmatch(plain) for shape in (_NUMBER, _SYMBOL, _SHAPE))


def _leading(rows: list[Row]) -> float:
    """Return the usual distance from one row to the next."""
    gaps = [one.base - two.base for one, two in pairwise(rows) if one.base > two.base]
    return median(gaps) if gaps else 12.0


def _number(found: list[Furniture]) -> None:
    """Write down the number of each page; one that prints none has that which its neighbours demand."""
    own = [_printed(one) for one in found]
    shifts = Counter(number - index for index, number in enumerate(own) if number is not None)
    if not shifts:
        return
    shift, times = shifts.most_common(1)[0]
    for index, one in enumerate(found):
        number = own[index]
        fits = number is not None and number - index == shift
        demanded = any(
            other is not None and other - place == shift for other, place in _neighbours(own, index)
        )
        if shift + index > 0 and (fits or demanded or (times > 1 and number is not None)):
            one.printed = str(shift + index)
        elif number is not None:
            one.printed = str(number)


def _neighbours(numbers: list[int | None], index: int) -> list[tuple[int | None, int]]:
    """Return the numbers of the pages before and after one, each with its place."""
    return [(numbers[place], place) for place in (index - 1, index + 1) if 0 <= place < len(numbers)]


def _printed(one: Furniture) -> int | None:
    """Return the number printed above or below a page."""
    for rows in (one.feet, one.heads):
        for row in rows:
            for part in segments(row):
                match = _NUMBER.fullmatch(_BLANKS.sub(" ", part.text).strip())
                if match:
                    return int(match[1] or match[2])
    return None
