"""Tell which expressions give every entry the score 0, so that their results have no order by relevance."""

from __future__ import annotations

from indexer.engines.base import And, AtLeast, Best, Boost, Expression, Key, Or, Without


def is_silent(node: Expression) -> bool:
    """Tell whether every entry that matches the expression has the score 0."""
    match node:
        case Key():
            return True
        case Boost(node=inner, factor=factor, plus=plus):
            return plus == 0 and (factor == 0 or is_silent(inner))
        case And(nodes=nodes) | Or(nodes=nodes) | Best(nodes=nodes) | AtLeast(nodes=nodes):
            return all(map(is_silent, nodes))
        case Without(node=inner):
            return is_silent(inner)
        case _:
            return False
