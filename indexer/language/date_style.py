"""A way of writing dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateStyle:
    """A way of writing dates: patterns of a run of items, of one item, and of the sign of a range.

    If an item's pattern has a group `named`, only an item that matches it can end a date: one that names its
    month, or ends in 日.

    An item takes a missing month or year from the item before it. With `months_behind` or `years_behind`, it
    takes it first from the item after it (`12 and 13 February 2019`, `January 30 to February 2, 2019`).
    """

    run: str
    item: str
    range_sign: str
    months_behind: bool = False
    years_behind: bool = False
