"""Translate a question for the opponents: with the same matches, in the fewest words.

Our plan defines what a question means. Its parts that affect only the order (boosts, the preference for a
language) are left out, and so is what another part implies. So no opponent does more work than is needed to
find the same units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from indexer.analysis import written_forms
from indexer.answer.documents import MAX_WRITTEN
from indexer.engines.base import And, Best, Boost, Expression, Filter, Key, Or, Phrase, Term, Without
from indexer.model.query import Query
from indexer.names.instruments import Instrument
from indexer.query import arguments
from indexer.query.plan import plan
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.rows import CorpusRow

OPEN = "*"
"""At the end of a term it means all terms with this prefix; no token contains the sign."""


@dataclass(frozen=True, slots=True)
class ContenderQuery:
    """What must match (nested And, Or, Term, Phrase and Key) and the filters; `contact*` is a prefix."""

    match: Expression
    filters: tuple[Filter, ...]


class Holds:
    """What the planner must know of the library, taken from the rows instead of an engine."""

    def __init__(self, rows: Iterable[CorpusRow]) -> None:
        firsts: dict[str, str] = {}
        cited: set[str] = set()
        forms: set[str] = set()
        for row in rows:
            forms.update(token for token in _values(row) if token.startswith("form:"))
            symbol, language = row.id.split(":")[:2]
            firsts.setdefault(f"{symbol}:{language}", row.id)
            cited.update(token[4:].partition("#")[0] for token in _values(row) if token.startswith("sym:"))
        self._firsts = firsts
        self._forms = sorted(forms)
        self._symbols = sorted(cited | {key.partition(":")[0] for key in firsts})

    def symbols(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols with this prefix that documents bear or cite."""
        start = bisect_left(self._symbols, prefix)
        end = bisect_left(self._symbols, prefix + "\U0010ffff")
        return tuple(self._symbols[start:end])

    def first_units(self, symbol: str, parts: tuple[str, ...] = ()) -> tuple[str, ...]:  # noqa: ARG002
        """Return the id of the first unit in each language version of a document, whatever its part."""
        keys = (f"{symbol}:{language}" for language in ("zh", "en"))
        return tuple(self._firsts[key] for key in keys if key in self._firsts)

    def begun(self, prefix: str) -> tuple[str, ...]:
        """Return the symbols held with this prefix."""
        return tuple(one for one in self.symbols(prefix) if self.first_units(one))

    def days(self, symbol: str) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """Return nothing: opponents are not asked for the dates of documents."""
        return ()

    def issued(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """Return nothing, for the same reason."""
        return ()

    def speaks(self, symbol: str, speaker: str) -> bool:  # noqa: ARG002 - the protocol's
        """Believe that nobody does: no question of the benchmark names a speaker."""
        return False

    def holds(self, symbol: str, parts: tuple[str, ...], paragraph: str) -> bool:  # noqa: ARG002
        """Believe that each paragraph is held in some part: the rows are not looked through for it."""
        return not parts

    def instruments(self) -> tuple[Instrument, ...]:
        """Return nothing: the questions of the benchmark cite no articles."""
        return ()

    def has_value(self, token: str) -> bool:  # noqa: ARG002 - the protocol's
        """Believe that everything is named: the rows are not looked through for it."""
        return True

    def synonyms(self, text: str) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """Return nothing: the documents of the benchmark define no abbreviations."""
        return ()

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """Return the prefix itself: every opponent has its own way to search for a prefix."""
        return (prefix + OPEN,)

    def has_year(self, year: str) -> bool:  # noqa: ARG002 - the protocol's
        """Return False: what a relaxed question keeps is not asked of opponents."""
        return False

    def in_pieces(self, word: str) -> tuple[str, ...]:
        """Return how rows write a word in pieces."""
        start = bisect_left(self._forms, beginning := written_forms.key(word))
        found = takewhile(lambda form: form.startswith(beginning), self._forms[start : start + MAX_WRITTEN])
        return tuple(form[len(beginning) :] for form in found)

    def has_word(self, word: str) -> bool:  # noqa: ARG002 - the protocol's
        """Return False: no question of the benchmark writes in pieces what rows write together."""
        return False

    def has_phrase(self, words: tuple[str, ...]) -> bool:  # noqa: ARG002 - the protocol's
        """Return False, as `has_word` does."""
        return False


def query(question: BenchQuestion) -> Query:
    """Return a question as our library is asked it, without translations, which opponents do not have."""
    return arguments.parse([("q", question.text), *question.filters, ("translate", "false")])


def asked(question: BenchQuestion, holds: Holds) -> ContenderQuery:
    """Return a question as an opponent is asked it."""
    planned = plan(query(question), holds)
    filters = tuple(one for one in planned.filters if not (one.negated and one.field == "kind"))
    return ContenderQuery(simplify(planned.expression), filters)


def simplify(node: Expression) -> Expression:
    """Return an expression with the same matches, without scores and without what another part implies.

    Raises:
        ValueError: The expression has a part that opponents are not asked.

    """
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
    """Flatten, remove duplicates, and absorb: (a or b) and a is a; (a and b) or a is a."""
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
    """Tell whether the parts of `rival` are among the parts of `one`, so that `one` adds nothing."""
    parts = rival.nodes if isinstance(rival, type(one)) else (rival,)
    return set(parts) < set(one.nodes)


def _values(row: CorpusRow) -> Iterable[str]:
    return (*row.texts[2], *row.texts[5])
