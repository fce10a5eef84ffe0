"""One state of an index as a whole: its entries numbered through its segments.

A snapshot never changes, so threads share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from indexer.engines.base import KeyField, TextField
from indexer.engines.whoosh.cache import Cache
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.segment import Segment

ROOM = 200_000
"""How many postings and scores are kept between questions, and how many sums of them; each some 30 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, the number of its first entry, and which of its own numbers have been removed."""

    segment: Segment
    base: int
    removed: frozenset[int]


class Snapshot:
    """The entries of a state, by number; the numbers of removed entries are left out everywhere."""

    def __init__(self, segments: Sequence[tuple[Segment, frozenset[int]]]) -> None:
        bases = accumulate((segment.size for segment, _ in segments), initial=0)
        self._parts = tuple(
            Part(segment, base, removed) for (segment, removed), base in zip(segments, bases, strict=False)
        )
        self.cache = Cache(ROOM)
        self.sums = Cache(ROOM)  # a long question's words drive out of the other all that they are summed to

    @cached_property
    def columns(self) -> Columns:
        """What is known of every entry without reading postings."""
        return Columns.of(
            None if number in part.removed else facts
            for part in self._parts
            for number, facts in enumerate(part.segment.facts())
        )

    def places(self, field: TextField, token: str) -> dict[int, bytes]:
        """Return the entries that hold a token, each with its positions (see `schema.positions`)."""
        return self.cache.get(("places", field, token), lambda: dict(self._postings(field, token)))

    def holding(self, field: KeyField, value: str) -> dict[int, float]:
        """Return the entries that hold a key, each with the score that a key has: none."""
        return self.cache.get(
            ("holding", field, value), lambda: {number: 0.0 for number, _ in self._postings(field, value)}
        )

    def terms(self, field: TextField | KeyField, start: str, wanted: Callable[[str], bool]) -> list[str]:
        """Return the terms of a field from `start` on, in code point order, as long as they are wanted.

        There may be some among them that only removed entries hold.
        """
        return sorted(
            set(chain.from_iterable(part.segment.terms(field, start, wanted) for part in self._parts))
        )

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold a term."""
        return sum(1 for _ in self._postings(field, term))

    def record(self, number: int) -> tuple[str, str]:
        """Return the id of an entry and what is stored of it."""
        part = next(part for part in reversed(self._parts) if number >= part.base)
        return part.segment.record(number - part.base)

    def _postings(self, field: TextField | KeyField, term: str) -> Iterator[tuple[int, bytes]]:
        for part in self._parts:
            postings = part.segment.postings(field, term)
            for number, value in zip(postings.ids, postings.values, strict=True):
                if number not in part.removed:
                    yield part.base + number, value
