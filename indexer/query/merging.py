"""Join what a question says of one document: several of its names, and its day.

`UNSC Res 1540 (28 April 2004) UN Doc S/RES/1540` asks for one document, as `S/RES/1540(2004)` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.query import bearers
from indexer.query.ast import NumberNode, ReferenceNode, ValueNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.query.ast import Node
    from indexer.query.known import Known

DATE = "date:"
"""How the value token of a day begins."""


def merged(wanted: Iterable[Node], known: Known) -> list[Node]:
    """Return what a question asks for, without second names and the day of a document that it names.

    Args:
        wanted: The nodes that are joined by AND, without those that exclude.
        known: What the library holds.

    """
    kept: list[Node] = []
    places: dict[str, int] = {}
    for node in wanted:
        symbol = _symbol(node, known)
        key = symbol and (" ".join(known.first_units(symbol)) or symbol)
        if key is None or key not in places:
            if key is not None:
                places[key] = len(kept)
            kept.append(node)
        elif not _is_placed(kept[places[key]]):
            kept[places[key]] = node
        elif _is_placed(node) and _place(node) != _place(kept[places[key]]):
            kept.append(node)
    named = [symbol for node in kept if (symbol := _symbol(node, known))]
    own = [node for node in kept if not (isinstance(node, ValueNode) and _is_day_of(node, named, known))]
    return [*own, *_other_days(own, known)]


def _symbol(node: Node, known: Known) -> str | None:
    """Return the document that a node names, None if it names none or none is known to be meant."""
    match node:
        case ReferenceNode(citation=cited):
            return cited.symbol
        case NumberNode(number=number):
            return bearers.meant(bearers.numbered(number, known), known)
    return None


def _place(node: Node) -> tuple[str | None, str | None]:
    """Return the part and the paragraph that a name has with it."""
    match node:
        case ReferenceNode(citation=cited):
            return cited.part, cited.pinpoint
        case NumberNode(number=number):
            return None, number.pinpoint
    return None, None


def _is_placed(node: Node) -> bool:
    return _place(node) != (None, None)


def _is_day_of(value: ValueNode, symbols: Iterable[str], known: Known) -> bool:
    """Tell whether a day is that of a document named; of one not held, its symbol may tell the year."""
    if not value.token.startswith(DATE):
        return False
    day = value.token.removeprefix(DATE)
    year = day[:4]
    for symbol in symbols:
        days = known.days(symbol)
        if day in days or (not days and (f"({year})" in symbol or f"/{year}/" in symbol)):
            return True
    return False


def _other_days(nodes: Iterable[Node], known: Known) -> list[ValueNode]:
    """Return the days in brackets behind symbols that are not those of the documents held."""
    return [
        ValueNode(node.day, node.start, node.end, f"{DATE}{node.day}")
        for node in nodes
        if isinstance(node, ReferenceNode) and node.day
        if (days := known.days(node.citation.symbol)) and node.day not in days
    ]
