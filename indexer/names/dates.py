"""Find dates and months as United Nations documents write them, in Chinese and in English.

A date is a list of days and ranges of days. They share month and year where these are not repeated:
`12月1日、8日和15日`, `7 月 29 日至 8 月 8 日`, `23-25 January 2019`. Days that the calendar does not have are
not dates. A date without a year is recognised only if a year is given, or dates of any year are looked for.

Of days that are written in digits alone, `30/10/2019` and `10/30/2019` can be read in one way only;
`03/04/2019` is read as the United Nations write days, 3 April.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexer.language.date_style import DateStyle
from indexer.language.en import date_patterns as english
from indexer.language.zh import date_patterns as chinese
from indexer.language.zh.numerals import read_number
from indexer.model.document import DateSpan
from indexer.runtime.errors import InputError
from indexer.text.folding import fold
from indexer.text.normalising import Normalised, normalise
from indexer.text.spans import Taken

# A string: `re` compiles and caches it at first use, so importing the module stays fast.
_SOLE_YEAR = r"(?P<year>(?:19[4-9]|20\d)\d)"
_SOLE_MONTH, _SOLE_DAY = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_BESIDE = r"(?<![\w./-])", r"(?![\w/-]|\.\d)"
_COUNT = r"\d{1,2}"
_ISO = (
    rf"{_BESIDE[0]}(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>{_COUNT})(?P=sign)(?P<day>{_COUNT}){_BESIDE[1]}"
)
_DAY_MONTH = rf"{_BESIDE[0]}{_SOLE_DAY}(?P<sign>[-/.]){_SOLE_MONTH}(?P=sign){_SOLE_YEAR}{_BESIDE[1]}"
_MONTH_DAY = (
    rf"{_BESIDE[0]}{_SOLE_MONTH}(?P<sign>[-/.])(?P<day>1[3-9]|2\d|3[01])(?P=sign){_SOLE_YEAR}{_BESIDE[1]}"
)
_AMBIGUOUS = r"(0?[1-9]|1[0-2])[-/.](0?[1-9]|1[0-2])[-/.](\d{4})"


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date or a month in a text; offsets are half-open, in code points.

    `spans` are the days of a date, in the order of the text; empty if only a month is named. `month` is that
    month in ISO form (`2019-03`); empty if days are named. The days of a `yearless` date are those of a leap
    year that the text does not name.
    """

    start: int
    end: int
    spans: tuple[DateSpan, ...] = ()
    month: str = ""
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class _WrittenDay:
    """A day as written, None for what it does not state; with `ends_range` it ends a range."""

    day: int
    month: int | None
    year: int | None
    ends_range: bool
    year_named: bool = False


_MONTHS = 12
_A_LEAP_YEAR = 2000
_IN_DIGITS = tuple(DateStyle(one, one, "(?!)") for one in (_ISO, _DAY_MONTH, _MONTH_DAY))
_STYLES = (*_IN_DIGITS, *chinese.STYLES, *english.STYLES)


def find(text: str, year: int | None = None, *, any_year: bool = False) -> tuple[DateFound, ...]:
    """Find the dates and months in a text, in order.

    Args:
        text: The text.
        year: The year of days that name none.
        any_year: Whether days without a year are found where `year` is not given.

    """
    normalised = normalise(text)
    plain = fold(normalised.text)
    if not re.search(rf"\d|{chinese.MONTH_SIGN}", plain):  # no pattern, all of them large, matches without
        return ()
    taken = Taken(len(plain))
    every = (*_dates(normalised.text, plain, year, any_year=any_year), *_months(normalised.text, plain))
    found = sorted((one for one in every if taken.take(one.start, one.end)), key=lambda one: one.start)
    return tuple(_shown(one, normalised) for one in found) if normalised.is_moved else tuple(found)


def _shown(one: DateFound, normalised: Normalised) -> DateFound:
    """Return a date in a normalised text with its span in the text as shown."""
    start, end = normalised.span(one.start, one.end)
    return replace(one, start=start, end=end)


def spans(text: str, year: int | None) -> tuple[DateSpan, ...]:
    """Return the days in the date cell of an event.

    Raises:
        InputError: The cell holds something other than one date, or a date whose year is unknown.

    """
    cell = text.strip()
    found = find(cell, year)
    if len(found) != 1 or not found[0].spans or cell[: found[0].start] + cell[found[0].end :]:
        raise InputError(
            f"{cell!r} is no date{'' if year else ', or its year is not known'}.",
            "Write it like 3 月 26 日至 28 日 or 26 to 28 March, and the year in the table's title.",
        )
    return found[0].spans


def ambiguous(text: str) -> str | None:
    """Return the ISO date as which a text is read that may be a day before its month or behind it, else None.

    >>> ambiguous("03/04/2019"), ambiguous("30/04/2019"), ambiguous("04/04/2019")
    ('2019-04-03', None, None)

    """
    found = re.fullmatch(_AMBIGUOUS, fold(text).strip())
    if not found or int(found[1]) == int(found[2]):
        return None
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"


def starts_with_date(text: str) -> bool:
    """Tell whether a line begins with a date, as a row of a table does; the date may lack its year."""
    line = text.lstrip()
    return any(one.start == 0 and one.spans for one in find(line, _A_LEAP_YEAR))


def _dates(text: str, plain: str, year: int | None, *, any_year: bool) -> Iterator[DateFound]:
    """Yield the dates in a text, style by style."""
    for style in _STYLES:
        for run in re.compile(style.run).finditer(plain):
            written = _written(plain, run, style)
            if not written:
                continue
            items = _items(text, plain, written, style)
            yearless = any_year and year is None and all(item.year is None for item in items)
            if days := _spans(_filled(items, style, _A_LEAP_YEAR if yearless else year)):
                yield DateFound(run.start(), written[-1].end(), days, yearless=yearless)


def _written(plain: str, run: re.Match[str], style: DateStyle) -> list[re.Match[str]]:
    """Return the items of a run, up to the last one that can end a date."""
    items = re.compile(style.item)
    written = list(items.finditer(plain, *run.span()))
    while "named" in items.groupindex and written and not written[-1]["named"]:
        written.pop()
    return written


def _months(text: str, plain: str) -> Iterator[DateFound]:
    """Yield the months that are named without a day."""
    for pattern in (chinese.MONTH, english.MONTH):
        for match in re.finditer(pattern, plain):
            month = _month(match, text)
            if month and 1 <= month <= _MONTHS:
                yield DateFound(match.start(), match.end(), month=f"{_value(match['year']):04d}-{month:02d}")


def _items(text: str, plain: str, written: list[re.Match[str]], style: DateStyle) -> list[_WrittenDay]:
    """Return the days of a date as written, each with whether it ends a range."""
    items: list[_WrittenDay] = []
    last = 0
    for match in written:
        year = _value(match["year"]) if match["year"] else None
        ends_range = bool(items) and bool(re.fullmatch(style.range_sign, plain[last : match.start()]))
        items.append(_WrittenDay(_value(match["day"]), _month(match, text), year, ends_range))
        last = match.end()
    return items


def _month(match: re.Match[str], text: str) -> int | None:
    """Return the month of an item; 0 if its name begins with a small letter (`may`), None if it has none."""
    name = match["month"]
    if name is None:
        return None
    if name.rstrip(".") in english.MONTHS:
        return english.MONTHS[name.rstrip(".")] if text[match.start("month")].isupper() else 0
    return _value(name)


def _value(numeral: str) -> int:
    """Return the value of a number in digits or in Chinese numerals; 0 for numerals that are no number."""
    return int(numeral) if numeral.isdecimal() else read_number(numeral) or 0


def _filled(items: list[_WrittenDay], style: DateStyle, year: int | None) -> list[_WrittenDay]:
    """Give each item the month and year that it lacks, as far as the text or `year` states them."""
    months = _carried([item.month for item in items], behind=style.months_behind)
    years = _carried([item.year for item in items], behind=style.years_behind)
    return [
        replace(item, month=month, year=year if known is None else known, year_named=item.year is not None)
        for item, month, known in zip(items, months, years, strict=True)
    ]


def _carried(values: list[int | None], *, behind: bool) -> list[int | None]:
    """Fill gaps from the value before, or with `behind` from the one after; the rest from the other side."""
    for backward in (behind, not behind):
        last: int | None = None
        filled: list[int | None] = []
        for value in reversed(values) if backward else values:
            last = last if value is None else value
            filled.append(last)
        values = filled[::-1] if backward else filled
    return values


def _spans(items: list[_WrittenDay]) -> tuple[DateSpan, ...]:
    """Join the ends of ranges; return nothing if a day does not exist or a range ends before it begins."""
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


def _span(start: _WrittenDay, end: _WrittenDay) -> DateSpan | None:
    """Return the days from one day to another; in a range over New Year, one of them may lack its year."""
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


def _date(item: _WrittenDay, later: int) -> date | None:
    """Return the day of an item in the year `later` years on, None if the calendar has no such day."""
    if item.month is None or item.year is None:
        return None
    try:
        return date(item.year + later, item.month, item.day)
    except ValueError:
        return None
