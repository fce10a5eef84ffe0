"""The scores of terms and phrases, from which all other scores are computed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import add, rshift
from typing import TypeAlias

from indexer.engines.base import Phrase, Term, TextField
from indexer.engines.phrases import starts
from indexer.engines.whoosh.columns import K1
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.runtime import deadline

Scores: TypeAlias = Mapping[int, float]
Leaf: TypeAlias = Term | Phrase

_SPARSE = 16
"""Looking up one entry takes as long as reading this many postings one after the other."""
_SCATTERED = 4
"""Reading a token's positions in one entry takes as long as reading this many in sequence."""
_ENTRY = 32
"""How many low bits of a position in the whole index are the position within the entry.

The bits above are the number of the entry.
"""


class Leaves:
    """Scores terms and phrases of a snapshot by BM25."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def size(self, leaf: Leaf) -> int:
        """Return an upper limit for the number of entries that match."""
        return min(map(len, self._held(leaf)), default=0)

    def scores(self, leaf: Leaf, among: Collection[int] | None = None) -> Scores:
        """Return the entries that match, with their scores; entries not in `among` may be missing."""
        kept = self._snapshot.scores.kept(leaf)
        if kept is not None:
            return kept
        if among is not None and len(among) * _SPARSE < self.size(leaf):
            return self._weigh(leaf, among)
        return self._snapshot.scores.get(leaf, lambda: self._weigh(leaf, None))

    def _held(self, leaf: Leaf) -> Iterator[Postings]:
        """Yield the postings of each token of a term or phrase."""
        for token in _tokens(leaf):
            deadline.check()
            yield self._snapshot.postings(leaf.field, token)

    def _weigh(self, leaf: Leaf, among: Collection[int] | None) -> Scores:
        """Compute BM25 scores; a phrase is as rare as its tokens together."""
        counts = self._counts(leaf, among)
        if not counts:
            return {}
        norms = self._snapshot.columns.norms[leaf.field]
        weight = sum(self._rarity(leaf.field, token) for token in _tokens(leaf)) * (K1 + 1)
        codes, norm = norms.codes, norms.different
        return {n: weight * count / (count + norm[codes[n]]) for n, count in counts.items()}

    def _rarity(self, field: TextField, token: str) -> float:
        holding = len(self._snapshot.postings(field, token))
        return math.log(1 + (len(self._snapshot.columns.live) - holding + 0.5) / (holding + 0.5))

    def _counts(self, leaf: Leaf, among: Collection[int] | None) -> Mapping[int, int]:
        """Return how often a term or phrase occurs in each entry that holds it."""
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


def _distinct(held: Iterable[Postings]) -> dict[int, Postings]:
    """Return the postings of each token once, by object identity.

    A phrase may repeat a token a thousand times.
    """
    return {id(postings): postings for postings in held}


def _frequencies(postings: Postings, among: Collection[int] | None) -> dict[int, int]:
    """Return how often a term occurs in each entry, or only in the entries `among` if that is given."""
    if among is None:
        return dict(zip(postings.ids, postings.counts(), strict=True))
    starts = postings.starts
    return {n: starts[i + 1] - starts[i] for n, i in postings.find(among)}


def _common(held: Sequence[Postings], among: Collection[int] | None) -> Collection[int]:
    """Return the entries that hold all tokens; the search begins with the rarest token."""
    common = among
    for postings in sorted(_distinct(held).values(), key=len):
        deadline.check()
        if common is None:
            common = postings.ids
        elif len(common) * _SPARSE < len(postings):
            common = [n for n, _ in postings.find(common)]
        else:
            common = set(postings.ids).intersection(common)
    return common or ()


def _each(held: Sequence[Postings], common: Collection[int], gaps: Sequence[int]) -> dict[int, int]:
    """Count the occurrences of a phrase, which may have gaps, entry by entry (see `phrases.starts`)."""
    counts: dict[int, int] = {}
    distinct = _distinct(held)
    found: dict[int, dict[int, int]] = {}
    for key, postings in distinct.items():
        deadline.check()
        found[key] = dict(postings.find(common))
    for n in common:
        deadline.check()
        at = {key: postings.at(found[key][n]) for key, postings in distinct.items()}
        if count := starts([at[id(postings)] for postings in held], gaps):
            counts[n] = count
    return counts


def _adjacent(held: Sequence[Postings]) -> Mapping[int, int]:
    """Count the occurrences of a phrase without gaps, in all entries at once."""
    begin: set[int] | None = None
    for at, postings in sorted(enumerate(held), key=lambda pair: len(pair[1].places)):
        deadline.check()
        places = _everywhere(postings, at)
        begin = set(places) if begin is None else begin.intersection(places)
        if not begin:
            break
    return Counter(map(rshift, begin or (), repeat(_ENTRY)))


def _everywhere(postings: Postings, after: int) -> Iterator[int]:
    """Yield the positions of a token in the whole index, each reduced by `after`.

    A result may lie before the beginning of its entry; the first token of a phrase never has such a position.
    """
    bases = ((number << _ENTRY) - after for number in postings.ids)
    return map(add, chain.from_iterable(map(repeat, bases, postings.counts())), postings.places)
