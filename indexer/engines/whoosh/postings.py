"""Which entries hold a term, and where: in arrays, which take a tenth of what maps would."""

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
    """The entries that hold a term, ascending.

    `places` holds the positions in one entry after those in another: for the entry at `i` those from
    `starts[i]` to `starts[i + 1]`. A key has none.
    """

    ids: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I", (0,)))
    places: array[int] = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.ids)

    def extend(self, ids: Iterable[int], counts: Iterable[int], places: bytes) -> None:
        """Append entries, which come after those that are there; a key has no counts."""
        self.ids.extend(ids)
        self.starts.extend(islice(accumulate(counts, initial=self.starts[-1]), 1, None))
        self.places.frombytes(places)

    def append(self, more: Postings, removed: AbstractSet[int], base: int) -> None:
        """Append the entries of another segment, but for removed ones, counted from a base."""
        kept = [i for i, number in enumerate(more.ids) if number not in removed]
        places = [more.at(i) for i in kept] if more.places else []
        self.extend((base + more.ids[i] for i in kept), map(len, places), b"".join(places))

    def counts(self) -> Iterator[int]:
        """Yield how often the term stands in each entry."""
        return map(sub, islice(self.starts, 1, None), self.starts)

    def at(self, i: int) -> array[int]:
        """Return where the term stands in the entry at `i`, ascending."""
        return self.places[self.starts[i] : self.starts[i + 1]]

    def find(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield those of some entries that hold the term, each with its place among `ids`."""
        ids, end = self.ids, len(self.ids)
        for number in numbers:
            i = bisect_left(ids, number)
            if i < end and ids[i] == number:
                yield number, i
