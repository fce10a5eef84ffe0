"""A question as an opponent is asked it: the same matches, in the fewest words.

Our plan is taken as the meaning of a question. What it holds for the sake of the order only (boosts, the
preference for a language) is left out, and what another part implies is dropped, so that nobody is asked more
than it takes to find the same units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.engines.base import And, Best, Boost, Expression, Filter, Key, Or, Phrase, Term, Without
from indexer.query import arguments
from indexer.query.plan import plan
from indexer.query.question import Query
from scripts.bench.questions import Question
from scripts.bench.rows import Row

OPEN = "*"
"""At the end of a term: all that begin so. No token holds the sign."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What must match: nested And, Or, Term (`contact*` is a beginning), Phrase and Key; and filters."""

    match: Expression
    filters: tuple[Filter, ...]


class Holds:
    """What a plan must know of the library, from its rows instead of an engine."""

    def __init__(self, rows: Iterable[Row]) -> None:
        firsts: dict[str, str] = {}
        cited: set[str] = set()
        for row in rows:
            symbol, language = row.id.split(":")[:2]
            firsts.setdefault(f"{symbol}:{language}", row.id)
            cited.update(token[4:].partition("#")[0] for token in _values(row) if token.startswith("sym:"))
        self._firsts = firsts
        self._symbols = sorted(cited | {key.partition(":")[0] for key in firsts})

    def symbols(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols held or cited that begin so."""
        start = bisect_left(self._symbols, prefix)
        end = bisect_left(self._symbols, prefix + "\U0010ffff")
        return tuple(self._symbols[start:end])

    def first_units(self, symbol: str) -> tuple[str, ...]:
        """Return the ids of the first unit of each language version that is held."""
        keys = (f"{symbol}:{language}" for language in ("zh", "en"))
        return tuple(self._firsts[key] for key in keys if key in self._firsts)

    def synonyms(self, text: str) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """Return nothing: the documents of the benchmark define no abbreviations."""
        return ()

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """Return the beginning itself: every opponent has a way of its own to look for it."""
        return (prefix + OPEN,)


def query(question: Question) -> Query:
    """Return a question as our library is asked it; translations are left out, opponents have none."""
    return arguments.parse([("q", question.text), *question.filters, ("translate", "false")])


def asked(question: Question, holds: Holds) -> Asked:
    """Return a question as an opponent is asked it."""
    planned = plan(query(question), holds)
    filters = tuple(one for one in planned.filters if not (one.negated and one.field == "kind"))
    return Asked(simplify(planned.expression), filters)


def simplify(node: Expression) -> Expression:
    """Return an expression that matches the same, without scores and without what another part implies."""
    match node:
        case Boost(node=inner):
            return simplify(inner)
        case Without(node=inner, excluded=excluded):
            return Without(simplify(inner), simplify(excluded))
        case And(nodes=nodes):
            return _joined(And, Or, nodes)
        case Or(nodes=nodes) | Best(nodes=nodes):
            return _joined(Or, And, nodes)
        case Term() | Phrase() | Key():
            return node
        case _:
            raise ValueError(f"{node} is asked of no opponent.")


def _joined(join: type[And | Or], other: type[And | Or], nodes: tuple[Expression, ...]) -> Expression:
    """Flatten, drop doubles, and absorb: (a or b) and a is a; (a and b) or a is a."""
    flat = dict.fromkeys(
        part for node in map(simplify, nodes) for part in (node.nodes if isinstance(node, join) else (node,))
    )
    kept = tuple(
        one
        for one in flat
        if not (isinstance(one, other) and any(_implied(one, rival) for rival in flat if rival is not one))
    )
    return kept[0] if len(kept) == 1 else join(kept)


def _implied(one: And | Or, rival: Expression) -> bool:
    """Tell whether every match of the rival, or of each of its parts, is among the parts of `one`."""
    parts = rival.nodes if isinstance(rival, type(one)) else (rival,)
    return set(parts) < set(one.nodes)


def _values(row: Row) -> Iterable[str]:
    return (*row.texts[2], *row.texts[5])
