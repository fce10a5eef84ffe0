"""Takes the nodes of a syntax tree apart, and leaves out those that are written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.query import ast

if TYPE_CHECKING:
    from collections.abc import Iterable


def conjuncts(node: ast.Node | None) -> tuple[ast.Node, ...]:
    """Return the nodes that a tree joins by AND; those of a single one are itself."""
    if node is None:
        return ()
    return node.nodes if isinstance(node, ast.AndNode) else (node,)


def distinct(found: Iterable[ast.Node]) -> tuple[ast.Node, ...]:
    """Return the nodes without those that are written a second time."""
    first: dict[object, ast.Node] = {}
    for node in found:
        first.setdefault(_written(node), node)
    return tuple(first.values())


def _written(node: ast.Node) -> object:
    """Return a value that is equal for nodes that differ only in their offsets."""
    match node:
        case ast.AndNode(nodes=inner) | ast.OrNode(nodes=inner):
            return type(node), tuple(map(_written, inner))
        case ast.NotNode(node=inner):
            return ast.NotNode, _written(inner)
        case ast.ReferenceNode(citation=cited):
            return ast.ReferenceNode, cited.symbol, cited.part, cited.pinpoint
        case ast.NearNode(text=text, slop=slop):
            return ast.NearNode, text, slop
        case ast.ValueNode(token=token):
            return ast.ValueNode, token
        case leaf:
            return type(leaf), leaf.text
