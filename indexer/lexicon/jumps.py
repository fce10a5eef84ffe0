"""The hidden Markov model of alignment: forwards and backwards through the words of many sentences at once.

Each word of one sentence (the "said" one) is said for a word of the other (the "meant" one), or for none. How
far the meant word is from the one before it, the jump, has a probability of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.lexicon.batches import Numbers, Weights

WIDTH = 8
"""Jumps of more words than this count as jumps of so many."""
NONE = 0.1
"""The probability that a word is said for none of the other sentence."""
_LEAST = 1e-300
_LEAST_JUMP = 1e-4
"""Added to the probability of each jump: none is impossible."""


def even_jumps() -> Weights:
    """Return the weights of jumps before any is known; their order is from -WIDTH to WIDTH."""
    return np.ones(2 * WIDTH + 1)


def estimated(counts: Weights) -> Weights:
    """Return the weights of jumps by how often each was made."""
    shares: Weights = counts / max(counts.sum(), _LEAST) + _LEAST_JUMP
    return shares


@dataclass(frozen=True, slots=True)
class Emissions:
    """The probabilities of the words that are said in a batch.

    Attributes:
        by_meant: For (sentence, meant word, said word), the probability that the one is said for the other.
        by_none: For (sentence, said word), the probability that it is said for none.
        meant: The lengths of the sentences that are meant.
        said: The lengths of the sentences that are said.

    """

    by_meant: Weights
    by_none: Weights
    meant: Numbers
    said: Numbers


def posteriors(emissions: Emissions, jumps: Weights) -> tuple[Weights, Weights]:
    """Return the probability that each word is said for each of the other sentence, and the jumps made.

    Args:
        emissions: The probabilities of the words.
        jumps: The weights of jumps.

    Returns:
        For (sentence, meant word, said word) the probability given the whole sentences; for each jump how
        often it was made.

    """
    return _Pass(emissions, jumps).run()


class _Pass:
    """One pass over one batch. Words are kept in the first axis: each step works on whole rows."""

    def __init__(self, emissions: Emissions, jumps: Weights) -> None:
        self._said = emissions.said
        self._words = np.ascontiguousarray(emissions.by_meant.transpose(2, 0, 1)) * (1 - NONE)
        self._none = np.ascontiguousarray(emissions.by_none.T)[:, :, None] * NONE
        size = self._words.shape[2]
        places = np.arange(size)
        self._distance = np.clip(places[None, :] - places[:, None], -WIDTH, WIDTH) + WIDTH
        self._jumps = jumps[self._distance]
        self._inside = (places[None, :] < emissions.meant[:, None]).astype(float)
        self._words *= self._inside
        self._ways = np.maximum(self._inside @ self._jumps.T, _LEAST)
        self._made = np.zeros_like(self._jumps)

    def run(self) -> tuple[Weights, Weights]:
        """Return the posteriors and the jumps."""
        meant, none = self._forwards()
        behind = self._backwards(meant + none)
        meant *= behind
        meant /= np.maximum(meant.sum(2) + (none * behind).sum(2), _LEAST)[:, :, None]
        made = np.bincount(self._distance.ravel(), self._made.ravel(), minlength=2 * WIDTH + 1).astype(float)
        return meant.transpose(1, 2, 0), made

    def _forwards(self) -> tuple[Weights, Weights]:
        """Return for (said word, sentence, meant word) its share, by all words up to it.

        The second array is that of words said for none, at the meant word before them.
        """
        meant, none = np.zeros_like(self._words), np.zeros_like(self._words)
        reached = self._inside / self._inside.sum(1, keepdims=True)
        arriving = reached
        for at in range(len(self._words)):
            if at:
                reached = meant[at - 1] + none[at - 1]
                arriving = (reached / self._ways) @ self._jumps
            meant[at] = arriving * self._words[at]
            none[at] = reached * self._none[at]
            whole = np.maximum((meant[at] + none[at]).sum(1, keepdims=True), _LEAST)
            meant[at] /= whole
            none[at] /= whole
        return meant, none

    def _backwards(self, reached: Weights) -> Weights:
        """Return for (said word, sentence, meant word) how likely the words after it are, up to a factor."""
        behind = np.ones_like(self._words)
        for at in range(len(self._words) - 2, -1, -1):
            arriving = self._words[at + 1] * behind[at + 1]
            staying = self._none[at + 1] * behind[at + 1]
            leaving = reached[at] / self._ways
            self._count(leaving, arriving, (reached[at] * staying).sum(1), at)
            found = (arriving @ self._jumps.T) / self._ways + staying
            found /= np.maximum(found.sum(1, keepdims=True), _LEAST)
            behind[at] = np.where((self._said > at + 1)[:, None], found, 1.0)
        return behind

    def _count(self, leaving: Weights, arriving: Weights, stayed: Weights, at: int) -> None:
        """Count the jumps between a said word and the next, in the sentences that go on."""
        whole = ((leaving @ self._jumps) * arriving).sum(1) + stayed
        share = np.where(self._said > at + 1, 1 / np.maximum(whole, _LEAST), 0.0)
        self._made += ((leaving * share[:, None]).T @ arriving) * self._jumps
