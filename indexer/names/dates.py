"""Dates and months as United Nations documents write them, in Chinese and in English.

A date is a list of days and of ranges of days that share month and year where they are not repeated:
`12月1日、8日和15日`, `7 月 29 日至 8 月 8 日`, `23-25 January 2019`. Days that the calendar does not
have are no date. Without a year in the text a date is recognised only where a year is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexer.errors import InputError
from indexer.folding import fold
from indexer.model import DateSpan

# Patterns are strings: `re` compiles and keeps them when they are first used, and importing stays fast.
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SHORT = ("sept", *(name[:3] for name in _MONTHS))
_NUMBER = {name: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_NUMBER |= {name[:3]: number for number, name in enumerate(_MONTHS, 1)}

_YEAR = r"(?P<year>\d{4})"
_Y, _M, _D = r"\d{4}\s*年\s*", r"\d{1,2}\s*月\s*", r"\d{1,2}"
_HAN_RANGE = r"\s*(?:至|到|[-‐‑–—~])\s*"
_HAN_JOIN = rf"(?:{_HAN_RANGE}|\s*(?:[、,]\s*(?:和|及|与)?|和|及|与|以及)\s*)"
_HAN = rf"(?<!\d)(?:{_Y})?{_M}{_D}(?:\s*[日号]?{_HAN_JOIN}(?:(?:{_Y})?{_M})?{_D}){{0,30}}\s*[日号]"
_HAN_ITEM = rf"(?:(?:{_YEAR}\s*年\s*)?(?P<month>\d{{1,2}})\s*月\s*)?(?P<day>{_D})\s*[日号]?"
_HAN_MONTH = rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:份)?(?!\s*\d{{1,2}}\s*[日号])"

_NAME = rf"(?:{'|'.join((*_MONTHS, *_SHORT))})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_RANGE = r"(?:\s*[-‐‑–—~]\s*|\s+(?:to|through|until)\s+)"
_JOIN = rf"(?:{_RANGE}|\s*,\s*(?:and\s+)?|\s+and\s+(?:from\s+)?)"
_DAYS = rf"{_DAY}(?:{_JOIN}{_DAY}){{0,30}}"
_DAY_FIRST = rf"{_DAYS}\s+{_NAME}(?:,?\s+\d{{4}}\b)?"
_MONTH_FIRST = rf"{_NAME}\s+{_DAYS}(?:,?\s+\d{{4}}\b)?"
_DAYS_FIRST = rf"(?<![\w./-]){_DAY_FIRST}(?:{_JOIN}{_DAY_FIRST}){{0,30}}"
_MONTHS_FIRST = rf"(?<![\w./-]){_MONTH_FIRST}(?:{_JOIN}{_MONTH_FIRST}){{0,30}}"
_DAY_FIRST_ITEM = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s+(?P<month>{_NAME})(?:,?\s+{_YEAR}\b)?)?"
_MONTH_FIRST_ITEM = rf"(?:(?P<month>{_NAME})\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR}\b)?"
_LATIN_MONTH = rf"(?<![\w-])(?P<month>{_NAME}),?\s+(?:of\s+)?{_YEAR}\b"

_ISO = rf"(?<![\w-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date or a month in a text; offsets in code points, half-open.

    `spans` are its days in the order of the text, none where only a month is named; `month` is that month, in
    ISO form (`2019-03`), empty where days are named.
    """

    start: int
    end: int
    spans: tuple[DateSpan, ...] = ()
    month: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """A day as written: what it does not say is None; `ends_range` ties it to the item before it."""

    day: int
    month: int | None
    year: int | None
    ends_range: bool
    year_named: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    """A way of writing dates: the whole, its items, and what stands between the ends of a range.

    Items take what they do not say from the one before, or first from the one behind where `months_behind`
    or `years_behind` says so (`12 and 13 February 2019`, `January 30 to February 2, 2019`).
    """

    whole: str
    item: str
    range_sign: str
    months_behind: bool = False
    years_behind: bool = False


_STYLES = (
    _Style(_ISO, _ISO, "(?!)"),
    _Style(_HAN, _HAN_ITEM, _HAN_RANGE),
    _Style(_DAYS_FIRST, _DAY_FIRST_ITEM, _RANGE, months_behind=True, years_behind=True),
    _Style(_MONTHS_FIRST, _MONTH_FIRST_ITEM, _RANGE, years_behind=True),
)


def find(text: str, year: int | None = None) -> tuple[DateFound, ...]:
    """Find the dates and months in a text, in order; `year` is that of days that name none.

    Offsets are half-open, in code points.
    """
    plain = fold(text)
    if not re.search(r"\d", plain):  # the patterns of dates are large, and none matches without a digit
        return ()
    found: list[DateFound] = []
    for one in (*_dates(text, plain, year), *_months(text, plain)):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def spans(text: str, year: int | None) -> tuple[DateSpan, ...]:
    """Return the days in the date cell of an event. Raises InputError where the cell is not just a date."""
    cell = text.strip()
    found = find(cell, year)
    if len(found) != 1 or not found[0].spans or cell[: found[0].start] + cell[found[0].end :]:
        raise InputError(
            f"{cell!r} is no date{'' if year else ', or its year is not known'}.",
            "Write it like 3 月 26 日至 28 日 or 26 to 28 March, and the year in the table's title.",
        )
    return found[0].spans


def starts_with_date(text: str) -> bool:
    """Tell whether a line begins with a date, with or without its year, as the row of a table does."""
    line = text.lstrip()
    a_leap_year = 2000
    return any(one.start == 0 and one.spans for one in find(line, a_leap_year))


def _dates(text: str, plain: str, year: int | None) -> Iterator[DateFound]:
    for style in _STYLES:
        for match in re.finditer(style.whole, plain):
            if days := _spans(_filled(_items(match, style, text), style, year)):
                yield DateFound(match.start(), match.end(), days)


def _months(text: str, plain: str) -> Iterator[DateFound]:
    for pattern in (_HAN_MONTH, _LATIN_MONTH):
        for match in re.finditer(pattern, plain):
            month = _month(match, text, 0)
            if month and 1 <= month <= len(_MONTHS):
                yield DateFound(match.start(), match.end(), month=f"{int(match['year']):04d}-{month:02d}")


def _items(whole: re.Match[str], style: _Style, text: str) -> list[_Item]:
    items: list[_Item] = []
    last = 0
    for match in re.finditer(style.item, whole[0]):
        year = int(match["year"]) if match["year"] else None
        ends_range = bool(re.fullmatch(style.range_sign, whole[0][last : match.start()]))
        items.append(_Item(int(match["day"]), _month(match, text, whole.start()), year, ends_range))
        last = match.end()
    return items


def _month(match: re.Match[str], text: str, offset: int) -> int | None:
    """Read the month of an item; it is 0 where its name begins with a small letter (`may`)."""
    name = match["month"]
    if name is None or name.isdigit():
        return int(name) if name else None
    return _NUMBER[name.rstrip(".")] if text[offset + match.start("month")].isupper() else 0


def _filled(items: list[_Item], style: _Style, year: int | None) -> list[_Item]:
    """Give every item its month and year as far as the text or `year` says them."""
    months = _carried([item.month for item in items], behind=style.months_behind)
    years = _carried([item.year for item in items], behind=style.years_behind)
    return [
        replace(item, month=month, year=year if known is None else known, year_named=item.year is not None)
        for item, month, known in zip(items, months, years, strict=True)
    ]


def _carried(values: list[int | None], *, behind: bool) -> list[int | None]:
    """Fill gaps from the value before, or behind, and what is left from the other side."""
    for backward in (behind, not behind):
        last: int | None = None
        filled: list[int | None] = []
        for value in reversed(values) if backward else values:
            last = last if value is None else value
            filled.append(last)
        values = filled[::-1] if backward else filled
    return values


def _spans(items: list[_Item]) -> tuple[DateSpan, ...]:
    """Join the ends of ranges; nothing where a day does not exist or a range ends before it begins."""
    result: list[DateSpan] = []
    start = items[0]
    for item in items:
        if item.ends_range:
            result.pop()
        else:
            start = item
        span = _span(start, item)
        if span is None:
            return ()
        result.append(span)
    return tuple(result)


def _span(start: _Item, end: _Item) -> DateSpan | None:
    """Return the days from one to the other; a range over the New Year may name one year only."""
    first, last = _date(start, 0), _date(end, 0)
    if (
        first
        and last
        and first > last
        and start.month != end.month
        and not (start.year_named and end.year_named)
    ):
        first, last = (_date(start, -1), last) if end.year_named else (first, _date(end, 1))
    return DateSpan(first, last) if first and last and first <= last else None


def _date(item: _Item, later: int) -> date | None:
    """Return the day of an item, moved by so many years, or None where the calendar has no such day."""
    if item.month is None or item.year is None:
        return None
    try:
        return date(item.year + later, item.month, item.day)
    except ValueError:
        return None
