"""Days and months that a question names: the documents of that time, and how a day is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.engines.base import Boost, Key, Or
from indexer.query.clauses import BEARER_BONUS

if TYPE_CHECKING:
    from indexer.engines.base import Expression
    from indexer.query.known import Known

_LONGEST_MONTH = 31
FIRST_YEAR, LAST_YEAR = 1945, 2060
"""The years of the documents that a day without its year finds."""


def issued(token: str, known: Known, *, alone: bool) -> Expression | None:
    """Return the expression that finds the documents of a day or month, or with the number of a print.

    It is None for any other value, and where no document is found. Where the value is the whole question, it
    finds the first unit of each document; these come first, but for those of a month.
    """
    kind, _, value = token.partition(":")
    field, values = ("job", (value,)) if kind == "job" else ("date", _days(kind, value))
    if not values:
        return None
    if not alone:
        return Or(tuple(Key(field, one) for one in values))
    units = Or(tuple(Key("id", one) for one in known.issued(field, values)))
    if not units.nodes:
        return None
    return units if kind == "month" else Boost(units, plus=BEARER_BONUS)


def in_every_year(token: str) -> tuple[str, ...]:
    """Return the value tokens of a day of any year with each year; empty for any other value."""
    kind, _, value = token.partition(":")
    return tuple(f"date:{day}" for day in _days(kind, value)) if kind == "day" else ()


def _days(kind: str, value: str) -> tuple[str, ...]:
    """Return the ISO dates of the days that a value names."""
    match kind:
        case "date":
            return (value,)
        case "month":
            return tuple(f"{value}-{day:02d}" for day in range(1, _LONGEST_MONTH + 1))
        case "day":
            return tuple(f"{year}-{value}" for year in range(FIRST_YEAR, LAST_YEAR + 1))
    return ()
