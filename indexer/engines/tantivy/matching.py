"""What an expression matches, scores aside: a simpler one, which is counted several times as fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from indexer.engines.base import And, AtLeast, Best, Boost, Expression, Or, Without

Nodes = tuple[Expression, ...]


def matching(node: Expression) -> Expression:
    """Return an expression that matches the same entries. What it scores says nothing.

    Boosts go; what stands in AND or OR twice, or follows from what stands beside it, is left out:
    `a OR (a AND b)` is `a`, and so is `a AND (a OR b)`.
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
    """Join nodes, taken apart where they are joined the `same` way, without those that others imply."""
    flat = dict.fromkeys(part for node in nodes for part in same(matching(node)))
    needed = _needed(flat, other)
    return needed[0] if len(needed) == 1 else join(needed)


def _needed(nodes: Iterable[Expression], parts: Callable[[Expression], Nodes]) -> Nodes:
    """Leave out each node whose parts hold all those of another."""
    kept: dict[frozenset[Expression], Expression] = {}
    for node in nodes:
        own = frozenset(parts(node))
        if any(others <= own for others in kept):
            continue
        kept = {others: one for others, one in kept.items() if not own <= others} | {own: node}
    return tuple(kept.values())


def _conjuncts(node: Expression) -> Nodes:
    return node.nodes if isinstance(node, And) else (node,)


def _disjuncts(node: Expression) -> Nodes:
    return node.nodes if isinstance(node, Or) else (node,)
