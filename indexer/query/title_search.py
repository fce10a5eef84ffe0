"""Turns what asks for units into what asks for the heads of documents, by their titles and headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.engines.base import And, AtLeast, Best, Boost, Key, Or, Phrase, Term, Without
from indexer.query.clauses import BEARER_BONUS
from indexer.query.expressions import OWN, Fields

if TYPE_CHECKING:
    from indexer.engines.base import Expression, TextField

TITLE = Fields("title_exact", "title_words", "title_values")
HEADINGS = Fields("heading_exact", "heading_words", "heading_values")
HEADING_WEIGHT = 0.4
"""A match in a heading counts for less than one in the title."""
_SYMBOL = "sym:"
"""What the value token of a symbol begins with."""


def in_titles(expression: Expression, *, headings: bool) -> Expression:
    """Return an expression for the heads of documents whose titles match one for units.

    Args:
        expression: What asks for units.
        headings: Whether each thing asked for may stand in a heading of the document instead, or be a symbol
            that the document bears.

    """
    return _Turning((TITLE, HEADINGS) if headings else (TITLE,), bearing=headings).turned(expression)


@dataclass(frozen=True, slots=True)
class _Turning:
    """The texts in which heads are searched, the title first; `bearing`: they match by their symbols too."""

    texts: tuple[Fields, ...]
    bearing: bool

    def turned(self, node: Expression) -> Expression:
        match node:
            case Term() | Phrase():
                return self._leaf(node)
            case And(nodes=nodes) | Or(nodes=nodes) | Best(nodes=nodes) | AtLeast(nodes=nodes):
                return replace(node, nodes=tuple(map(self.turned, nodes)))
            case Without(node=wanted, excluded=excluded):
                return Without(self.turned(wanted), self.turned(excluded))
            case Boost(node=boosted):
                return replace(node, node=self.turned(boosted))
            case Key():
                return node

    def _leaf(self, leaf: Term | Phrase) -> Expression:
        """Return what asks for a leaf in each text; nothing for one in a lead-in, which heads do not have."""
        place = _place(leaf.field, OWN)
        if place is None:
            return Or(())
        first, *others = (replace(leaf, field=_named(fields)[place]) for fields in self.texts)
        nodes: list[Expression] = [first, *(Boost(other, HEADING_WEIGHT) for other in others)]
        if self.bearing and isinstance(leaf, Term) and leaf.token.startswith(_SYMBOL):
            nodes.append(Boost(Key("symbol", leaf.token.removeprefix(_SYMBOL)), plus=BEARER_BONUS))
        return nodes[0] if len(nodes) == 1 else Best(tuple(nodes))


def _named(fields: Fields) -> tuple[TextField, ...]:
    return fields.exact, fields.words, fields.values


def _place(field: TextField, fields: Fields) -> int | None:
    """Return which of some fields one is; None for a field of the lead-in."""
    named = _named(fields)
    return named.index(field) if field in named else None
