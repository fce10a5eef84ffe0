"""Columns: what is known of every entry without reading postings (lengths, dates, order and keys)."""

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
"""The usual constants of BM25 (`K1` and `B`)."""

Values = tuple[str, ...]

FEW = 5_000
"""The largest number of different tuples in a column that is searched directly for a value."""
_LATER = 1 << 31
"""A number larger than every date in `Columns.dates`."""


@dataclass(frozen=True)
class Column:
    """The values of a key field for every entry.

    `codes` has a number for each entry: the index of the entry's tuple of values in `different`.
    """

    codes: array[int]
    different: Sequence[Values]

    @property
    def is_short(self) -> bool:
        """Tell whether it is faster to find the entries with a value by codes than by postings."""
        return len(self.different) <= FEW

    def having(self, values: Iterable[str], ranges: Iterable[tuple[str, str]] = ()) -> frozenset[int]:
        """Return the codes of the tuples with one of these values, or a value within one of the ranges."""
        wanted = set(values).intersection(self._by_value)
        for low, high in ranges:
            wanted.update(value for value in self._by_value if low <= value and (not high or value <= high))
        return frozenset(code for value in wanted for code in self._by_value[value])

    @cached_property
    def _by_value(self) -> Mapping[str, list[int]]:
        """For each value the codes of the tuples that contain it."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for code, values in enumerate(self.different):
            for value in values:
                found[value].append(code)
        return found


@dataclass(frozen=True)
class Columns:
    """What is known of every entry, by the entry's number; for removed entries the places are empty.

    `live` has the numbers of entries that are not removed. `rank` is the place of an entry when all are
    sorted by `order`. `norms` is BM25's length normalisation for each text field. `dates` numbers the
    different dates in ascending order from 1; 0 is an unknown date. `keys` has a column for each key field
    except `id`.
    """

    live: Sequence[int]
    rank: array[int]
    dates: array[int]
    norms: Mapping[TextField, array[float]]
    keys: Mapping[KeyField, Column]

    @classmethod
    def of(cls, entries: Iterable[Sequence[Facts | None]]) -> Columns:
        """Make columns from the facts of all entries, in the order of their numbers; None is removed."""
        gathering = _Gathering()
        for some in entries:
            gathering.take(some)
        return gathering.columns()

    @cached_property
    def earliest(self) -> array[int]:
        """The sort keys for the earliest date first, then by `order`; unknown dates come last."""
        pairs = zip(self.dates, self.rank, strict=True)
        return array("Q", [(day or _LATER) << 32 | rank for day, rank in pairs])

    @cached_property
    def latest(self) -> array[int]:
        """The sort keys for the latest date first, then by `order`; unknown dates come last."""
        pairs = zip(self.dates, self.rank, strict=True)
        return array("Q", [(_LATER - day) << 32 | rank for day, rank in pairs])


def ids(entries: Iterable[Sequence[Facts | None]]) -> Column:
    """Return the column of the ids. All are different, so it takes more room than all other columns."""
    numbers = _Numbers()
    for some in entries:
        numbers.extend((facts.id,) if facts else () for facts in some)
    return numbers.column()


class _Numbers(defaultdict[Values, int]):
    """Numbers different tuples in the order in which they come; equal tuples have the same number."""

    def __init__(self) -> None:
        super().__init__(count().__next__)
        self._codes = array("I")

    def extend(self, column: Iterable[Values]) -> None:
        self._codes.extend(map(self.__getitem__, column))

    def column(self) -> Column:
        small = next(code for code in "BHI" if len(self) <= 1 << 8 * array(code).itemsize)
        return Column(array(small, self._codes), tuple(self))


class _Gathering:
    """Collects facts into columns; many entries are taken at once, field by field."""

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
    """Return one attribute of many facts, transposed: a tuple for each field, not for each entry."""
    return zip(*map(attrgetter(part), kept), strict=True)


def _rank(orders: list[tuple[str, str, int]], size: int) -> array[int]:
    """Return the place of each entry when all are sorted by `order`, then by id."""
    orders.sort()
    ranks = array("I", bytes(array("I").itemsize * size))
    for rank, (_, _, number) in enumerate(orders):
        ranks[number] = rank
    return ranks


def _days(dates: Column) -> array[int]:
    """Return for each entry the number of its date among all dates in ascending order; no date is 0."""
    days = {day: place for place, day in enumerate(sorted({("",), *dates.different}))}
    places = list(map(days.__getitem__, dates.different))
    return array("I", map(places.__getitem__, dates.codes))


def _norms(lengths: array[int], entries: int) -> array[float]:
    """Return BM25's length normalisation for each entry: K1 * (1 - B + B * length / average length)."""
    average = sum(lengths) / entries if entries else 0.0
    scale = K1 * B / average if average else 0.0
    return array("d", (K1 * (1 - B) + scale * length for length in lengths))
