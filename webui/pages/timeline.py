"""A drawing of events by month: a row for each year, a column for each month, a bar that links to its events.

Horizontal measures are percentages of the width, so that the drawing fits any screen without scaling;
vertical ones are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model.lists import MonthCount

MARGIN = 11.0
"""Width of the column with the years, in per cent."""
COLUMN = (100 - MARGIN) / 12
GAP = 0.6
"""Space on each side of a bar, in per cent."""
ROW = 72
BASE = 60
"""Distance from the top of a row to the base of its bars, in pixels."""
TALLEST = 40
FOOT = 20


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month with events; `left` and `middle` in per cent, `top` and `height` in pixels.

    `top` is counted from the top of the drawing.
    """

    month: date
    count: int
    url: str
    left: float
    middle: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A year with its bars; `top` and `base` are in pixels from the top of the drawing."""

    year: int
    top: int
    base: int
    bars: tuple[MonthBar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing; `columns` holds each month with its middle, in per cent."""

    height: int
    rows: tuple[TimelineRow, ...]
    columns: tuple[tuple[date, float], ...]

    @property
    def column(self) -> float:
        """Width of a month, in per cent."""
        return COLUMN

    @property
    def width(self) -> float:
        """Width of a bar, in per cent."""
        return COLUMN - 2 * GAP

    @property
    def row(self) -> int:
        """Height of a row, in pixels."""
        return ROW


def timeline(months: Sequence[MonthCount]) -> Timeline:
    """Return the drawing for at least one month; the months are in order."""
    most = max(month.count for month in months)
    by_year = groupby(months, lambda month: month.month[:4])
    rows = tuple(_row(int(year), at, tuple(members), most) for at, (year, members) in enumerate(by_year))
    columns = tuple((date(rows[0].year, month, 1), _middle(month)) for month in range(1, 13))
    return Timeline(len(rows) * ROW + FOOT, rows, columns)


def _row(year: int, at: int, months: Sequence[MonthCount], most: int) -> TimelineRow:
    base = at * ROW + BASE
    return TimelineRow(year, at * ROW, base, tuple(_bar(month, base, most) for month in months))


def _bar(month: MonthCount, base: int, most: int) -> MonthBar:
    first = date.fromisoformat(f"{month.month}-01")
    height = TALLEST * month.count / most
    middle = _middle(first.month)
    return MonthBar(
        first, month.count, month.url, middle - COLUMN / 2 + GAP, middle, round(base - height, 1), height
    )


def _middle(month: int) -> float:
    return MARGIN + COLUMN * (month - 0.5)
