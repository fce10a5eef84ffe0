"""From a question to a plan: what an engine is asked, and what the reader is told about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from indexer.engines.base import And, AtLeast, Boost, Filter, Key, Or, Without
from indexer.folding import fold
from indexer.names import pinpoints, states
from indexer.query import clauses, nodes, notices, syntax
from indexer.query.arguments import check_number
from indexer.query.clauses import SYNONYM_WEIGHT, Clause, Known, anchored
from indexer.query.filters import field_keys, filters
from indexer.query.question import Notice, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.engines.base import Expression
    from indexer.model import Language, Mention
    from indexer.query.needles import Needle
    from indexer.query.question import Query, Selection

MAX_FORMS = 12
"""How many other names of a State the reader is shown."""


@dataclass(frozen=True, slots=True)
class Referred:
    """A symbol that the question names: `text` as typed, the part and paragraph asked for."""

    text: str
    symbol: str
    part: str | None
    pinpoint: str | None


@dataclass(frozen=True, slots=True)
class Widened:
    """A word of the question with the other forms (text, language) searched for beside it."""

    word: str
    language: Language
    forms: tuple[tuple[str, Language], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask an engine. `words` are the clauses that a relaxed question counts.

    `selections` are the filters that hold for the whole question, `inner` those within OR or brackets.
    """

    expression: Expression
    filters: tuple[Filter, ...]
    selections: tuple[Selection, ...]
    inner: tuple[Selection, ...]
    words: tuple[Clause, ...]
    excluded: tuple[Expression, ...]
    needles: tuple[Needle, ...]
    referred: tuple[Referred, ...]
    named: tuple[nodes.StateName | nodes.Value, ...]
    widened: tuple[Widened, ...]
    notices: tuple[Notice, ...]

    def relaxed(self, minimum: int) -> Expression:
        """Ask for units that have at least `minimum` of the question's words."""
        full = AtLeast(minimum, tuple(word.full for word in self.words))
        own = Or(tuple(word.own for word in self.words if word.own is not None))
        return _excluding(And((full, Boost(own, 0.0))), self.excluded)


def plan(query: Query, known: Known) -> Plan:
    """Return the plan of a question. Raises UsageError where the question is too long."""
    parsed = syntax.parse(query.text)
    return _Planner(known).plan(query, parsed)


Found: TypeAlias = Clause | None


class _Planner:
    """Walks a syntax tree once and gathers what is to be told on the way."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._prefix = cache(lambda text: clauses.prefix(text, known))
        self._alone = True
        self._referred: list[Referred] = []
        self._named: list[nodes.StateName | nodes.Value] = []
        self._widened: list[Widened] = []
        self._notices: list[Notice] = []

    def plan(self, query: Query, parsed: nodes.Parsed) -> Plan:
        selections = tuple(dict.fromkeys((*query.selections, *parsed.selections)))
        inner = tuple(dict.fromkeys(field.selection for field in parsed.inner))
        check_number((*selections, *inner))
        top = _distinct(_conjuncts(parsed.node))
        wanted = [node for node in top if not isinstance(node, nodes.Not)]
        self._alone = len(wanted) == 1
        found = self._found(wanted)
        unwanted = [self._excluded(node) for node in top if isinstance(node, nodes.Not)]
        excluded = tuple(expression for expression in unwanted if expression is not None)
        whole = clauses.both(found)
        nothing = bool(query.text.strip()) and not (found or excluded or selections)
        if nothing and not (parsed.notices or self._notices):
            self._notices.append(notices.ignored(query.text.strip()))
        return Plan(
            expression=Or(()) if nothing else _excluding(anchored(whole), excluded),
            filters=filters(selections),
            selections=selections,
            inner=inner,
            words=_counted(found),
            excluded=excluded,
            needles=whole.needles,
            referred=tuple(self._referred),
            named=tuple(self._named),
            widened=tuple(self._widened),
            notices=(*parsed.notices, *self._notices),
        )

    def _clause(self, node: nodes.Node) -> Found:
        match node:
            case nodes.And(nodes=inner):
                return self._joined(clauses.both, inner)
            case nodes.Or(nodes=inner):
                return self._joined(clauses.either, inner)
            case nodes.Not():
                excluded = self._excluded(node)
                return None if excluded is None else Clause(Without(And(()), excluded), None)
            case leaf:
                return self._leaf(leaf)

    def _leaf(self, leaf: nodes.Leaf) -> Found:
        match leaf:
            case nodes.Word(text=text):
                return self._word(text)
            case nodes.Quote(text=text):
                return clauses.phrase(text)
            case nodes.Near(text=text, slop=slop):
                return clauses.near(text, slop)
            case nodes.Prefix(text=text):
                return self._prefix(text)
            case nodes.Value(text=text, token=token):
                self._named.append(leaf)
                return clauses.value(token, text)
            case nodes.StateName():
                return self._state(leaf)
            case nodes.Reference():
                return self._reference(leaf)
            case nodes.Number():
                return self._number(leaf)
            case nodes.Field(selection=selection):
                return clauses.keys(field_keys(selection))

    def _joined(self, join: clauses.Join, inner: tuple[nodes.Node, ...]) -> Found:
        found = self._found(inner)
        return join(found) if len(found) > 1 else next(iter(found), None)

    def _found(self, inner: Iterable[nodes.Node]) -> tuple[Clause, ...]:
        """Return the clauses of nodes; what is asked for twice is asked for once, however it is written."""
        return tuple(dict.fromkeys(filter(None, map(self._clause, _distinct(inner)))))

    def _excluded(self, node: nodes.Not) -> Expression | None:
        """NOT leaves out only what was typed: no synonyms, no lead-in, no other forms of a word."""
        match node.node:
            case nodes.Word(text=text) | nodes.StateName(text=text) | nodes.Value(text=text):
                found = clauses.phrase(text)
            case other:
                found = self._clause(other)
        return None if found is None else found.own or found.full

    def _word(self, text: str) -> Found:
        synonyms = self._known.synonyms(text)
        clause = clauses.word(text, synonyms)
        if clause is None:
            self._notices.append(notices.ignored(text))
            return None
        named = states.find(text, "zh")
        forms = (*synonyms, *_renamed(text, named))
        if forms:
            self._widen(text, tuple((form, language_of(form)) for form in forms))
        return clauses.or_rather(clause, clauses.naming(text, named)) if named else clause

    def _state(self, node: nodes.StateName) -> Found:
        self._named.append(node)
        typed = states.fold_name(node.text)
        forms = [form for form in states.forms(node.code) if states.fold_name(form[0]) != typed]
        self._widen(node.text, tuple(forms[:MAX_FORMS]))
        return clauses.word(node.text, value=f"state:{node.code}")

    def _reference(self, node: nodes.Reference) -> Found:
        cited = node.citation
        return self._referring(Referred(node.text, cited.symbol, cited.part, cited.pinpoint))

    def _referring(self, referred: Referred, typed: str = "") -> Clause:
        self._referred.append(referred)
        paragraphs = pinpoints.expand(referred.pinpoint)
        bearer = self._bearer(referred.symbol, referred.part, paragraphs)
        return clauses.reference(referred.symbol, paragraphs, bearer, alone=self._alone, typed=typed)

    def _bearer(self, symbol: str, part: str | None, paragraphs: tuple[str, ...]) -> Expression | None:
        """Ask for the paragraphs that a citation names, or the first unit of a document, or all of it."""
        first = self._known.first_units(symbol)
        if not first:
            return None
        keys: list[Expression] = [Key("symbol", symbol)]
        if part:
            keys.append(Or(tuple(Key("part", name) for name in pinpoints.part_names(part))))
        if paragraphs:
            return And((*keys, Or(tuple(Key("para", one) for one in paragraphs))))
        if not self._alone:
            return And(tuple(keys))
        return Or(tuple(Key("id", one) for one in first))

    def _number(self, node: nodes.Number) -> Found:
        """Give a number without its year the year of the library's own citations of that number."""
        known = self._known.symbols(node.number.prefix)
        if len(known) == 1:
            symbol = known[0]
            self._notices.append(notices.year_taken(node.text, symbol))
            return self._referring(Referred(node.text, symbol, None, node.number.pinpoint), node.text)
        self._notices.append(notices.no_year(node.number.number, known))
        return clauses.word(str(node.number.number))

    def _widen(self, text: str, forms: tuple[tuple[str, Language], ...]) -> None:
        self._widened.append(Widened(text, language_of(text), forms, SYNONYM_WEIGHT))


def _counted(found: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses that a relaxed question counts: those that tell something, or else all."""
    words = tuple(dict.fromkeys(word for clause in found for word in clause.words or (clause,)))
    return tuple(word for word in words if word.telling) or words


def _renamed(text: str, named: Sequence[Mention]) -> tuple[str, ...]:
    """Return a Han run with the States named in it by their UN names, where it has others."""
    renamed = text
    for one in reversed(named):
        renamed = renamed[: one.start] + states.name(one.state, "zh") + renamed[one.end :]
    return () if fold(renamed) == fold(text) else (renamed,)


def _conjuncts(node: nodes.Node | None) -> tuple[nodes.Node, ...]:
    if node is None:
        return ()
    return node.nodes if isinstance(node, nodes.And) else (node,)


def _distinct(found: Iterable[nodes.Node]) -> tuple[nodes.Node, ...]:
    """Leave out words, phrases and names that are written a second time."""
    first: dict[object, nodes.Node] = {}
    for node in found:
        first.setdefault(_written(node), node)
    return tuple(first.values())


def _written(node: nodes.Node) -> object:
    """Return what two nodes have in common that differ in their places only."""
    match node:
        case nodes.And(nodes=inner) | nodes.Or(nodes=inner):
            return type(node), tuple(map(_written, inner))
        case nodes.Not(node=inner):
            return nodes.Not, _written(inner)
        case nodes.Reference(citation=cited):
            return nodes.Reference, cited.symbol, cited.part, cited.pinpoint
        case nodes.Near(text=text, slop=slop):
            return nodes.Near, text, slop
        case nodes.Value(token=token):
            return nodes.Value, token
        case leaf:
            return type(leaf), leaf.text


def _excluding(expression: Expression, excluded: tuple[Expression, ...]) -> Expression:
    return Without(expression, Or(excluded)) if excluded else expression
