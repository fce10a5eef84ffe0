"""What is known of every entry without reading postings: lengths, dates, order, and keys for facets."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, KeyField, TextField
from indexer.engines.whoosh.schema import Facts

K1 = 1.2
B = 0.75
"""The usual constants of BM25."""

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """By the number of the entry; removed entries have empty places.

    `live` holds the numbers of the others. `rank` is their place in the order of pages, `norms` BM25's
    measure of length in each text field. `dates` counts the days that occur, from 1; 0 is an unknown
    date. Equal `keys` are one object.
    """

    live: tuple[int, ...]
    rank: array[int]
    dates: array[int]
    norms: Mapping[TextField, array[float]]
    keys: Mapping[KeyField, list[Values]]

    @classmethod
    def of(cls, entries: Iterable[Facts | None]) -> Columns:
        """Gather the facts of all entries by number; None stands for one that has been removed."""
        live: list[int] = []
        orders: list[tuple[str, str, int]] = []
        dates: list[str] = []
        lengths = [array("I") for _ in TEXT_FIELDS]
        keys: list[list[Values]] = [[] for _ in KEY_FIELDS]
        one: dict[object, Values] = {}
        for number, facts in enumerate(entries):
            kept = facts or _NOTHING
            if facts:
                live.append(number)
                orders.append((facts.order, facts.id, number))
            dates.append(kept.date)
            for column, length in zip(lengths, kept.lengths, strict=True):
                column.append(length)
            for values, value in zip(keys, kept.keys, strict=True):
                values.append(one.setdefault(value, value))
        return cls(
            live=tuple(live),
            rank=_rank(orders, len(dates)),
            dates=_days(dates),
            norms={
                field: _norms(column, len(live)) for field, column in zip(TEXT_FIELDS, lengths, strict=True)
            },
            keys=dict(zip(KEY_FIELDS, keys, strict=True)),
        )


_NOTHING = Facts("", "", "", (0,) * len(TEXT_FIELDS), ((),) * len(KEY_FIELDS))


def _rank(orders: list[tuple[str, str, int]], size: int) -> array[int]:
    ranks = array("I", bytes(array("I").itemsize * size))
    for rank, (_, _, number) in enumerate(sorted(orders)):
        ranks[number] = rank
    return ranks


def _days(dates: list[str]) -> array[int]:
    days = {day: count for count, day in enumerate(sorted({"", *dates}))}
    return array("I", map(days.__getitem__, dates))


def _norms(lengths: array[int], entries: int) -> array[float]:
    average = sum(lengths) / entries if entries else 0.0
    scale = K1 * B / average if average else 0.0
    return array("d", (K1 * (1 - B) + scale * length for length in lengths))
