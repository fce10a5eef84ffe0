"""Take from aligned sentences the pairs of phrases that translate each other, as Och and Ney define them.

A pair of phrases is taken where no word of either is linked to a word outside the other, and where the first
and the last word of both are linked. Which words are linked is decided in several ways, and each counts a
part: so a pair that stands in all of them counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.lexicon.word_alignment import Link

LONGEST_LEFT = 5
"""Words of a phrase of the left side at most."""
LONGEST_RIGHT = 8
"""Words of a phrase of the right side at most."""
_LIKELY = 0.2
"""How probable a word's best partner must be to be linked by one direction."""
_CERTAIN = 0.6
"""How probable a partner must be by one direction where the other does not know it."""
_AGREED = (0.2, 0.5)
"""How probable both directions together must find two words, in two further ways."""

_WORDS_COUNT = 0.5
"""What part of its probability a pair of words counts beside the pairs of phrases."""

Links: TypeAlias = NDArray[np.bool_]
Pair: TypeAlias = tuple[int, int, int, int]
"""Where the left phrase starts and ends, and the right one, as half-open places of words."""

_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def phrase_pairs(link: Link) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs of phrases of two sentences, with what share of the ways finds each."""
    found: dict[Pair, float] = {}
    share = 1 / len(_WAYS)
    for way in _WAYS:
        for pair in consistent(way(link)):
            found[pair] = found.get(pair, 0.0) + share
    yield from found.items()


def word_pairs(link: Link) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of words that are linked at all, with a part of the mean of both directions.

    Words in the middle of longer phrases have no pair of phrases of their own, and are counted by this. A
    word with several partners is divided among them.
    """
    mean = (link.forwards + link.backwards) / 2
    linked = mean > _LIKELY
    rows, columns = np.nonzero(linked)
    partners = np.maximum(linked.sum(axis=1)[rows], linked.sum(axis=0)[columns])
    shares = mean[rows, columns] * _WORDS_COUNT / partners
    yield from zip(rows.tolist(), columns.tolist(), shares.tolist(), strict=True)


def grown(link: Link) -> Links:
    """Link the words on which both directions agree, then neighbours of links that one of them has.

    This is known as grow-diag-final-and.
    """
    ahead, back = _best(link.forwards, 0), _best(link.backwards, 1)
    linked, either = ahead & back, ahead | back
    left: Links = np.asarray(linked.any(axis=1))
    right: Links = np.asarray(linked.any(axis=0))
    waiting = _places(linked)
    while waiting:
        row, column = waiting.pop()
        for down, across in _NEIGHBOURS:
            at, to = row + down, column + across
            if not (0 <= at < len(left) and 0 <= to < len(right)) or linked[at, to] or not either[at, to]:
                continue
            if not (left[at] and right[to]):
                linked[at, to] = left[at] = right[to] = True
                waiting.append((at, to))
    for at, to in (*_places(ahead), *_places(back)):
        if not left[at] and not right[to]:
            linked[at, to] = left[at] = right[to] = True
    return linked


def agreed(link: Link, least: float) -> Links:
    """Link the words that both directions together find probable, and the others where one is certain.

    Where one word says what two do (安全理事会, Security Council), both directions agree on one of them only.
    """
    linked: Links = np.sqrt(link.forwards * link.backwards) > least
    alone = _best(link.backwards, 1, _CERTAIN) & ~linked.any(axis=1, keepdims=True)
    alone |= _best(link.forwards, 0, _CERTAIN) & ~linked.any(axis=0, keepdims=True)
    return linked | alone


_WAYS: tuple[Callable[[Link], Links], ...] = (
    grown,
    *(lambda link, least=least: agreed(link, least) for least in _AGREED),
)


def consistent(linked: Links) -> Iterator[Pair]:
    """Yield the pairs of phrases whose words are linked to each other only, and at both ends."""
    first_right, last_right = _reach(linked)
    first_left, last_left = _reach(linked.T)
    for start, begins in enumerate(last_right):
        if begins < 0:
            continue
        low, high = len(first_left), -1
        for end in range(start, min(len(last_right), start + LONGEST_LEFT)):
            if last_right[end] < 0:
                continue
            low, high = min(low, first_right[end]), max(high, last_right[end])
            if high - low >= LONGEST_RIGHT:
                break
            if min(first_left[low : high + 1]) >= start and max(last_left[low : high + 1]) <= end:
                yield start, end + 1, low, high + 1


def _reach(linked: Links) -> tuple[list[int], list[int]]:
    """Return for each word the first and the last word that it is linked to; -1 as the last if to none."""
    width = linked.shape[1]
    any_linked = linked.any(1)
    first = np.where(any_linked, linked.argmax(1), width)
    last = np.where(any_linked, width - 1 - linked[:, ::-1].argmax(1), -1)
    return first.tolist(), last.tolist()


def _best(probabilities: NDArray[np.float64], axis: int, least: float = _LIKELY) -> Links:
    """Link each word along an axis to its best partner, if that is likely enough."""
    best = probabilities.max(axis, keepdims=True)
    linked: Links = (probabilities == best) & (best > least)
    return linked


def _places(linked: Links) -> list[tuple[int, int]]:
    rows, columns = np.nonzero(linked)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
