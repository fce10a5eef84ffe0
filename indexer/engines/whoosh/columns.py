"""Columns: what is known of every entry without reading postings (lengths, order and keys).

A column consists of arrays, so that it can be a file that all processes share (see `array_file`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import overload

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, FacetLimit, KeyField, TextField
from indexer.engines.whoosh.array_file import Numbers
from indexer.engines.whoosh.schema import decode

K1 = 1.2
B = 0.75
"""The usual constants of BM25 (`K1` and `B`)."""

FEW = 5_000
"""The largest number of different tuples in a column that is searched directly for a value."""


@dataclass(frozen=True)
class Texts(Sequence[str]):
    """Different texts in code point order, kept as bytes.

    Text `n` is the part of `data` from the end of the text before to `ends[n]`.
    """

    ends: Numbers
    data: Numbers

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        """Return a text by its number."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        start = self.ends[number - 1] if number else 0
        return decode(bytes(self.data[start : self.ends[number]]))

    def find(self, text: str) -> int | None:
        """Return the number of a text, or None if it is not among these."""
        number = bisect_left(self, text)
        return number if number < len(self) and self[number] == text else None


@dataclass(frozen=True)
class Column:
    """The values of a key field for every entry.

    `codes` has a number for each entry, that of its tuple of values: entries with the same values have the
    same. The values of tuple `n` are those parts of `values` that lie before `ends[n]` and behind the end of
    the tuple before; each is the number of one of the `texts`.
    """

    codes: Numbers
    ends: Numbers
    values: Numbers
    texts: Texts

    @property
    def is_short(self) -> bool:
        """Tell whether it is faster to find the entries with a value by codes than by postings."""
        return len(self.ends) <= FEW

    def having(self, values: Iterable[str], ranges: Iterable[tuple[str, str]] = ()) -> frozenset[int]:
        """Return the codes of the tuples with one of these values, or a value within one of the ranges."""
        wanted = self._numbers(values)
        for low, high in ranges:
            last = bisect_left(self.texts, high + "\0") if high else len(self.texts)
            wanted.update(range(bisect_left(self.texts, low), last))
        return frozenset(code for code, held in enumerate(self._tuples()) if not wanted.isdisjoint(held))

    def _tuples(self) -> Iterable[Numbers]:
        start = 0
        for end in self.ends:
            yield self.values[start:end]
            start = end

    def count(self, numbers: Iterable[int], limit: FacetLimit | None = None) -> tuple[dict[str, int], int]:
        """Count the values of some entries.

        Args:
            numbers: The entries.
            limit: Which of the values are wanted; all, if it is None.

        Returns:
            The counts of the values that are wanted, and the number of the others.

        """
        counts = self._counts(numbers)
        wanted = counts if limit is None else self._wanted(counts, limit)
        return {self.texts[value]: counts[value] for value in wanted}, len(counts) - len(wanted)

    def _counts(self, numbers: Iterable[int]) -> Mapping[int, int]:
        """Count the values of some entries, by their numbers."""
        counts: Counter[int] = Counter()
        for code, count in Counter(map(self.codes.__getitem__, numbers)).items():
            for value in self._tuple(code):
                counts[value] += count
        return counts

    def _tuple(self, code: int) -> Numbers:
        """Return the numbers of the values of a tuple."""
        return self.values[self.ends[code - 1] if code else 0 : self.ends[code]]

    def crossed(self, other: Column, numbers: Collection[int]) -> dict[str, dict[str, int]]:
        """Count the values of some entries together with those that they have in another column.

        Args:
            other: The other column.
            numbers: The entries.

        Returns:
            For each value of this column the counts of the values of the other.

        """
        counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
        codes = zip(map(self.codes.__getitem__, numbers), map(other.codes.__getitem__, numbers), strict=True)
        for (code, beside), count in Counter(codes).items():
            for value in self._tuple(code):
                for another in other._tuple(beside):
                    counts[value][another] += count
        return {
            self.texts[value]: {other.texts[another]: count for another, count in others.items()}
            for value, others in counts.items()
        }

    def _wanted(self, counts: Mapping[int, int], limit: FacetLimit) -> frozenset[int]:
        """Return the numbers of the values that a facet with a limit has."""
        commonest = nsmallest(limit.most, counts, key=lambda value: (-counts[value], value))
        kept = self._numbers(limit.kept)
        return frozenset((*commonest, *(value for value in kept if value in counts)))

    def _numbers(self, values: Iterable[str]) -> set[int]:
        """Return the numbers of those of some values that an entry has."""
        return {number for value in values if (number := self.texts.find(value)) is not None}


@dataclass(frozen=True)
class Norms:
    """BM25's length normalisation for each entry in a text field.

    `codes` has a number for each entry, that of its length; `different` has the normalisation for each.
    """

    codes: Numbers
    different: Sequence[float]


@dataclass(frozen=True)
class Columns:
    """What is known of every entry, by the entry's number; for removed entries the places mean nothing.

    `live` has the numbers of the entries that are not removed. `rank` is the place of an entry when all are
    sorted by `order`, `earliest` and `latest` when they are sorted by date first; unknown dates come last in
    both. `keys` has a column for each key field.
    """

    live: Sequence[int]
    rank: Numbers
    earliest: Numbers
    latest: Numbers
    norms: Mapping[TextField, Norms]
    keys: Mapping[KeyField, Column]

    @classmethod
    def of(cls, arrays: Mapping[str, memoryview]) -> Columns:
        """Return the columns that consist of these arrays; see `gathering`, which makes them."""
        return cls(
            live=arrays.get("live", range(len(arrays["rank"]))),
            rank=arrays["rank"],
            earliest=arrays["earliest"],
            latest=arrays["latest"],
            norms={
                field: Norms(arrays[f"{field} lengths"], arrays[f"{field} norms"]) for field in TEXT_FIELDS
            },
            keys={
                field: Column(
                    arrays[f"{field} codes"],
                    arrays[f"{field} ends"],
                    arrays[f"{field} values"],
                    Texts(arrays[f"{field} text ends"], arrays[f"{field} texts"]),
                )
                for field in KEY_FIELDS
                if f"{field} codes" in arrays  # an index made before the field, which its mark tells
            },
        )
