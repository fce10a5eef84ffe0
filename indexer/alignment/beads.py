"""The dynamic programme that aligns two sequences of units in order.

It looks only at a band around a path through the values that occur once on each side. So its time and memory
are in proportion to the number of units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.alignment.features import FLOW, Features, Resemblance, joined
from indexer.model.alignment import Bead
from indexer.runtime import deadline

BAND = 32
"""How many units to either side of the path are looked at; fewer where there are more than some thousands."""
_LEAST_BAND = 8
_CELLS = 60_000
"""About how many pairs of units are looked at on either side of the path."""
_PAIR = 1.0
"""What a pair gains beside two units alone, before they are compared: most units have a partner."""
_DIVIDED = -1.5
"""What it costs that one version divides what the other has in one piece."""
_LONGER = 1.25
"""A unit can only be divided in two units of which each is shorter, at least by this factor."""
_NEVER = float("-inf")
_ONE_TO_TWO = (1, 2)
_STEPS = ((1, 1), (1, 0), (0, 1), _ONE_TO_TWO, (2, 1))
"""How many units of each side a bead can have; a bead is remembered by its place here."""

_Row = tuple[int, list[float], bytearray]
"""Of a band: the position on the right where it begins, the best scores, and the last bead of each."""


def beads(left: Sequence[Features], right: Sequence[Features], alike: Resemblance) -> list[Bead]:
    """Align two sequences in order; positions in the beads are those in the sequences."""
    if not left or not right:
        return [*(Bead((at,), ()) for at in range(len(left))), *(Bead((), (at,)) for at in range(len(right)))]
    return _Programme(left, right, alike).beads()


class _Programme:
    """One run of the dynamic programme."""

    def __init__(self, left: Sequence[Features], right: Sequence[Features], alike: Resemblance) -> None:
        self._left, self._right, self._alike = left, right, alike
        self._twos_left = [joined(two) for two in pairwise(left)]
        self._twos_right = [joined(two) for two in pairwise(right)]
        self._rows: list[_Row] = []

    def beads(self) -> list[Bead]:
        """Return the beads of the best path, in order."""
        high = 0
        for at, (start, end) in enumerate(_band(self._left, self._right)):
            low = min(start, high)
            high = max(high, end)
            self._fill(at, low, high)
        return self._traced()

    def _fill(self, at: int, low: int, high: int) -> None:
        """Work out the best scores of a row: `at` units of the left side, `low` to `high` of the right."""
        deadline.check()
        scores: list[float] = []
        steps = bytearray()
        self._rows.append((low, scores, steps))
        for to in range(low, high + 1):
            best, chosen = (_NEVER, 1) if at or to else (0.0, 0)
            for step, (ours, theirs) in enumerate(_STEPS):
                before = self._score(at - ours, to - theirs)
                if before == _NEVER:
                    continue
                score = before + self._gain(at, to, step)
                if score > best:
                    best, chosen = score, step
            scores.append(best)
            steps.append(chosen)

    def _score(self, at: int, to: int) -> float:
        if at < 0 or to < 0:
            return _NEVER
        low, scores, _ = self._rows[at]
        return scores[to - low] if 0 <= to - low < len(scores) else _NEVER

    def _gain(self, at: int, to: int, step: int) -> float:
        """Return what a bead gains that ends before `at` on the left and before `to` on the right."""
        if 0 in _STEPS[step]:
            return 0.0
        one, other = self._left[at - 1], self._right[to - 1]
        if one.group != other.group or (one.numbered and other.numbered):
            return _NEVER
        if step == 0:
            return _PAIR + self._alike.of(one, other)
        if _STEPS[step] == _ONE_TO_TWO:
            return self._divided(one, self._right[to - 2 : to], self._twos_right[to - 2])
        return self._divided(other, self._left[at - 2 : at], self._twos_left[at - 2])

    def _divided(self, one: Features, parts: Sequence[Features], whole: Features) -> float:
        first, second = parts
        if one.group != FLOW or one.numbered or whole.numbered or first.group != second.group:
            return _NEVER
        if one.size < _LONGER * max(first.size, second.size):
            return _NEVER
        return _PAIR + _DIVIDED + self._alike.of(one, whole)

    def _traced(self) -> list[Bead]:
        """Follow the best path back from the end."""
        at, to = len(self._left), len(self._right)
        found: list[Bead] = []
        while at or to:
            low, _, steps = self._rows[at]
            ours, theirs = _STEPS[steps[to - low]]
            found.append(Bead(tuple(range(at - ours, at)), tuple(range(to - theirs, to))))
            at, to = at - ours, to - theirs
        return found[::-1]


def _band(left: Sequence[Features], right: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Yield for each number of units used on the left the first and the last number used on the right."""
    known = [(0, 0), *((ours + 1, theirs + 1) for ours, theirs in _landmarks(left, right))]
    width = max(_LEAST_BAND, min(BAND, _CELLS // len(left)))
    for (start, from_), (end, to) in pairwise([*known, (len(left), len(right))]):
        for at in range(start + (start > 0), end + 1):
            middle = from_ + (to - from_) * (at - start) // max(1, end - start)
            last = len(right) if at == len(left) else min(len(right), middle + width)
            yield max(0, middle - width), last


def _landmarks(left: Sequence[Features], right: Sequence[Features]) -> list[tuple[int, int]]:
    """Return pairs of units that share most of the values that occur once on each side, in order on both.

    They are no beads yet: they only tell where the band runs.
    """
    ours, theirs = _unique(left), _unique(right)
    votes = Counter((ours[value], theirs[value]) for value in ours.keys() & theirs.keys())
    best: dict[int, tuple[int, int]] = {}
    for (at, to), count in votes.items():
        best[at] = max(best.get(at, (0, 0)), (count, to))
    return increasing([(at, best[at][1]) for at in sorted(best)])


def _unique(units: Sequence[Features]) -> dict[str, int]:
    """Return the values that one unit only has, with its position."""
    counts = Counter(value for one in units for value in one.values)
    return {value: at for at, one in enumerate(units) for value in one.values if counts[value] == 1}


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that increase on both sides; the pairs are sorted by the first side."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, to) in enumerate(pairs):
        place = bisect_left(ends, to)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [to]
        last[place : place + 1] = [number]
    found, number = [], last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
