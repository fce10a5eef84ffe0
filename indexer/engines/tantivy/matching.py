"""Simplify an expression for counting, which needs no scores and is then several times as fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

from indexer.engines.base import And, AtLeast, Best, Boost, Expression, Or, Without
from indexer.runtime import deadline

Nodes = tuple[Expression, ...]

FEW = 8
"""The largest number of nodes for which it is faster to compare every node with all others."""


def matching(node: Expression) -> Expression:
    """Return a simpler expression that matches the same entries; its scores have no meaning.

    Boosts are removed. In AND and OR, nodes that occur twice or follow from another node are removed: `a OR
    (a AND b)` becomes `a`, and so does `a AND (a OR b)`.
    """
    match node:
        case Boost(node=boosted):
            return matching(boosted)
        case And(nodes=nodes):
            return _joined(nodes, _conjuncts, _disjuncts, And)
        case Or(nodes=nodes) | Best(nodes=nodes):
            return _joined(nodes, _disjuncts, _conjuncts, Or)
        case AtLeast(minimum=minimum, nodes=nodes):
            return AtLeast(minimum, tuple(map(matching, nodes)))
        case Without(node=wanted, excluded=excluded):
            return Without(matching(wanted), matching(excluded))
    return node


def _joined(
    nodes: Nodes,
    same: Callable[[Expression], Nodes],
    other: Callable[[Expression], Nodes],
    join: Callable[[Nodes], Expression],
) -> Expression:
    """Join simplified nodes by AND or OR, without those that follow from others.

    Args:
        nodes: The nodes to join.
        same: Splits a node that is joined in the same way into its parts.
        other: Splits a node that is joined in the other way into its parts.
        join: Makes the AND or OR.

    """
    flat = dict.fromkeys(part for node in nodes for part in same(matching(node)))
    needed = _needed(flat, other)
    return needed[0] if len(needed) == 1 else join(needed)


def _needed(nodes: Collection[Expression], parts: Callable[[Expression], Nodes]) -> Nodes:
    """Return the nodes, without those whose parts include all parts of another node.

    Of equal nodes the first stays.
    """
    if all(len(parts(node)) == 1 for node in nodes):  # nodes that differ, of which none implies another
        return tuple(nodes)
    return _needed_of_few(nodes, parts) if len(nodes) <= FEW else _needed_of_many(nodes, parts)


def _needed_of_few(nodes: Collection[Expression], parts: Callable[[Expression], Nodes]) -> Nodes:
    """Do what `_needed` does, by comparing each node with all others."""
    kept: dict[frozenset[Expression], Expression] = {}
    for node in nodes:
        own = frozenset(parts(node))
        if any(others <= own for others in kept):
            continue
        kept = {others: one for others, one in kept.items() if not own <= others} | {own: node}
    return tuple(kept.values())


def _needed_of_many(nodes: Collection[Expression], parts: Callable[[Expression], Nodes]) -> Nodes:
    """Do what `_needed` does, by comparing each node only with kept nodes that share a part with it.

    Nodes with few parts are looked at first. A node that is kept is filed under one of its parts: the part
    under which the fewest nodes are filed.
    """
    owned = [(frozenset(parts(node)), node) for node in nodes]
    filed: defaultdict[Expression | None, list[frozenset[Expression]]] = defaultdict(list)
    kept: set[frozenset[Expression]] = set()
    for own, _ in sorted(owned, key=lambda pair: len(pair[0])):
        deadline.check()
        if not any(others <= own for part in (None, *own) for others in filed.get(part, ())):
            kept.add(own)
            filed[min(own, key=lambda part: len(filed[part]), default=None)].append(own)
    first = {own: node for own, node in reversed(owned) if own in kept}
    return tuple(node for own, node in owned if first.get(own) is node)


def _conjuncts(node: Expression) -> Nodes:
    return node.nodes if isinstance(node, And) else (node,)


def _disjuncts(node: Expression) -> Nodes:
    return node.nodes if isinstance(node, Or) else (node,)
