"""What a question asks for where no unit has all of it: what is kept, and which words are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from indexer.engines.base import And, AtLeast, Best, Boost, Key, Or
from indexer.language.zh.date_patterns import YEAR_SIGN
from indexer.model.query import FilterName, Selection
from indexer.query import ast, clauses, named
from indexer.query.clauses import Clause
from indexer.query.forms import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.engines.base import Expression
    from indexer.query.known import Known

_YEAR = re.compile(f"((?:19[4-9]|20[0-9])[0-9]){YEAR_SIGN}?")
"""A word that may be the year of a document."""
_FILTERS: dict[str, FilterName] = {"state": "state", "org": "organization"}
"""The filter for each kind of value token of a name."""

MOST_BONUS = 6.0
"""Added where a unit has as many of the words as any has: about what one rather rare word is worth."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something recognised that a relaxed question keeps.

    Of what is of one kind, such as several States, a unit has at least one. What is not `firm` is kept where
    some unit has it beside the rest. `selection` is the filter that asks for it alone.
    """

    kind: str
    full: Expression
    firm: bool
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """How a question is relaxed.

    `words` are counted; without words a question is not relaxed at all. One asked as a sentence is also
    relaxed where only a few units have all words: no text repeats all that is said in a sentence.
    """

    words: tuple[Clause, ...] = ()
    kept: tuple[Kept, ...] = ()
    is_sentence: bool = False

    def expression(self, minimum: int, most: int, *, firm_only: bool) -> Expression:
        """Return an expression for units with at least `minimum` of the words, and what has to be kept.

        Those with `most` of the words score MOST_BONUS more.
        """
        own = Or(tuple(word.own for word in self.words if word.own is not None))
        kinds = dict.fromkeys(one.kind for one in self.kept if one.firm or not firm_only)
        groups = (Or(tuple(one.full for one in self.kept if one.kind == kind)) for kind in kinds)
        every = tuple(word.full for word in self.words)
        counted: Expression = AtLeast(minimum, every)
        if most > minimum:
            counted = Or((counted, Boost(AtLeast(most, every), 0.0, MOST_BONUS)))
        return And((counted, Boost(own, 0.0), *(Boost(group, 0.0) for group in groups)))

    @property
    def offers(self) -> tuple[Selection, ...]:
        """The filters that ask for what is kept."""
        return tuple(dict.fromkeys(one.selection for one in self.kept if one.selection))


def relaxation(
    found: Iterable[tuple[ast.Node, Clause]], known: Known, *, is_sentence: bool = False
) -> Relaxation:
    """Return how a question is relaxed whose nodes ask by these clauses."""
    pairs = tuple(found)
    return Relaxation(
        counted(clause for _, clause in pairs),
        tuple(chain.from_iterable(_kept(*pair, known) for pair in pairs)),
        is_sentence,
    )


def counted(found: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return what a relaxed question counts of some clauses: what is telling, or all where nothing is."""
    words = clauses.once(word for clause in found for word in clause.words or (clause,))
    return tuple(word for word in words if word.telling) or words


def _kept(node: ast.Node, clause: Clause, known: Known) -> Iterator[Kept]:
    match node:
        case ast.StateNode(code=code):
            yield Kept("state", clause.full, firm=True, selection=Selection("state", code))
        case ast.OrganizationNode(code=code):
            yield Kept("organization", clause.full, firm=True, selection=Selection("organization", code))
        case ast.ReferenceNode() | ast.NumberNode():
            yield Kept("document", clause.full, firm=True)
        case ast.ValueNode(token=token):
            if not token.startswith("num:"):
                yield Kept(token.partition(":")[0], clause.full, firm=False)
        case ast.WordNode(text=text):
            year = _YEAR.fullmatch(narrow(text))
            if year and known.has_year(year[1]):
                full = Best((clause.full, Boost(Key("year", year[1]), 0.0)))
                yield Kept("year", full, firm=False, selection=Selection("year", year[1]))
            for one in named.in_run(text):
                kind, _, code = one.token.partition(":")
                if kind in _FILTERS:
                    selection = Selection(_FILTERS[kind], code)
                    yield Kept(_FILTERS[kind], one.clause.full, firm=True, selection=selection)
        case _:
            return
