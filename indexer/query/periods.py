"""Periods in which documents are dated, as the filter `date` has them: a day, a month, a year or several.

The normal form of a period is ISO dates: `2019-12-23`, `2019-12`, `2019`, `2019-01..2019-06`, and `2019-07..`
or `..2019-06` where one end is open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from indexer.language.zh.date_patterns import YEARS_RANGE
from indexer.names import dates
from indexer.names.dates import DateFound
from indexer.names.values import capitals

FIRST, LAST = "1945-01-01", "2060-12-31"
"""The days that the ends of a period stand for which is open, where it is counted through."""
_ISO = re.compile(r"((?:19|20)\d\d)(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_TO = re.compile(rf"\.\.++|[…{YEARS_RANGE}–—~]|(?<= )to(?= )|(?:(?<=-\d\d)|(?<=\d{{4}}))/(?=(?:19|20)\d\d)")
"""Pattern of what stands between the ends of a period."""


def normal(value: str) -> str | None:
    """Return a period in its normal form, its earlier end first; None for what is no period.

    >>> normal("2019-6..2019-1"), normal("23 December 2019"), normal("2019.."), normal("2019-13")
    ('2019-01..2019-06', '2019-12-23', '2019..', None)

    """
    ends = [end.strip() for end in _TO.split(" ".join(value.split()))]
    if len(ends) > 2 or not any(ends):  # noqa: PLR2004 - the two ends of a period
        return None
    read = [_end(end) if end else "" for end in ends]
    if None in read:
        return None
    first, *rest = [end or "" for end in read]
    if not rest:
        return first
    last = rest[0]
    if first and last and bounds(first)[0] > bounds(last)[0]:
        first, last = last, first
    return first if first == last else f"{first}..{last}"


def bounds(period: str) -> tuple[str, str]:
    """Return the ISO dates of the first and last day of a period in normal form; an open end is empty."""
    first, to, last = period.partition("..")
    return (
        _day(first, last=False) if first else "",
        _day(last if to else first, last=True) if last or not to else "",
    )


def days(period: str) -> tuple[str, ...]:
    """Return the ISO date of each day of a period in normal form; an open one goes from FIRST to LAST."""
    first, last = bounds(period)
    start, end = date.fromisoformat(first or FIRST), date.fromisoformat(last or LAST)
    return tuple((start + timedelta(days=at)).isoformat() for at in range((end - start).days + 1))


def _end(text: str) -> str | None:
    """Return the day, month or year that a text is, as ISO date; None for anything else."""
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        iso = "-".join(filter(None, (year, month and f"{int(month):02d}", day and f"{int(day):02d}")))
        return iso if _exists(iso) else None
    match dates.find(capitals(text)):
        case (DateFound(start=0, end=end, spans=spans, month=month),) if end == len(text):
            if month:
                return month
            if len(spans) == 1 and spans[0].start == spans[0].end:
                return spans[0].start.isoformat()
    return None


def _exists(iso: str) -> bool:
    try:
        return bool(_day(iso, last=False))
    except ValueError:
        return False


def _day(iso: str, *, last: bool) -> str:
    """Return the first or the last day of a day, month or year; raises ValueError if there is no such day."""
    from calendar import monthrange  # slow to import

    year, month, day = (int(one) if one else 0 for one in (*iso.split("-"), "", "")[:3])
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1)).isoformat()
