"""Makes the plan of a question: what to ask the engine, and what to tell the reader about the question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from indexer.engines.base import And, Boost, Filter, Or, Without
from indexer.model.fields import BY_NAME
from indexer.model.query import Notice, language_of
from indexer.names import dates, pinpoints
from indexer.query import ast, bearers, clauses, days, named, named_articles, notices
from indexer.query.across import ACROSS_WEIGHT, Across, Translating, across
from indexer.query.arguments import check_number
from indexer.query.bearers import Referred
from indexer.query.budget import Budget
from indexer.query.clauses import SYNONYM_WEIGHT, Clause, anchored
from indexer.query.expressions import best
from indexer.query.filters import field_keys, filters
from indexer.query.merging import merged
from indexer.query.other_forms import MAX_WORDS, OtherForm, other_forms, written_as_one
from indexer.query.parser import parse
from indexer.query.question import Question
from indexer.query.relaxing import Relaxation, relaxation
from indexer.query.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.engines.base import Expression
    from indexer.model.document import Language
    from indexer.model.query import Query, Reason, Selection
    from indexer.names.organizations import Organization
    from indexer.names.states import State
    from indexer.query.highlight_terms import HighlightTerm
    from indexer.query.known import Known

_UNASKED_MARKS = (("h.", "heading"), ("abbr.", "abbreviation"))
"""How the pinpoints of units begin that are left out unless asked for, each with the kind of these units."""


@dataclass(frozen=True, slots=True)
class WidenedWord:
    """A word of the question for which other forms are searched too.

    Each form is a text with its language; `weight` is what a match of a form counts, `reason` why it is
    searched.
    """

    word: str
    language: Language
    forms: tuple[tuple[str, Language], ...]
    weight: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask an engine, and what was understood.

    `expression` finds what was typed, `across` what is found by translation, in texts of each language.
    `relaxation` says what is asked for where no unit has all, `excluded` is what no unit found may match.
    `selections` are the filters that hold for the whole question, `inner` those within OR or brackets.
    """

    expression: Expression
    filters: tuple[Filter, ...]
    selections: tuple[Selection, ...]
    inner: tuple[Selection, ...]
    across: tuple[Across, ...]
    relaxation: Relaxation
    excluded: tuple[Expression, ...]
    highlight_terms: tuple[HighlightTerm, ...]
    referred: tuple[Referred, ...]
    named: tuple[ast.StateNode | ast.OrganizationNode | ast.ValueNode, ...]
    widened: tuple[WidenedWord, ...]
    notices: tuple[Notice, ...]

    @property
    def asked(self) -> Expression:
        """What finds the units that answer the question, as typed or by translation."""
        return self._or_across(self.expression, (one.within(one.expression) for one in self.across))

    def relaxed(self, minimum: int, most: int, *, firm_only: bool) -> Expression:
        """Return an expression for units that have at least `minimum` of the words, best `most` of them."""
        within = (
            one.within(one.relaxation.expression(minimum, most, firm_only=firm_only)) for one in self.across
        )
        return self._or_across(self.relaxed_typed(minimum, most, firm_only=firm_only), within)

    def relaxed_typed(self, minimum: int, most: int, *, firm_only: bool) -> Expression:
        """Return the same for the words as typed."""
        return _excluding(self.relaxation.expression(minimum, most, firm_only=firm_only), self.excluded)

    def _or_across(self, typed: Expression, translated: Iterable[Expression]) -> Expression:
        others = [Boost(_excluding(one, self.excluded), ACROSS_WEIGHT) for one in translated]
        return best([typed, *others])


def plan(asked: Query | Question, known: Known, translating: Translating | None = None) -> Plan:
    """Return the plan of a question, parsed already or not.

    Args:
        asked: The question; a `Query` is parsed first.
        known: What the library holds.
        translating: How it is asked across languages; None if it asks for what is typed only.

    Raises:
        UsageError: The question is too long or has too many filter values.
        TooCostlyError: Its prefixes and ranges stand for too many words, paragraphs or years.

    """
    question = Question.of(asked)
    return _Planner(known, translating).plan(question.query, question.tree)


Found: TypeAlias = Clause | None


class _Planner:
    """Walks one syntax tree once, and collects on the way what the reader is to be told."""

    def __init__(self, known: Known, translating: Translating | None) -> None:
        self._known = known
        self._translating = translating
        self._clauses: dict[int, Found] = {}
        self._budget = Budget()
        self._prefixes: dict[str, Found] = {}
        self._alone = True
        self._referred: list[Referred] = []
        self._kinds: set[str] = set()
        self._named: list[ast.StateNode | ast.OrganizationNode | ast.ValueNode] = []
        self._widened: list[WidenedWord] = []
        self._notices: list[Notice] = []
        self._looked_up = 0
        self._as_one: Mapping[int, tuple[str, str]] = {}

    def plan(self, query: Query, parsed: ast.Parsed) -> Plan:
        selections = tuple(dict.fromkeys((*query.selections, *parsed.selections)))
        inner = tuple(dict.fromkeys(field.selection for field in parsed.inner))
        check_number((*selections, *inner))
        told = content(parsed)
        asking = parse(told) if told else parsed
        self._as_one = written_as_one(asking.tidied, self._known)
        top = _distinct(_conjuncts(asking.node))
        asked = [node for node in top if not isinstance(node, ast.NotNode)]
        wanted = merged(named_articles.referring(told or query.text, asked, self._known), self._known)
        self._alone = len(wanted) == 1
        pairs = [(node, clause) for node in wanted if (clause := self._clause(node))]
        found = clauses.once(clause for _, clause in pairs)
        whole = self._each_document(wanted, clauses.both(found))
        unwanted = [self._excluded(node) for node in top if isinstance(node, ast.NotNode)]
        excluded = tuple(expression for expression in unwanted if expression is not None)
        nothing = bool(query.text.strip()) and not (found or excluded or selections)
        if nothing and not (parsed.notices or self._notices):
            self._notices.append(notices.ignored(query.text.strip()))
        relaxed = (
            Relaxation()
            if _is_joined(parsed)
            else relaxation(pairs, self._known, is_sentence=asking is not parsed)
        )
        translating = None if nothing else self._translating
        return Plan(
            expression=Or(()) if nothing else _excluding(anchored(whole), excluded),
            filters=filters(selections, self._kinds),
            selections=selections,
            inner=inner,
            across=across(wanted, self._clause, relaxed, translating) if translating else (),
            relaxation=relaxed,
            excluded=excluded,
            highlight_terms=whole.highlight_terms,
            referred=tuple(self._referred),
            named=tuple(self._named),
            widened=tuple(self._widened),
            notices=(*parsed.notices, *self._notices),
        )

    def _each_document(self, wanted: Sequence[ast.Node], whole: Clause) -> Clause:
        """Return the clause of a question; of one that only names documents, each is found first."""
        listed = all(isinstance(node, ast.ReferenceNode | ast.NumberNode) for node in wanted)
        if self._alone or not listed or len(self._referred) < len(wanted):
            return whole
        held = bearers.each_alone(self._referred, self._known)
        return clauses.or_first(held, whole) if held else whole

    def _clause(self, node: ast.Node) -> Found:
        """Return the clause of a node, which is made once."""
        if id(node) not in self._clauses:
            self._clauses[id(node)] = self._made(node)
        return self._clauses[id(node)]

    def _made(self, node: ast.Node) -> Found:
        match node:
            case ast.AndNode(nodes=inner):
                return self._joined(clauses.both, inner)
            case ast.OrNode(nodes=inner):
                return self._joined(clauses.either, inner)
            case ast.NotNode():
                excluded = self._excluded(node)
                return None if excluded is None else Clause(Without(And(()), excluded), None)
            case leaf:
                return self._leaf(leaf)

    def _leaf(self, leaf: ast.Leaf) -> Found:
        match leaf:
            case ast.WordNode(text=text, start=start):
                return self._in_other_forms(text, self._word(text), self._as_one.get(start))
            case ast.QuoteNode(text=text):
                return clauses.phrase(text)
            case ast.NearNode(text=text, slop=slop):
                return clauses.near(text, slop)
            case ast.PrefixNode(text=text):
                return self._prefix(text)
            case ast.FieldNode():
                return self._field(leaf)
            case name:
                return self._name(name)

    def _name(self, leaf: ast.Name) -> Found:
        match leaf:
            case ast.ValueNode():
                return self._value(leaf)
            case ast.StateNode() | ast.OrganizationNode():
                return self._by_name(leaf)
            case ast.ReferenceNode():
                return self._reference(leaf)
            case ast.BeginningNode():
                return self._beginning(leaf)
            case ast.NumberNode():
                return self._number(leaf)

    def _prefix(self, text: str) -> Found:
        """Return the clause for a prefix, which counts once for the budget however often it is written."""
        if text not in self._prefixes:
            self._prefixes[text] = clauses.prefix(text, self._known, self._budget)
        return self._prefixes[text]

    def _field(self, leaf: ast.FieldNode) -> Clause:
        keys = field_keys(leaf.selection)
        if len(keys) > 1:
            form = BY_NAME[leaf.selection.name].form
            self._budget.spend(leaf.text, len(keys), "days" if form == "days" else "years")
        return clauses.keys(keys)

    def _joined(self, join: clauses.Join, inner: tuple[ast.Node, ...]) -> Found:
        found = self._found(inner)
        return join(found) if len(found) > 1 else next(iter(found), None)

    def _found(self, inner: Iterable[ast.Node]) -> tuple[Clause, ...]:
        """Return the clauses of nodes; of those that ask for the same, only the first."""
        return clauses.once(filter(None, map(self._clause, _distinct(inner))))

    def _excluded(self, node: ast.NotNode) -> Expression | None:
        """Return the expression for what a NOT leaves out.

        It matches only what was typed: no synonyms, no lead-in, no other forms of a word.
        """
        match node.node:
            case (
                ast.WordNode(text=text)
                | ast.StateNode(text=text)
                | ast.OrganizationNode(text=text)
                | ast.ValueNode(text=text)
            ):
                found = clauses.phrase(text)
            case ast.OrNode(nodes=(ast.ReferenceNode(), ast.QuoteNode(text=text))):  # a symbol in quotes
                found = clauses.phrase(text)
            case other:
                found = self._clause(other)
        return None if found is None else found.own or found.full

    def _word(self, text: str) -> Found:
        """Return the clause for a word or Han run, with its synonyms and the other names of States in it."""
        synonyms = self._known.synonyms(text)
        clause = clauses.word(text, synonyms)
        if clause is None:
            self._notices.append(notices.ignored(text))
            return None
        parts = named.in_run(text)
        forms = tuple(dict.fromkeys((*synonyms, *named.renamed(text, parts))))[: named.MAX_FORMS]
        if forms:
            reason: Reason = "abbreviation" if synonyms else "name"
            self._widen(text, tuple((form, language_of(form)) for form in forms), reason)
        for one in parts:
            self._tell_missing(text[one.start : one.end], one.token, one.named)
        if not parts:
            return clause
        return clauses.or_rather(
            clause, clauses.naming(text, [(one.start, one.end, one.clause) for one in parts])
        )

    def _by_name(self, leaf: ast.StateNode | ast.OrganizationNode) -> Clause:
        """Return the clause for a State or an organization, by any of its names."""
        self._named.append(leaf)
        found = named.asked(leaf, self._known)
        if found.forms:
            self._widen(leaf.text, found.forms, found.reason)
        self._tell_missing(leaf.text, found.token, found.named)
        return found.clause

    def _tell_missing(self, text: str, token: str, one: State | Organization | None) -> None:
        """Say that no text of the library names a State or an organization."""
        if one and not self._known.has_value(token):
            self._notices.append(notices.not_named(text, one))

    def _in_other_forms(self, text: str, clause: Found, as_one: tuple[str, str] | None = None) -> Found:
        """Return a clause that finds the other forms of a word too, and note them for the reader."""
        if clause is None or self._looked_up >= MAX_WORDS:
            return clause
        self._looked_up += 1
        forms = other_forms(text, self._known)
        for reason in dict.fromkeys(form.reason for form in forms):
            shown = (form.text for form in forms if form.reason == reason)
            self._widen(text, tuple((one, language_of(one)) for one in shown), reason)
        if as_one:
            typed, together = as_one
            forms = (*forms, OtherForm(together, "spelling"))
            self._widen(typed, ((together, language_of(together)),), "spelling")
        return clauses.in_other_forms(clause, text, forms)

    def _value(self, leaf: ast.ValueNode) -> Clause:
        """Return the clause for a value; a day or month also finds the documents of that time."""
        self._named.append(leaf)
        if read := dates.ambiguous(leaf.text):
            self._notices.append(notices.day_read(leaf.text, read))
        issued = days.issued(leaf.token, self._known, alone=self._alone)
        return clauses.value(leaf.token, leaf.text, issued, days.in_every_year(leaf.token))

    def _reference(self, node: ast.ReferenceNode) -> Found:
        cited = node.citation
        symbol = bearers.as_held(cited.symbol, self._known)
        if node.guessed and not bearers.is_known(symbol, self._known):
            return self._word(node.text)
        if symbol != cited.symbol:
            self._notices.append(notices.symbol_read(cited.symbol, symbol))
        referred = Referred(
            node.text, symbol, cited.part, cited.pinpoint, language=node.language, speaker=node.speaker
        )
        return self._referring(bearers.told_by_place(referred, self._known))

    def _beginning(self, node: ast.BeginningNode) -> Found:
        """Return the clause for documents whose symbols begin so, and for texts in which some do."""
        bearer = bearers.begun(node.symbol, self._known, alone=self._alone)
        texts = self._prefix(node.text)
        return clauses.beginning(bearer, texts, alone=self._alone)

    def _referring(self, referred: Referred, typed: str = "") -> Clause:
        """Return the clause for a symbol, and note it for the reader; for `typed` see `clauses.reference`."""
        self._referred.append(referred)
        paragraphs = pinpoints.expand(referred.pinpoint)
        self._kinds |= {kind for mark, kind in _UNASKED_MARKS if (referred.pinpoint or "").startswith(mark)}
        if len(paragraphs) > 1:
            self._budget.spend(referred.text, len(paragraphs), "paragraphs")
        bearer, told = bearers.bearer(referred, paragraphs, self._known, alone=self._alone)
        self._notices += told
        return clauses.reference(referred.symbol, paragraphs, bearer, alone=self._alone, typed=typed)

    def _number(self, node: ast.NumberNode) -> Found:
        """Return the clause for a resolution number without a year.

        If the library holds, or else cites, exactly one symbol with this number, it is read as that;
        otherwise as a number.
        """
        known = bearers.numbered(node.number, self._known)
        symbol = bearers.meant(known, self._known)
        if symbol:
            self._notices.append(notices.year_taken(node.text, symbol))
            return self._referring(
                Referred(node.text, symbol, None, node.number.pinpoint, node.language), node.text
            )
        self._notices.append(notices.no_year(node.number.number, known))
        return clauses.word(str(node.number.number))

    def _widen(self, text: str, forms: tuple[tuple[str, Language], ...], reason: Reason) -> None:
        widened = WidenedWord(text, language_of(text), forms, SYNONYM_WEIGHT, reason)
        if widened not in self._widened:
            self._widened.append(widened)


def _is_joined(parsed: ast.Parsed) -> bool:
    """Tell whether an AND was typed: what it joins is asked for whole."""
    return any(one.kind == "AND" for one in parsed.tidied)


def _conjuncts(node: ast.Node | None) -> tuple[ast.Node, ...]:
    if node is None:
        return ()
    return node.nodes if isinstance(node, ast.AndNode) else (node,)


def _distinct(found: Iterable[ast.Node]) -> tuple[ast.Node, ...]:
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


def _excluding(expression: Expression, excluded: tuple[Expression, ...]) -> Expression:
    return Without(expression, Or(excluded)) if excluded else expression
