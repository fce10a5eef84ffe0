"""The dynamic programme that aligns the clauses of a paragraph with those of its translation.

It looks only at a band around the place that is as far into the one text as into the other. So its time and
memory are in proportion to the number of clauses.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from indexer.lexicon.wording import Wording, translated
from indexer.runtime import deadline

_BAND = 10
"""How many clauses to either side of the expected place are looked at."""
_STEPS: Mapping[tuple[int, int], float] = {
    (1, 1): 0.0,
    (1, 2): -2.0,
    (2, 1): -2.0,
    (1, 3): -4.0,
    (3, 1): -4.0,
    (1, 0): -4.0,
    (0, 1): -4.0,
}
"""How many clauses of each side a bead can have, and what that gains beside what they say."""
_TRANSLATED = 0.35
"""What a bead gains for each unit of weight of its words that are translated."""
_BY_CHANCE = 0.3
"""The part of the weight that is found translated in sentences that are no translations."""
_LENGTHS = 0.5
"""What a bead loses for each squared standard deviation by which its lengths are unlike."""
_SPREAD = 0.25
"""Standard deviation of the logarithm of the ratio of lengths, between sentences and their translations."""
_SHORT = 12.0
"""Letters added to both lengths: the ratio of short ones says less."""
_MOST_UNLIKE = 16.0
"""Lengths are no more unlike than so many squared standard deviations."""
_STEEP, _MIDDLE, _UNLIKE = 18.0, 0.36, 0.15
"""The score is .5 where `_MIDDLE` of the weight is translated; how fast it rises; what lengths take off."""

Run: TypeAlias = tuple[int, int]
"""Neighbouring clauses: their positions [start, end)."""


@dataclass(frozen=True, slots=True)
class ClauseBead:
    """Clauses that say the same; either side may be empty."""

    left: Run
    right: Run

    @property
    def is_pair(self) -> bool:
        """Whether both sides have a clause."""
        return self.left[0] < self.left[1] and self.right[0] < self.right[1]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What two clauses have of each other, each by its words."""

    left: Mapping[str, float]
    right: Mapping[str, float]


class ClauseAlignment:
    """Aligns two sequences of clauses, and tells how surely clauses translate each other."""

    def __init__(self, left: Sequence[Wording], right: Sequence[Wording]) -> None:
        self._left, self._right = left, right
        self._compared: dict[tuple[int, int], _Compared] = {}
        self._best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {}

    def beads(self) -> list[ClauseBead]:
        """Return the beads of the best path, in order."""
        self._best[0, 0] = 0.0, (0, 0)
        high = 0
        for at, (start, end) in enumerate(self._band()):
            deadline.check()
            low, high = min(start, high), max(high, end)
            for to in range(low, high + 1):
                self._fill(at, to)
        return self._traced()

    def score(self, beads: Sequence[ClauseBead]) -> float:
        """Return how surely the clauses of neighbouring pairs translate each other together, in 0..1."""
        weight = sum(map(self._weight, beads))
        share = sum(map(self._translated, beads)) / weight if weight else 0.0
        run = ClauseBead((beads[0].left[0], beads[-1].left[1]), (beads[0].right[0], beads[-1].right[1]))
        return 1 / (1 + math.exp(_UNLIKE * self._length_cost(run) - _STEEP * (share - _MIDDLE)))

    def _band(self) -> Iterator[tuple[int, int]]:
        """Yield for each number of clauses used on the left the first and last number used on the right."""
        ours, theirs = ([0.0, *accumulate(one.size for one in side)] for side in (self._left, self._right))
        last = len(self._right)
        for at, size in enumerate(ours):
            middle = min(last, bisect_left(theirs, size * theirs[-1] / ours[-1])) if ours[-1] else at
            yield max(0, middle - _BAND), last if at == len(self._left) else min(last, middle + _BAND)

    def _fill(self, at: int, to: int) -> None:
        """Work out the best path that uses so many clauses of the left and of the right."""
        for (ours, theirs), gain in _STEPS.items():
            before = self._best.get((at - ours, to - theirs))
            if before is None:
                continue
            bead = ClauseBead((at - ours, at), (to - theirs, to))
            score = before[0] + gain + (self._gain(bead) if bead.is_pair else 0.0)
            if (at, to) not in self._best or score > self._best[at, to][0]:
                self._best[at, to] = score, (ours, theirs)

    def _traced(self) -> list[ClauseBead]:
        """Follow the best path back from the end."""
        at, to = len(self._left), len(self._right)
        found: list[ClauseBead] = []
        while at or to:
            ours, theirs = self._best[at, to][1]
            found.append(ClauseBead((at - ours, at), (to - theirs, to)))
            at, to = at - ours, to - theirs
        return found[::-1]

    def _gain(self, bead: ClauseBead) -> float:
        by_words = self._translated(bead) - _BY_CHANCE * self._weight(bead)
        return _TRANSLATED * by_words - _LENGTHS * self._length_cost(bead)

    def _weight(self, bead: ClauseBead) -> float:
        """Return what all words of a bead count."""
        sides = (*self._left[slice(*bead.left)], *self._right[slice(*bead.right)])
        return sum(one.weight for one in sides)

    def _translated(self, bead: ClauseBead) -> float:
        """Return what the translated words of a bead count, each by the clause that translates it best."""
        left, right = range(*bead.left), range(*bead.right)
        ours = (_best(self._compare(at, to).left for to in right) for at in left)
        theirs = (_best(self._compare(at, to).right for at in left) for to in right)
        return sum(ours) + sum(theirs)

    def _compare(self, at: int, to: int) -> _Compared:
        found = self._compared.get((at, to))
        if found is None:
            one, other = self._left[at], self._right[to]
            found = self._compared[at, to] = _Compared(translated(one, other), translated(other, one))
        return found

    def _length_cost(self, bead: ClauseBead) -> float:
        """Return how unlike the lengths are: the squared number of standard deviations."""
        ours = sum(one.size for one in self._left[slice(*bead.left)])
        theirs = sum(one.size for one in self._right[slice(*bead.right)])
        apart = math.log((ours + _SHORT) / (theirs + _SHORT)) / _SPREAD
        return min(apart * apart, _MOST_UNLIKE)


def _best(several: Iterable[Mapping[str, float]]) -> float:
    """Return the sum over words of the greatest value of each."""
    first, *others = several
    if not others:
        return sum(first.values())
    best = dict(first)
    for one in others:
        for word, value in one.items():
            best[word] = max(value, best.get(word, 0.0))
    return sum(best.values())
