"""Work an expression out over a snapshot: from the leaves up, as maps from entries to scores."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from indexer import deadline
from indexer.engines.base import (
    And,
    AtLeast,
    Best,
    Boost,
    Expression,
    Key,
    Or,
    Phrase,
    Term,
    TextField,
    Without,
)
from indexer.engines.whoosh.columns import K1
from indexer.engines.whoosh.schema import frequency, positions
from indexer.engines.whoosh.snapshot import Snapshot

Scores = dict[int, float]


class Evaluation:
    """The working out of one expression; a part that stands in it more than once is worked out once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._done: dict[Expression, Scores] = {}

    def scores(self, node: Expression) -> Scores:
        """Return the entries that match, each with its score; not to be changed."""
        if (done := self._done.get(node)) is None:
            deadline.check()
            done = self._done[node] = self._work_out(node)
        return done

    def _work_out(self, node: Expression) -> Scores:
        match node:
            case Term(field=field, token=token):
                return self._leaf(node, lambda: self._weigh(field, (token,), self._counts(field, token)))
            case Phrase(field=field, tokens=tokens, gaps=gaps):
                return self._leaf(
                    node, lambda: self._weigh(field, tokens, self._occurrences(field, tokens, gaps))
                )
            case Key(field=key, value=value):
                return self._snapshot.holding(key, value)
            case And(nodes=nodes):
                return self._all(nodes)
            case Or(nodes=nodes):
                return self._snapshot.sums.get(node, lambda: _sums(map(self.scores, nodes)))
            case Best(nodes=nodes):
                return _bests(map(self.scores, nodes))
            case AtLeast(minimum=minimum, nodes=nodes):
                return self._at_least(minimum, nodes)
            case Without(node=wanted, excluded=excluded):
                left_out = self.scores(excluded)
                return {n: score for n, score in self.scores(wanted).items() if n not in left_out}
            case Boost(node=boosted, factor=factor, plus=plus):
                return {n: score * factor + plus for n, score in self.scores(boosted).items()}

    def _leaf(self, node: Expression, work: Callable[[], Scores]) -> Scores:
        return self._snapshot.cache.get(node, work)

    def _all(self, nodes: Sequence[Expression]) -> Scores:
        """Add up the scores of what holds every node; where nothing does, the others are not looked at."""
        if not nodes:
            return dict.fromkeys(self._snapshot.columns.live, 0.0)
        found: list[Scores] = []
        common: AbstractSet[int] = frozenset()
        for scores in map(self.scores, nodes):
            common = common & scores.keys() if found else scores.keys()
            if not common:
                return {}
            found.append(scores)
        columns = (map(scores.__getitem__, common) for scores in found)
        return dict(zip(common, map(sum, zip(*columns, strict=True)), strict=True))

    def _at_least(self, minimum: int, nodes: tuple[Expression, ...]) -> Scores:
        if minimum < 1:
            return _sums([self._all(()), *map(self.scores, nodes)])
        # Asked with one minimum after another, until the largest is found that some entry reaches.
        matched = self._snapshot.sums.get(
            ("matched", nodes), lambda: Counter(chain.from_iterable(map(self.scores, nodes)))
        )
        return {n: score for n, score in self.scores(Or(nodes)).items() if matched[n] >= minimum}

    def _weigh(self, field: TextField, tokens: Sequence[str], counts: dict[int, int]) -> Scores:
        """Score by BM25; a phrase is as rare as its tokens are together."""
        if not counts:
            return {}
        norms = self._snapshot.columns.norms[field]
        weight = sum(self._rarity(field, token) for token in tokens) * (K1 + 1)
        return {n: weight * count / (count + norms[n]) for n, count in counts.items()}

    def _rarity(self, field: TextField, token: str) -> float:
        holding = len(self._snapshot.places(field, token))
        return math.log(1 + (len(self._snapshot.columns.live) - holding + 0.5) / (holding + 0.5))

    def _counts(self, field: TextField, token: str) -> dict[int, int]:
        return {n: frequency(value) for n, value in self._snapshot.places(field, token).items()}

    def _occurrences(self, field: TextField, tokens: Sequence[str], gaps: Sequence[int]) -> dict[int, int]:
        """Count in every entry the places where the tokens begin that stand in order and near enough."""
        places, common = self._together(field, Counter(tokens))
        allowed = gaps or (0,) * (len(tokens) - 1)
        counts: dict[int, int] = {}
        for n in common:
            deadline.check()
            at = {token: positions(held[n]) for token, held in places.items()}
            if count := _starts([at[token] for token in tokens], allowed):
                counts[n] = count
        return counts

    def _together(
        self, field: TextField, wanted: Mapping[str, int]
    ) -> tuple[dict[str, dict[int, bytes]], AbstractSet[int]]:
        """Return what holds each token, and the entries that hold all of them as often as they are wanted."""
        places: dict[str, dict[int, bytes]] = {}
        common: AbstractSet[int] = frozenset()
        for token, times in wanted.items():
            deadline.check()
            held = self._snapshot.places(field, token)
            common = common & held.keys() if places else held.keys()
            places[token] = held
            if times > 1:
                common = {n for n in common if frequency(held[n]) >= times}
            if not common:
                break
        return places, common


def _starts(places: Sequence[Sequence[int]], gaps: Sequence[int]) -> int:
    """Count the positions of the first token from which the others can be reached."""
    reached: Sequence[int] = places[-1]
    for earlier, gap in zip(reversed(places[:-1]), reversed(gaps), strict=True):
        reached = [position for position in earlier if _follows(reached, position, gap)]
    return len(reached)


def _follows(later: Sequence[int], position: int, gap: int) -> bool:
    at = bisect_right(later, position)
    return at < len(later) and later[at] - position <= gap + 1


def _sums(found: Iterable[Scores]) -> Scores:
    rest = iter(found)
    total = dict(next(rest, {}))
    for scores in rest:
        for n, score in scores.items():
            total[n] = total.get(n, 0.0) + score
    return total


def _bests(found: Iterable[Scores]) -> Scores:
    rest = iter(found)
    best = dict(next(rest, {}))
    for scores in rest:
        for n, score in scores.items():
            if n not in best or score > best[n]:
                best[n] = score
    return best
