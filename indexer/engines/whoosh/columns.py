"""What is known of every entry without reading postings: lengths, dates, order, and keys for facets."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from operator import attrgetter
from typing import Any

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, KeyField, TextField
from indexer.engines.whoosh.schema import Facts

K1 = 1.2
B = 0.75
"""The usual constants of BM25."""

Values = tuple[str, ...]

FEW = 5_000
"""A column of so many different tuples is looked through for those with a value."""
_LATER = 1 << 31
"""Later than any date of `Columns.dates`."""


@dataclass(frozen=True)
class Column:
    """The values of a key field by the number of the entry: `codes` are places in the `different` tuples."""

    codes: array[int]
    different: Sequence[Values]

    @property
    def is_short(self) -> bool:
        """Tell whether the entries with a value are told by their codes sooner than by postings."""
        return len(self.different) <= FEW

    def having(self, values: Iterable[str], ranges: Iterable[tuple[str, str]] = ()) -> frozenset[int]:
        """Return the codes of the tuples with one of these values, or a value within one of the ranges."""
        wanted = set(values).intersection(self._by_value)
        for low, high in ranges:
            wanted.update(value for value in self._by_value if low <= value and (not high or value <= high))
        return frozenset(code for value in wanted for code in self._by_value[value])

    @cached_property
    def _by_value(self) -> Mapping[str, list[int]]:
        """The codes of the tuples with each value."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for code, values in enumerate(self.different):
            for value in values:
                found[value].append(code)
        return found


@dataclass(frozen=True)
class Columns:
    """By the number of the entry; removed entries have empty places.

    `live` holds the numbers of the others. `rank` is their place in the order of pages, `norms` BM25's
    measure of length in each text field. `dates` counts the days that occur, from 1; 0 is an unknown
    date. Equal `keys` are one object.
    """

    live: Sequence[int]
    rank: array[int]
    dates: array[int]
    norms: Mapping[TextField, array[float]]
    keys: Mapping[KeyField, Column]

    @classmethod
    def of(cls, entries: Iterable[Sequence[Facts | None]]) -> Columns:
        """Gather the facts of all entries by number; None stands for one that has been removed."""
        gathering = _Gathering()
        for some in entries:
            gathering.take(some)
        return gathering.columns()

    @cached_property
    def earliest(self) -> array[int]:
        """What to sort by for the first date first; then the order of pages. Unknown dates come last."""
        pairs = zip(self.dates, self.rank, strict=True)
        return array("Q", [(day or _LATER) << 32 | rank for day, rank in pairs])

    @cached_property
    def latest(self) -> array[int]:
        """What to sort by for the last date first."""
        pairs = zip(self.dates, self.rank, strict=True)
        return array("Q", [(_LATER - day) << 32 | rank for day, rank in pairs])


def ids(entries: Iterable[Sequence[Facts | None]]) -> Column:
    """Return the column of the ids. No two are alike, so it takes more room than all the others."""
    numbers = _Numbers()
    for some in entries:
        numbers.extend((facts.id,) if facts else () for facts in some)
    return numbers.column()


class _Numbers(defaultdict[Values, int]):
    """Numbers tuples as they come, equal ones alike."""

    def __init__(self) -> None:
        super().__init__(count().__next__)
        self._codes = array("I")

    def extend(self, column: Iterable[Values]) -> None:
        self._codes.extend(map(self.__getitem__, column))

    def column(self) -> Column:
        small = next(code for code in "BHI" if len(self) <= 1 << 8 * array(code).itemsize)
        return Column(array(small, self._codes), tuple(self))


class _Gathering:
    """Facts on their way into columns. Many entries are taken at once, field by field."""

    def __init__(self) -> None:
        self._size = 0
        self._live = array("I")
        self._orders: list[tuple[str, str, int]] = []
        self._dates = _Numbers()
        self._lengths = [array("I") for _ in TEXT_FIELDS]
        self._keys: dict[KeyField, _Numbers] = {field: _Numbers() for field in KEY_FIELDS if field != "id"}

    def take(self, some: Sequence[Facts | None]) -> None:
        present = [(number, facts) for number, facts in enumerate(some, self._size) if facts]
        self._size += len(some)
        self._live.extend(number for number, _ in present)
        self._orders += [(facts.order, facts.id, number) for number, facts in present]
        kept = [facts or _NOTHING for facts in some]
        self._dates.extend((facts.date,) for facts in kept)
        for lengths, column in zip(self._lengths, _turned(kept, "lengths"), strict=True):
            lengths.extend(column)
        for field, column in zip(KEY_FIELDS, _turned(kept, "keys"), strict=True):
            if field in self._keys:
                self._keys[field].extend(column)

    def columns(self) -> Columns:
        live = self._live if len(self._live) < self._size else range(self._size)
        return Columns(
            live=live,
            rank=_rank(self._orders, self._size),
            dates=_days(self._dates.column()),
            norms={
                field: _norms(lengths, len(live))
                for field, lengths in zip(TEXT_FIELDS, self._lengths, strict=True)
            },
            keys={field: numbers.column() for field, numbers in self._keys.items()},
        )


_NOTHING = Facts("", "", "", (0,) * len(TEXT_FIELDS), ((),) * len(KEY_FIELDS))


def _turned(kept: Iterable[Facts], part: str) -> Iterable[tuple[Any, ...]]:
    """Return a part of facts, which has a place for every field, as a tuple for each of the fields."""
    return zip(*map(attrgetter(part), kept), strict=True)


def _rank(orders: list[tuple[str, str, int]], size: int) -> array[int]:
    orders.sort()
    ranks = array("I", bytes(array("I").itemsize * size))
    for rank, (_, _, number) in enumerate(orders):
        ranks[number] = rank
    return ranks


def _days(dates: Column) -> array[int]:
    days = {day: place for place, day in enumerate(sorted({("",), *dates.different}))}
    places = list(map(days.__getitem__, dates.different))
    return array("I", map(places.__getitem__, dates.codes))


def _norms(lengths: array[int], entries: int) -> array[float]:
    average = sum(lengths) / entries if entries else 0.0
    scale = K1 * B / average if average else 0.0
    return array("d", (K1 * (1 - B) + scale * length for length in lengths))
