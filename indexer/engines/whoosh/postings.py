"""Postings: which entries hold a term and where. They are arrays, which take a tenth of the room of dicts."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate, islice
from operator import sub


@dataclass(frozen=True, slots=True)
class Postings:
    """The entries that hold a term, in ascending order.

    `places` has the positions of all entries one after the other: those of the entry at index `i` stand from
    `starts[i]` to `starts[i + 1]`. The postings of a key have no positions.
    """

    ids: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I", (0,)))
    places: array[int] = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.ids)

    def extend(self, ids: Iterable[int], counts: Iterable[int], places: bytes) -> None:
        """Append entries with larger numbers than those before; for a key, `counts` is empty."""
        self.ids.extend(ids)
        self.starts.extend(islice(accumulate(counts, initial=self.starts[-1]), 1, None))
        self.places.frombytes(places)

    def append(self, more: Postings, removed: AbstractSet[int], base: int) -> None:
        """Append the postings of another segment.

        Args:
            more: The postings, with the segment's own numbers of entries.
            removed: The numbers of removed entries, which are left out.
            base: What is added to the numbers.

        """
        kept = [i for i, number in enumerate(more.ids) if number not in removed]
        places = [more.at(i) for i in kept] if more.places else []
        self.extend((base + more.ids[i] for i in kept), map(len, places), b"".join(places))

    def counts(self) -> Iterator[int]:
        """Yield how often the term occurs in each entry."""
        return map(sub, islice(self.starts, 1, None), self.starts)

    def at(self, i: int) -> array[int]:
        """Return the positions of the term in the entry at index `i`, in ascending order."""
        return self.places[self.starts[i] : self.starts[i + 1]]

    def find(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield those of some entries that hold the term, each with its index in `ids`."""
        ids, end = self.ids, len(self.ids)
        for number in numbers:
            i = bisect_left(ids, number)
            if i < end and ids[i] == number:
                yield number, i
