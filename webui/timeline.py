"""Events by month as a drawing: a row for each year, a column for each month, a bar that leads to its events.

Across, measures are shares of the drawing's width, so that it fits any screen without being scaled; down,
they are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.lists import MonthCount

MARGIN = 11.0
"""Width of the column that names the years, in per cent."""
COLUMN = (100 - MARGIN) / 12
GAP = 0.6
"""Space on either side of a bar, in per cent."""
ROW = 72
BASE = 60
"""Where bars of a row stand, from its top."""
TALLEST = 40
FOOT = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A month with events: `left` and `middle` in per cent, the rest in pixels from the drawing's top."""

    month: date
    count: int
    url: str
    left: float
    middle: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """A year with its bars; `top` and `base` in pixels from the top of the drawing."""

    year: int
    top: int
    base: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing; `columns` are the middles of the months, in per cent."""

    height: int
    rows: tuple[Row, ...]
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
    """Draw months, of which there is at least one, in their order."""
    most = max(month.count for month in months)
    by_year = groupby(months, lambda month: month.month[:4])
    rows = tuple(_row(int(year), at, tuple(members), most) for at, (year, members) in enumerate(by_year))
    columns = tuple((date(rows[0].year, month, 1), _middle(month)) for month in range(1, 13))
    return Timeline(len(rows) * ROW + FOOT, rows, columns)


def _row(year: int, at: int, months: Sequence[MonthCount], most: int) -> Row:
    base = at * ROW + BASE
    return Row(year, at * ROW, base, tuple(_bar(month, base, most) for month in months))


def _bar(month: MonthCount, base: int, most: int) -> Bar:
    first = date.fromisoformat(f"{month.month}-01")
    height = TALLEST * month.count / most
    middle = _middle(first.month)
    return Bar(
        first, month.count, month.url, middle - COLUMN / 2 + GAP, middle, round(base - height, 1), height
    )


def _middle(month: int) -> float:
    return MARGIN + COLUMN * (month - 0.5)
