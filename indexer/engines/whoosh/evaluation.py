"""Evaluate an expression over a snapshot: from the leaves up, as maps from entries to scores.

Two things save work. If a node must match beside others, it is evaluated only among the entries that those
have left (its scope). If scores are not needed, only the matching entries are computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from math import inf
from operator import add

from indexer.engines.base import (
    And,
    AtLeast,
    Best,
    Boost,
    Expression,
    Filter,
    Key,
    Or,
    Phrase,
    Term,
    Without,
)
from indexer.engines.scorers import is_silent
from indexer.engines.whoosh.leaves import Leaves, Scores
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.runtime import deadline


@dataclass(frozen=True, slots=True)
class Scope:
    """The entries among which a node is evaluated; they are a part of the `outer` scope."""

    numbers: AbstractSet[int]
    outer: Scope | None = None

    def is_within(self, other: Scope | None) -> bool:
        """Tell whether a result for the other scope is valid for this one."""
        scope: Scope | None = self
        while scope is not other and scope is not None:
            scope = scope.outer
        return scope is other


class ExpressionEvaluation:
    """The evaluation of one expression; a node that occurs in it more than once is evaluated once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._leaves = Leaves(snapshot)
        self._done: dict[Expression, tuple[Scope | None, Scores]] = {}

    def scores(self, node: Expression, scope: Scope | None = None) -> Scores:
        """Return the entries of a scope that match, with their scores. Do not change the result.

        It may also contain entries outside the scope, which then mean nothing.
        """
        deadline.check()
        if (done := self._kept(node, scope)) is None:
            done = self._work_out(node, scope)
            self._done[node] = scope, done
        return done

    def matches(self, node: Expression, scope: Scope | None) -> AbstractSet[int]:
        """Return the entries of a scope that match, and no others."""
        deadline.check()
        if (done := self._kept(node, scope)) is not None:
            return _within(done.keys(), scope)
        match node:
            case Key() if scope is not None:
                return self._holding(node, scope.numbers)
            case Key(field=field, value=value):
                return self._snapshot.holding(field, value)
            case Boost(node=inner):
                return self.matches(inner, scope)
            case And(nodes=nodes):
                return self._matching_all(nodes, scope)
            case Or(nodes=nodes) | Best(nodes=nodes):
                return self._matching_any(nodes, scope)
            case Without(node=wanted, excluded=excluded):
                found = self.matches(wanted, scope)
                return found - self.matches(excluded, Scope(found, scope))
            case Term(field=field, token=token) if scope is None:
                return frozenset(self._snapshot.postings(field, token).ids)
            case _:
                return _within(self.scores(node, scope).keys(), scope)

    def _holding(self, node: Key, numbers: AbstractSet[int]) -> AbstractSet[int]:
        """Return those of some entries that hold a key.

        Either the postings of the key are read or the column, whichever is less to read.
        """
        if self._snapshot.frequency(node.field, node.value) < len(numbers):
            return self._snapshot.holding(node.field, node.value) & numbers
        return set(self._snapshot.passing(Filter(node.field, (node.value,)), numbers))

    def _kept(self, node: Expression, scope: Scope | None) -> Scores | None:
        """Return the scores of a node, if they were computed for a scope that includes this one."""
        known, done = self._done.get(node, (scope, None))
        return done if known is None or (scope is not None and scope.is_within(known)) else None

    def _work_out(self, node: Expression, scope: Scope | None) -> Scores:
        """Compute the scores of a node."""
        match node:
            case Term() | Phrase():
                return self._leaves.scores(node, scope.numbers if scope else None)
            case Key():
                return dict.fromkeys(self.matches(node, scope), 0.0)
            case And(nodes=nodes):
                return self._all(nodes, scope)
            case Or(nodes=nodes):
                return self._sum(node, scope)
            case Best(nodes=nodes):
                return self._best(nodes, scope)
            case AtLeast(minimum=minimum, nodes=nodes):
                return self._at_least(minimum, nodes)
            case Without(node=wanted, excluded=excluded):
                scores = self.scores(wanted, scope)
                left_out = self.matches(excluded, Scope(scores.keys(), scope))
                return {n: score for n, score in scores.items() if n not in left_out}
            case Boost(node=boosted, factor=factor, plus=plus):
                return {n: score * factor + plus for n, score in self.scores(boosted, scope).items()}

    def _all(self, nodes: Sequence[Expression], scope: Scope | None) -> Scores:
        """Add up the scores of entries that match all nodes.

        The rarest node comes first, and limits the scope of the others.
        """
        loud = [node for node in nodes if not is_silent(node)]
        found: dict[Expression, Scores] = {}
        inner = scope
        for node in sorted(loud, key=self._size) if len(loud) > 1 else loud:
            found[node] = self.scores(node, inner)
            common = found[node].keys() if inner is None else found[node].keys() & inner.numbers
            if not common:
                return {}
            inner = Scope(common, scope if inner is None else inner)
        for node in nodes:
            if is_silent(node):
                inner = Scope(self.matches(node, inner), inner)
        if inner is None:
            return dict.fromkeys(self._snapshot.columns.live, 0.0)
        return _added([found[node] for node in loud], inner.numbers)

    def _matching_all(self, nodes: Iterable[Expression], scope: Scope | None) -> AbstractSet[int]:
        """Return the entries that match all nodes."""
        for node in nodes:
            scope = Scope(self.matches(node, scope), scope)
        return scope.numbers if scope else frozenset(self._snapshot.columns.live)

    def _matching_any(self, nodes: Iterable[Expression], scope: Scope | None) -> AbstractSet[int]:
        """Return the entries that match a node; each node is asked only about those not found before."""
        found: set[int] = set()
        if scope is None:
            return found.union(*(self.matches(node, None) for node in nodes))
        left = set(scope.numbers)
        rest = Scope(left, scope)
        for node in nodes:
            if not left:
                break
            matched = self.matches(node, rest)
            found |= matched
            left -= found if matched is left else matched
        return found

    def _sum(self, node: Or, scope: Scope | None) -> Scores:
        if scope is None:
            return self._snapshot.sums.get(node, lambda: _sums(map(self.scores, node.nodes)))
        return _sums(self.scores(inner, scope) for inner in node.nodes)

    def _best(self, nodes: Iterable[Expression], scope: Scope | None) -> Scores:
        """Return the highest score of each entry; boosts are computed here, without a map of their own."""
        best: dict[int, float] = {}
        for place, node in enumerate(nodes):
            if not place:
                best.update(self.scores(node, scope))
                continue
            boost = node if isinstance(node, Boost) else Boost(node)
            factor, plus, known = boost.factor, boost.plus, best.get
            for n, plain in self.scores(boost.node, scope).items():
                score = plain * factor + plus
                if score > known(n, -inf):
                    best[n] = score
        return best

    def _at_least(self, minimum: int, nodes: tuple[Expression, ...]) -> Scores:
        """Add up the scores of the entries that match at least `minimum` of the nodes."""
        if minimum < 1:
            return _sums([self._all((), None), *map(self.scores, nodes)])
        # Callers ask with one minimum after another, until an entry reaches it; so the counts are cached.
        matched = self._snapshot.sums.get(
            ("matched", nodes), lambda: Counter(chain.from_iterable(map(self.scores, nodes)))
        )
        return {n: score for n, score in self.scores(Or(nodes)).items() if matched[n] >= minimum}

    def _size(self, node: Expression) -> int:
        """Return an upper limit for the number of matching entries; a node without words may match all."""
        match node:
            case Term() | Phrase():
                return self._leaves.size(node)
            case Boost(node=inner) | Without(node=inner):
                return self._size(inner)
            case And(nodes=nodes) if nodes:
                return min(map(self._size, nodes))
            case Or(nodes=nodes) | Best(nodes=nodes):
                return sum(map(self._size, nodes))
            case _:
                return len(self._snapshot.columns.live)


def _within(found: AbstractSet[int], scope: Scope | None) -> AbstractSet[int]:
    return found if scope is None else found & scope.numbers


def _added(found: Sequence[Scores], common: AbstractSet[int]) -> Scores:
    """Add up the scores of some entries, in the order of the nodes from which the scores come."""
    columns = [map(scores.__getitem__, common) for scores in found]
    match columns:
        case []:
            return dict.fromkeys(common, 0.0)
        case [only]:
            return dict(zip(common, only, strict=True))
        case [one, other]:
            return dict(zip(common, map(add, one, other), strict=True))
        case _:
            return dict(zip(common, map(sum, zip(*columns, strict=True)), strict=True))


def _sums(found: Iterable[Scores]) -> Scores:
    """Add up scores; an entry that is missing in some of them keeps the sum of the others."""
    rest = iter(found)
    total = dict(next(rest, {}))
    for scores in rest:
        for n, score in scores.items():
            total[n] = total.get(n, 0.0) + score
    return total
