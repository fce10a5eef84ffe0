"""Arrange pairs of sentences in batches of equal shape, and number the pairs of words that may be aligned.

Everything takes time and memory in proportion to the number of pairs of words within the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]
Weights: TypeAlias = NDArray[np.float64]

SIZE = 64
"""How many pairs of sentences a batch has at most."""
_MOST_CELLS = 250_000
"""How many pairs of words a batch has at most, if it has more than one pair of sentences."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a batch: its sentences as numbers of words, -1 behind their ends, and their lengths."""

    words: Numbers
    lengths: Numbers

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Where the words are, and not the room behind the end of a sentence."""
        return np.arange(self.words.shape[1]) < self.lengths[:, None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of sentences. `cells` has for each pair of their words (pair, left, right) its number."""

    places: Sequence[int]
    left: Side
    right: Side
    cells: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All pairs of sentences, in batches.

    `left_of` and `right_of` have for each number of a pair of words the numbers of both; the last number
    stands for what is behind the end of a sentence.
    """

    left_words: tuple[str, ...]
    right_words: tuple[str, ...]
    batches: tuple[Batch, ...]
    left_of: Numbers
    right_of: Numbers
    left_share: Weights
    right_share: Weights

    @property
    def size(self) -> int:
        """How many pairs of words have a number."""
        return len(self.left_of)


def corpus(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Corpus:
    """Arrange pairs of sentences, each given by its words; those without words are in no batch."""
    left_words, left = _numbered(one for one, _ in pairs)
    right_words, right = _numbered(other for _, other in pairs)
    groups = [(places, _side(left, places), _side(right, places)) for places in _grouped(left, right)]
    keys = [_keys(one, other, len(left_words), len(right_words)) for _, one, other in groups]
    beyond = len(left_words) * len(right_words)
    every = _different(np.concatenate([*map(_different, keys), np.array([beyond], np.int64)]))
    batches = (
        Batch(places, one, other, np.searchsorted(every, key).astype(np.int32))
        for (places, one, other), key in zip(groups, keys, strict=True)
    )
    width = max(1, len(right_words))
    return Corpus(
        left_words,
        right_words,
        tuple(batches),
        every // width,
        every % width,
        _shares(left, len(left_words)),
        _shares(right, len(right_words)),
    )


def _different(numbers: Numbers) -> Numbers:
    """Return the different numbers in order: `numpy.unique`, which is some times slower."""
    ordered: Numbers = np.sort(numbers, axis=None)
    is_new = np.append(True, ordered[1:] != ordered[:-1])
    return np.asarray(ordered[is_new])


def _numbered(sentences: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], list[Numbers]]:
    """Return the different words of sentences, and the sentences as their numbers."""
    numbers: dict[str, int] = {}
    found = [
        np.array([numbers.setdefault(word, len(numbers)) for word in sentence], np.int64)
        for sentence in sentences
    ]
    return tuple(numbers), found


def _grouped(left: Sequence[Numbers], right: Sequence[Numbers]) -> Iterable[list[int]]:
    """Yield the places of sentences of about the same lengths, for one batch each."""
    filled = (at for at in range(len(left)) if len(left[at]) and len(right[at]))
    group: list[int] = []
    widest = 0
    for at in sorted(filled, key=lambda at: (len(right[at]), len(left[at]))):
        widest = max(widest, len(left[at]))
        if group and (len(group) == SIZE or (len(group) + 1) * widest * len(right[at]) > _MOST_CELLS):
            yield group
            group, widest = [], len(left[at])
        group.append(at)
    if group:
        yield group


def _side(sentences: Sequence[Numbers], places: Sequence[int]) -> Side:
    lengths = np.array([len(sentences[at]) for at in places], np.int64)
    words = np.full((len(places), int(lengths.max())), -1, np.int64)
    for row, at in enumerate(places):
        words[row, : lengths[row]] = sentences[at]
    return Side(words, lengths)


def _keys(left: Side, right: Side, rows: int, columns: int) -> Numbers:
    """Return a number for each pair of words, which is larger than all others behind a sentence's end."""
    keys: Numbers = left.words[:, :, None] * columns + right.words[:, None, :]
    keys[~(left.inside[:, :, None] & right.inside[:, None, :])] = rows * columns
    return keys


def _shares(sentences: Sequence[Numbers], words: int) -> Weights:
    """Return the share that each word has of all, and 0 for what is behind the end of a sentence (-1)."""
    counts = np.bincount(np.concatenate([*sentences, np.zeros(0, np.int64)]), minlength=words).astype(float)
    return np.append(counts / max(1.0, counts.sum()), 0.0)
