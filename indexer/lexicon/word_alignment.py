"""Align the words of pairs of sentences, without any knowledge but the pairs and, where given, a dictionary.

Two models are trained together, one for each direction: first by Model 1 with a prior for the diagonal, then
by a hidden Markov model. Pairs of words are counted as often as both models agree on them, so that each
corrects the errors of the other (Liang, Taskar and Klein, "Alignment by Agreement", 2006).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from indexer.lexicon import jumps
from indexer.lexicon.batches import Batch, Corpus, Numbers, Side, Weights, corpus
from indexer.lexicon.jumps import NONE, Emissions
from indexer.runtime import deadline

_DIAGONAL = 4.0
"""How quickly Model 1 expects fewer alignments with the distance from the diagonal, which is 1 at most."""
_FIRST_ROUNDS = 5
_FURTHER_ROUNDS = 4
_IN_DICTIONARY = 0.5
"""How often a pair of words of the dictionary counts before any sentence is read."""
_WRITTEN_ALIKE = 5.0
"""The same for a word that is written alike in both languages: a number, a name in Latin letters."""
_LEAST = 1e-30

Step: TypeAlias = Callable[[Batch], tuple[Weights, Weights]]


@dataclass(frozen=True, slots=True)
class Link:
    """The probabilities that words of two sentences translate each other, as (left word, right word).

    `forwards` tells which left word each right word is said for, `backwards` the reverse.
    """

    forwards: Weights
    backwards: Weights


def align(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], dictionary: Collection[tuple[str, str]] = ()
) -> Iterator[tuple[int, Link]]:
    """Align the words of pairs of sentences.

    Args:
        pairs: The words of each sentence and of its translation.
        dictionary: Pairs of words that are known to translate each other.

    Yields:
        The place of each pair of sentences with its links, in no particular order; pairs in which a sentence
        has no words are left out.

    """
    arranged = corpus(pairs)
    if arranged.batches:
        yield from _Training(arranged, dictionary).run()


class _Training:
    """The models of both directions; `_forwards` is the probability of a right word for a left one."""

    def __init__(self, arranged: Corpus, dictionary: Collection[tuple[str, str]]) -> None:
        self._corpus = arranged
        self._known = _known(arranged, dictionary)
        self._jumps = jumps.even_jumps(), jumps.even_jumps()
        self._forwards = self._backwards = np.zeros(0)
        self._estimate(np.ones(arranged.size))

    def run(self) -> Iterator[tuple[int, Link]]:
        """Train both models and yield the links."""
        for _ in range(_FIRST_ROUNDS):
            self._round(self._by_diagonal)
        for _ in range(_FURTHER_ROUNDS):
            made = np.zeros_like(self._jumps[0]), np.zeros_like(self._jumps[1])
            self._round(lambda batch, made=made: self._by_jumps(batch, made))  # type: ignore[misc]
            self._jumps = jumps.estimated(made[0]), jumps.estimated(made[1])
        for batch in self._corpus.batches:
            deadline.check()
            yield from _links(batch, *self._by_jumps(batch))

    def _round(self, step: Step) -> None:
        counts = np.zeros(self._corpus.size)
        for batch in self._corpus.batches:
            deadline.check()
            forwards, backwards = step(batch)
            agreed = (forwards * backwards).ravel()
            counts += np.bincount(batch.cells.ravel(), agreed, minlength=self._corpus.size)
        self._estimate(counts)

    def _estimate(self, counts: Weights) -> None:
        """Take over the counts of pairs of words; what is behind the ends of sentences stays impossible."""
        counted = counts + self._known
        counted[-1] = 0.0
        left, right = self._corpus.left_of, self._corpus.right_of
        self._forwards = counted / np.maximum(np.bincount(left, counted)[left], _LEAST)
        self._backwards = counted / np.maximum(np.bincount(right, counted)[right], _LEAST)

    def _by_diagonal(self, batch: Batch) -> tuple[Weights, Weights]:
        """Return the posteriors of Model 1."""
        one, other = _places(batch.left), _places(batch.right)
        near = np.exp(-_DIAGONAL * np.abs(one[:, :, None] - other[:, None, :]))
        near *= batch.left.inside[:, :, None] & batch.right.inside[:, None, :]
        forwards = _share(near, 1) * self._forwards[batch.cells]
        backwards = _share(near, 2) * self._backwards[batch.cells]
        none_left, none_right = self._none(batch)
        forwards /= forwards.sum(1, keepdims=True) + NONE * none_right[:, None, :] + _LEAST
        backwards /= backwards.sum(2, keepdims=True) + NONE * none_left[:, :, None] + _LEAST
        return forwards, backwards

    def _by_jumps(self, batch: Batch, made: tuple[Weights, Weights] | None = None) -> tuple[Weights, Weights]:
        """Return the posteriors of the hidden Markov models, and count their jumps in `made`."""
        none_left, none_right = self._none(batch)
        left, right = batch.left.lengths, batch.right.lengths
        ahead = Emissions(self._forwards[batch.cells], none_right, left, right)
        back = Emissions(self._backwards[batch.cells].transpose(0, 2, 1), none_left, right, left)
        forwards, jumps_ahead = jumps.posteriors(ahead, self._jumps[0])
        backwards, jumps_back = jumps.posteriors(back, self._jumps[1])
        if made:
            made[0][:] += jumps_ahead
            made[1][:] += jumps_back
        return forwards, backwards.transpose(0, 2, 1)

    def _none(self, batch: Batch) -> tuple[Weights, Weights]:
        """Return how likely each word of both sides is where it is said for none: as it is anywhere."""
        return self._corpus.left_share[batch.left.words], self._corpus.right_share[batch.right.words]


def _places(side: Side) -> Weights:
    """Return where in its sentence each word stands, between 0 and 1."""
    places: Weights = (np.arange(side.words.shape[1])[None, :] + 0.5) / side.lengths[:, None]
    return places


def _share(near: Weights, axis: int) -> Weights:
    shared: Weights = near / (near.sum(axis, keepdims=True) + _LEAST) * (1 - NONE)
    return shared


def _known(arranged: Corpus, dictionary: Collection[tuple[str, str]]) -> Weights:
    """Return for each pair of words how often it counts before any sentence is read."""
    left = {word: at for at, word in enumerate(arranged.left_words)}
    right = {word: at for at, word in enumerate(arranged.right_words)}
    width = max(1, len(right))
    listed = [left[one] * width + right[other] for one, other in dictionary if one in left and other in right]
    alike = [at * width + right[word] for word, at in left.items() if word in right]
    every = arranged.left_of * width + arranged.right_of
    return _held(every, listed) * _IN_DICTIONARY + _held(every, alike) * _WRITTEN_ALIKE


def _held(every: Numbers, some: Sequence[int]) -> Weights:
    """Return 1.0 for each number that is among some."""
    return np.isin(every, np.array(some, np.int64)).astype(float)


def _links(batch: Batch, forwards: Weights, backwards: Weights) -> Iterator[tuple[int, Link]]:
    sizes = zip(batch.places, batch.left.lengths, batch.right.lengths, strict=True)
    for row, (place, left, right) in enumerate(sizes):
        yield place, Link(forwards[row, :left, :right], backwards[row, :left, :right])
