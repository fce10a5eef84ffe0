"""Expressions that search one text, the unit's own or its lead-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts
from indexer.engines.base import And, Best, Phrase, Term

if TYPE_CHECKING:
    from indexer.engines.base import Expression, TextField


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the three text fields of one text: the unit's own (OWN) or its lead-in (LEAD)."""

    exact: TextField
    words: TextField
    values: TextField


OWN = Fields("exact", "words", "values")
LEAD = Fields("lead_exact", "lead_words", "lead_values")


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a text as the field `exact` holds them."""
    return exact_texts(text)


def in_row(field: TextField, tokens: tuple[str, ...], gaps: tuple[int, ...] = ()) -> Expression:
    """Return the expression for tokens that follow one another, with at most `gaps` tokens between them."""
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens, gaps)


def all_of(field: TextField, tokens: tuple[str, ...]) -> Expression:
    """Return the expression for all of some tokens, in any order."""
    terms = tuple(Term(field, token) for token in tokens)
    return terms[0] if len(terms) == 1 else And(terms)


def best(nodes: list[Expression]) -> Expression:
    """Return the expression for any of some, which counts as much as the best of them."""
    return nodes[0] if len(nodes) == 1 else Best(tuple(nodes))
