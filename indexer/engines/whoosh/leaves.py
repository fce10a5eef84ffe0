"""Words and phrases, from which all other scores come: where they stand, and what that is worth."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import add, rshift
from typing import TypeAlias

from indexer import deadline
from indexer.engines.base import Phrase, Term, TextField
from indexer.engines.whoosh.columns import K1
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.snapshot import Snapshot

Scores: TypeAlias = Mapping[int, float]
Leaf: TypeAlias = Term | Phrase

_SPARSE = 16
"""Looking one entry up takes as long as reading so many postings in a row."""
_SCATTERED = 4
"""Looking at a token in one entry takes as long as at so many of all its positions in a row."""
_ENTRY = 32
"""Bits of a position among all entries that are those of the position in the entry."""


class Leaves:
    """Scores words and phrases of a snapshot by BM25."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def size(self, leaf: Leaf) -> int:
        """Return how many entries match at most."""
        return min(map(len, self._held(leaf)), default=0)

    def scores(self, leaf: Leaf, among: Collection[int] | None = None) -> Scores:
        """Return the entries that match, each with its score; others than those `among` may be left out."""
        kept = self._snapshot.scores.kept(leaf)
        if kept is not None:
            return kept
        if among is not None and len(among) * _SPARSE < self.size(leaf):
            return self._weigh(leaf, among)
        return self._snapshot.scores.get(leaf, lambda: self._weigh(leaf, None))

    def _held(self, leaf: Leaf) -> Iterator[Postings]:
        """Yield the postings of each token."""
        deadline.check()
        for token in _tokens(leaf):
            yield self._snapshot.postings(leaf.field, token)

    def _weigh(self, leaf: Leaf, among: Collection[int] | None) -> Scores:
        """Score by BM25; a phrase is as rare as its tokens are together."""
        counts = self._counts(leaf, among)
        if not counts:
            return {}
        norms = self._snapshot.columns.norms[leaf.field]
        weight = sum(self._rarity(leaf.field, token) for token in _tokens(leaf)) * (K1 + 1)
        return {n: weight * count / (count + norms[n]) for n, count in counts.items()}

    def _rarity(self, field: TextField, token: str) -> float:
        holding = len(self._snapshot.postings(field, token))
        return math.log(1 + (len(self._snapshot.columns.live) - holding + 0.5) / (holding + 0.5))

    def _counts(self, leaf: Leaf, among: Collection[int] | None) -> Mapping[int, int]:
        """Count how often a leaf stands in each entry."""
        held = list(self._held(leaf))
        match leaf:
            case Term():
                return _frequencies(held[0], among)
            case Phrase(tokens=tokens, gaps=gaps):
                common = _common(held, among) if held else ()
                if not common:
                    return {}
                total = sum(len(postings.places) for postings in held)
                if any(gaps) or total > _SCATTERED * (len(held) + 1) * len(common):
                    return _each(held, common, gaps or (0,) * (len(tokens) - 1))
                return _adjacent(held)


def _tokens(leaf: Leaf) -> tuple[str, ...]:
    return (leaf.token,) if isinstance(leaf, Term) else leaf.tokens


def _frequencies(postings: Postings, among: Collection[int] | None) -> dict[int, int]:
    if among is None:
        return dict(zip(postings.ids, postings.counts(), strict=True))
    starts = postings.starts
    return {n: starts[i + 1] - starts[i] for n, i in postings.find(among)}


def _common(held: Sequence[Postings], among: Collection[int] | None) -> Collection[int]:
    """Return the entries that hold all tokens, which is looked for from the rarest on."""
    common = among
    for postings in sorted(held, key=len):
        if common is None:
            common = postings.ids
        elif len(common) * _SPARSE < len(postings):
            common = [n for n, _ in postings.find(common)]
        else:
            common = set(postings.ids).intersection(common)
    return common or ()


def _each(held: Sequence[Postings], common: Collection[int], gaps: Sequence[int]) -> dict[int, int]:
    """Count in each entry the places where the tokens begin that stand in order and near enough."""
    counts: dict[int, int] = {}
    found = [dict(postings.find(common)) for postings in held]
    for n in common:
        deadline.check()
        at = [postings.at(places[n]) for postings, places in zip(held, found, strict=True)]
        if count := _starts(at, gaps):
            counts[n] = count
    return counts


def _starts(places: Sequence[Sequence[int]], gaps: Sequence[int]) -> int:
    """Count the positions of the first token from which the others can be reached."""
    reached: Sequence[int] = places[-1]
    for earlier, gap in zip(reversed(places[:-1]), reversed(gaps), strict=True):
        reached = [position for position in earlier if _follows(reached, position, gap)]
    return len(reached)


def _follows(later: Sequence[int], position: int, gap: int) -> bool:
    at = bisect_right(later, position)
    return at < len(later) and later[at] - position <= gap + 1


def _adjacent(held: Sequence[Postings]) -> Mapping[int, int]:
    """Count the places where the tokens begin that stand one after the other, in all entries at once."""
    begin: set[int] | None = None
    for at, postings in sorted(enumerate(held), key=lambda pair: len(pair[1].places)):
        deadline.check()
        places = _everywhere(postings, at)
        begin = set(places) if begin is None else begin.intersection(places)
    return Counter(map(rshift, begin or (), repeat(_ENTRY)))


def _everywhere(postings: Postings, after: int) -> Iterator[int]:
    """Yield the positions so far before those of a token, as positions among those of all entries.

    They may lie before the beginning of an entry; no token that comes first stands there.
    """
    bases = ((number << _ENTRY) - after for number in postings.ids)
    return map(add, chain.from_iterable(map(repeat, bases, postings.counts())), postings.places)
