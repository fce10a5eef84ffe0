"""Gather the facts of entries into the arrays of which columns consist.

A writer does this once for each state, and stores the arrays in a file of that state.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, count
from operator import attrgetter
from typing import Any, Generic, TypeVar

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS
from indexer.engines.whoosh.columns import K1, B
from indexer.engines.whoosh.schema import Facts, encode

Held = TypeVar("Held")

_NOTHING = Facts("", "", "", (0,) * len(TEXT_FIELDS), ((),) * len(KEY_FIELDS))


def arrays(entries: Iterable[Sequence[Facts | None]]) -> Mapping[str, array[int] | array[float]]:
    """Return the arrays for the facts of all entries, in the order of their numbers; None is removed."""
    gathering = _Gathering()
    for some in entries:
        gathering.take(some)
    return dict(gathering.arrays())


class _Numbers(defaultdict[Held, int], Generic[Held]):
    """Numbers different things in the order in which they come; equal things have the same number."""

    def __init__(self) -> None:
        super().__init__(count().__next__)
        self._codes = array("I")

    def extend(self, column: Iterable[Held]) -> None:
        self._codes.extend(map(self.__getitem__, column))

    @property
    def codes(self) -> array[int]:
        """The number of each thing that came."""
        return _small(self._codes, len(self))


class _Gathering:
    """Collects facts into columns; many entries are taken at once, field by field."""

    def __init__(self) -> None:
        self._size = 0
        self._live = array("I")
        self._orders: list[tuple[str, str, int]] = []
        self._dates: _Numbers[str] = _Numbers()
        self._lengths: list[_Numbers[int]] = [_Numbers() for _ in TEXT_FIELDS]
        self._keys: list[_Numbers[tuple[str, ...]]] = [_Numbers() for _ in KEY_FIELDS]

    def take(self, some: Sequence[Facts | None]) -> None:
        present = [(number, facts) for number, facts in enumerate(some, self._size) if facts]
        self._size += len(some)
        self._live.extend(number for number, _ in present)
        self._orders += [(facts.order, facts.id, number) for number, facts in present]
        kept = [facts or _NOTHING for facts in some]
        self._dates.extend(facts.date for facts in kept)
        for lengths, column in zip(self._lengths, _turned(kept, "lengths"), strict=True):
            lengths.extend(column)
        for keys, held in zip(self._keys, _turned(kept, "keys"), strict=True):
            keys.extend(held)

    def arrays(self) -> Iterator[tuple[str, array[int] | array[float]]]:
        if len(self._live) < self._size:
            yield "live", self._live
        yield from self._places()
        for field, lengths in zip(TEXT_FIELDS, self._lengths, strict=True):
            codes = lengths.codes
            yield f"{field} lengths", codes
            yield f"{field} norms", _norms(list(lengths), codes, len(self._live))
        for name, keys in zip(KEY_FIELDS, self._keys, strict=True):
            yield from _column(name, keys)

    def _places(self) -> Iterator[tuple[str, array[int]]]:
        """Yield the places of all entries in each order."""
        self._orders.sort()
        numbers = [number for _, _, number in self._orders]
        self._orders.clear()
        yield "rank", _ranks(numbers, self._size)
        of, days = self._dates.codes, list(self._dates)
        dated = [number for number in numbers if days[of[number]]]
        undated = [number for number in numbers if not days[of[number]]]
        for name, reverse in (("earliest", False), ("latest", True)):
            ordered = sorted(dated, key=lambda number: days[of[number]], reverse=reverse)
            yield name, _ranks([*ordered, *undated], self._size)


def _turned(kept: Iterable[Facts], part: str) -> Iterable[tuple[Any, ...]]:
    """Return one attribute of many facts, transposed: a tuple for each field, not for each entry."""
    return zip(*map(attrgetter(part), kept), strict=True)


def _ranks(numbers: Iterable[int], size: int) -> array[int]:
    """Return the place of each entry in a list of entries."""
    ranks = array("I", bytes(array("I").itemsize * size))
    for rank, number in enumerate(numbers):
        ranks[number] = rank
    return ranks


def _norms(lengths: Sequence[int], codes: Iterable[int], entries: int) -> array[float]:
    """Return BM25's length normalisation for lengths: K1 * (1 - B + B * length / average length).

    Args:
        lengths: The different lengths.
        codes: For each entry the number of its length; removed entries have the length 0.
        entries: The number of entries that are not removed.

    """
    average = sum(map(lengths.__getitem__, codes)) / entries if entries else 0.0
    scale = K1 * B / average if average else 0.0
    return array("d", (K1 * (1 - B) + scale * length for length in lengths))


def _column(name: str, keys: _Numbers[tuple[str, ...]]) -> Iterator[tuple[str, array[int]]]:
    """Yield the arrays of a key field."""
    texts = sorted(set(chain.from_iterable(keys)))
    numbers = {text: number for number, text in enumerate(texts)}
    data = list(map(encode, texts))
    yield f"{name} codes", keys.codes
    yield f"{name} ends", _ends(map(len, keys))
    values = array("I", map(numbers.__getitem__, chain.from_iterable(keys)))
    yield f"{name} values", _small(values, len(texts))
    yield f"{name} text ends", _ends(map(len, data))
    yield f"{name} texts", array("B", b"".join(data))


def _ends(lengths: Iterable[int]) -> array[int]:
    """Return where each of some pieces ends that follow each other."""
    ends = array("Q", accumulate(lengths))
    return _small(ends, ends[-1] + 1) if ends else ends


def _small(numbers: array[int], limit: int) -> array[int]:
    """Return numbers below a limit as the smallest type that holds them."""
    kind = next(code for code in "BHIQ" if limit <= 1 << 8 * array(code).itemsize)
    return array(kind, numbers)
