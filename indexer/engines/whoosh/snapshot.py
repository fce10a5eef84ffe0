"""One state of an index: the entries of all its segments, numbered as one sequence.

A snapshot never changes, so threads can share it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, compress

from indexer.engines.base import Filter, KeyField, TextField
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.columns import Column, Columns
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.segment import Segment
from indexer.runtime import deadline

POSTINGS = 5_000_000
"""How many numbers of postings (entries and positions) are cached between questions; some 30 MB."""
SCORES = 200_000
"""How many scores of terms and phrases are cached, and how many sums of scores; each some 25 MB."""
HELD = 300_000
"""How many numbers of entries that hold a key are cached; some 20 MB."""


@dataclass(frozen=True, slots=True)
class SegmentPart:
    """A segment, the number of its first entry in the snapshot, and its own numbers of removed entries."""

    segment: Segment
    base: int
    removed: frozenset[int]

    @property
    def is_whole(self) -> bool:
        """Tell whether the numbers of the segment are those of the snapshot, and none is removed."""
        return not (self.base or self.removed)


class Snapshot:
    """The entries of a state, by number. Removed entries appear nowhere.

    `columns` is what is known of every entry without reading postings.
    """

    def __init__(self, segments: Sequence[tuple[Segment, frozenset[int]]], columns: Columns) -> None:
        self.columns = columns
        bases = accumulate((segment.size for segment, _ in segments), initial=0)
        self._parts = tuple(
            SegmentPart(segment, base, removed)
            for (segment, removed), base in zip(segments, bases, strict=False)
        )
        self._postings: Cache[Postings] = Cache(
            POSTINGS, lambda postings: len(postings.ids) + len(postings.places)
        )
        self._held: Cache[frozenset[int]] = Cache(HELD)
        self.scores: Cache[Mapping[int, float]] = Cache(SCORES)
        self.sums: Cache[Mapping[int, float]] = Cache(SCORES)
        """A cache of its own: in `scores`, the words of a long question would displace their sums."""

    def column(self, field: KeyField) -> Column:
        """Return the column of a key field."""
        return self.columns.keys[field]

    def postings(self, field: TextField | KeyField, term: str) -> Postings:
        """Return the postings of a term."""
        return self._postings.get((field, term), lambda: self._read(field, term))

    def _read(self, field: TextField | KeyField, term: str) -> Postings:
        """Read the postings of a term from all segments, and join them without removed entries."""
        found = [(part, part.segment.postings(field, term)) for part in self._parts]
        held = [(part, postings) for part, postings in found if postings]
        if len(held) == 1 and held[0][0].is_whole:
            return held[0][1]
        joined = Postings()
        for part, postings in held:
            joined.append(postings, part.removed, part.base)
        return joined

    def holding(self, field: KeyField, value: str) -> frozenset[int]:
        """Return the numbers of the entries that hold a key."""
        return self._held.get((field, value), lambda: frozenset(self._read(field, value).ids))

    def passing(self, one: Filter, numbers: Collection[int]) -> array[int]:
        """Return those of some entries that pass a filter, as an array: a list takes nine times as much."""
        if (column := self.column(one.field)).is_short:
            wanted = column.having(one.values, one.ranges)
            passes = bytes((code in wanted) != one.negated for code in range(len(column.ends)))
            passed = map(passes.__getitem__, map(column.codes.__getitem__, numbers))
        else:
            held = self.chosen(one)
            passed = map(one.negated.__ne__, map(held.__contains__, numbers))
        return array("I", compress(numbers, passed))

    def chosen(self, one: Filter) -> AbstractSet[int]:
        """Return the entries with a value that the filter names, whether the filter is negated or not."""
        values = list(one.values)
        for low, high in one.ranges:
            values += self.terms(one.field, low, partial(_reaches, high))
        held = []
        for value in dict.fromkeys(values):
            deadline.check()
            held.append(self.holding(one.field, value))
        return held[0] if len(held) == 1 else frozenset().union(*held)

    def terms(self, field: TextField | KeyField, start: str, wanted: Callable[[str], bool]) -> list[str]:
        """Return the terms of a field in code point order, from `start` as long as `wanted` is true.

        Some of them may be held only by removed entries.
        """
        return sorted(
            set(chain.from_iterable(part.segment.terms(field, start, wanted) for part in self._parts))
        )

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold a term."""
        if any(part.removed for part in self._parts):
            return len(self.postings(field, term))
        return sum(part.segment.frequency(field, term) for part in self._parts)

    def record(self, number: int) -> tuple[str, str]:
        """Return the id and the stored text of an entry."""
        part = next(part for part in reversed(self._parts) if number >= part.base)
        return part.segment.record(number - part.base)


def _reaches(high: str, value: str) -> bool:
    return not high or value <= high
