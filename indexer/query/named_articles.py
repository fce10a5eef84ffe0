"""Takes the articles and rules that a question cites by the name of their instrument for references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.query import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.model.document import Citation
    from indexer.query.known import Known


def referring(text: str, nodes: Sequence[ast.Node], known: Known) -> tuple[ast.Node, ...]:
    """Return the nodes of a question with those that cite an article replaced by a reference to it.

    Args:
        text: The question as typed.
        nodes: What it asks for, all of which must be found.
        known: What the library holds.

    """
    from indexer.names import instruments  # most questions name none

    if not instruments.may_name(text) or not any(map(str.isalnum, text)):
        return tuple(nodes)
    found = instruments.find(text, known.instruments())
    for cited in found:
        inside = [node for node in nodes if cited.start < node.end and node.start < cited.end]
        if not inside or not all(map(_may_belong, inside)):
            continue
        at = nodes.index(inside[0])
        kept = [node for node in nodes if node not in inside]
        nodes = (*kept[:at], *_replaced(text, inside, cited), *kept[at:])
    return tuple(nodes)


def _may_belong(node: ast.Node) -> bool:
    """Tell whether a node is made of plain words, which may be those of a citation."""
    return isinstance(node, ast.WordNode | ast.ValueNode | ast.OrganizationNode)


def _replaced(text: str, inside: Sequence[ast.Node], cited: Citation) -> Iterator[ast.Node]:
    """Yield the reference, and the words that stand before and behind it in a run of Han characters."""
    before = text[inside[0].start : cited.start].strip()
    if before:
        yield ast.WordNode(before, inside[0].start, cited.start)
    yield ast.ReferenceNode(text[cited.start : cited.end], cited.start, cited.end, cited)
    behind = text[cited.end : inside[-1].end].strip()
    if behind:
        yield ast.WordNode(behind, cited.end, inside[-1].end)
