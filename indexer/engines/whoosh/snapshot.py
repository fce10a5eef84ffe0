"""One state of an index as a whole: its entries numbered through its segments.

A snapshot never changes, so threads share it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, chain

from indexer.engines.base import Filter, KeyField, TextField
from indexer.engines.whoosh import columns
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.columns import Column, Columns
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.schema import Facts
from indexer.engines.whoosh.segment import Segment

POSTINGS = 2_000_000
"""How many postings are kept between questions; some 30 MB."""
SCORES = 200_000
"""How many scores of words and phrases are kept, and how many sums of them; each some 25 MB."""
HELD = 300_000
"""How many numbers of entries that hold a key are kept; some 20 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, the number of its first entry, and which of its own numbers have been removed."""

    segment: Segment
    base: int
    removed: frozenset[int]

    @property
    def is_whole(self) -> bool:
        """Tell whether the segment counts its entries as the snapshot does."""
        return not (self.base or self.removed)


class Snapshot:
    """The entries of a state, by number; the numbers of removed entries are left out everywhere."""

    def __init__(self, segments: Sequence[tuple[Segment, frozenset[int]]]) -> None:
        bases = accumulate((segment.size for segment, _ in segments), initial=0)
        self._parts = tuple(
            Part(segment, base, removed) for (segment, removed), base in zip(segments, bases, strict=False)
        )
        self._postings: Cache[Postings] = Cache(POSTINGS)
        self._held: Cache[frozenset[int]] = Cache(HELD)
        self.scores: Cache[Mapping[int, float]] = Cache(SCORES)
        self.sums: Cache[Mapping[int, float]] = Cache(SCORES)
        """A long question's words would drive out of `scores` all that they are summed to."""

    @cached_property
    def columns(self) -> Columns:
        """What is known of every entry without reading postings."""
        return Columns.of(self._facts())

    def column(self, field: KeyField) -> Column:
        """Return the values of a key field."""
        return self._ids if field == "id" else self.columns.keys[field]

    @cached_property
    def _ids(self) -> Column:
        return columns.ids(self._facts())

    def _facts(self) -> Iterator[Sequence[Facts | None]]:
        """Yield the facts of all entries, some at a time; those of removed ones are None."""
        for part in self._parts:
            at = 0
            for some in part.segment.facts():
                yield [None if n in part.removed else facts for n, facts in enumerate(some, at)]
                at += len(some)

    def postings(self, field: TextField | KeyField, term: str) -> Postings:
        """Return the postings of a term."""
        return self._postings.get((field, term), lambda: self._read(field, term))

    def _read(self, field: TextField | KeyField, term: str) -> Postings:
        found = [(part, part.segment.postings(field, term)) for part in self._parts]
        held = [(part, postings) for part, postings in found if postings]
        if len(held) == 1 and held[0][0].is_whole:
            return held[0][1]
        joined = Postings()
        for part, postings in held:
            joined.append(postings, part.removed, part.base)
        return joined

    def holding(self, field: KeyField, value: str) -> frozenset[int]:
        """Return the entries that hold a key."""
        return self._held.get((field, value), lambda: frozenset(self._read(field, value).ids))

    def passing(self, one: Filter, numbers: Collection[int]) -> list[int]:
        """Return those of some entries that pass a filter."""
        if one.field != "id" and (column := self.column(one.field)).is_short:
            codes, wanted = column.codes, column.having(one.values, one.ranges)
            return [number for number in numbers if (codes[number] in wanted) != one.negated]
        held = self.chosen(one)
        return [number for number in numbers if (number in held) != one.negated]

    def chosen(self, one: Filter) -> AbstractSet[int]:
        """Return the entries with a value of a filter, negated or not."""
        values = list(one.values)
        for low, high in one.ranges:
            values += self.terms(one.field, low, partial(_reaches, high))
        held = [self.holding(one.field, value) for value in dict.fromkeys(values)]
        return held[0] if len(held) == 1 else frozenset().union(*held)

    def terms(self, field: TextField | KeyField, start: str, wanted: Callable[[str], bool]) -> list[str]:
        """Return the terms of a field from `start` on, in code point order, as long as they are wanted.

        There may be some among them that only removed entries hold.
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
        """Return the id of an entry and what is stored of it."""
        part = next(part for part in reversed(self._parts) if number >= part.base)
        return part.segment.record(number - part.base)


def _reaches(high: str, value: str) -> bool:
    return not high or value <= high
