"""Translate expressions and filters into tantivy's queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

from tantivy import Occur, Query, Schema

from indexer.engines.base import (
    And,
    AtLeast,
    Best,
    Boost,
    Expression,
    Filter,
    Key,
    KeyField,
    Or,
    Phrase,
    Term,
    TextField,
    Without,
)
from indexer.engines.tantivy.matching import matching
from indexer.engines.tantivy.schema import ID, PAIRS, is_known, is_paired, join, written
from indexer.runtime import deadline

_FEW = 16
"""The largest number of values that are looked up one by one; for more, a term set query is faster.

For a term set query, tantivy first collects all entries that hold one of the values.
"""
Near = Callable[[Query, Phrase], Sequence[str]]
"""Returns the ids of the entries that hold a phrase with gaps, among those that match a query."""
Terms = Callable[[KeyField, str], Iterable[str]]
"""Returns the terms of a field that have a prefix."""


class QueryTranslator:
    """Translates one request.

    `near` and `terms` ask the snapshot for which the request is translated.
    """

    def __init__(self, schema: Schema, near: Near, terms: Terms) -> None:
        self._schema = schema
        self._near = near
        self._terms = terms
        self._phrases: dict[Phrase, Query] = {}
        self._filters: dict[Filter, Query] = {}

    def query(self, node: Expression) -> Query:
        """Return the query that matches and scores as an expression does."""
        deadline.check()
        match node:
            case Term(field=field, token=token):
                return self._term(field, token)
            case Phrase():
                return self._once(node)
            case Key(field=key, value=value):
                return unscored(self._among(key, (value,)))
            case And(nodes=nodes):
                return both(*map(self.query, nodes)) if nodes else EVERYTHING
            case Or(nodes=nodes):
                return _either(map(self.query, nodes))
            case Best():
                return self._best(node)
            case AtLeast(minimum=minimum, nodes=nodes):
                return self._at_least(minimum, nodes)
            case Without(node=wanted, excluded=excluded):
                return without(self.query(wanted), self.query(excluded))
            case Boost():
                return self._boosted(node)

    def filtered(self, query: Query, filters: Iterable[Filter]) -> Query:
        """Return a query with filters, which do not change its scores."""
        clauses = [(Occur.Must, query)]
        for one in filters:
            occur = Occur.MustNot if one.negated else Occur.Must
            clauses.append((occur, self._filter(one)))
        return query if len(clauses) == 1 else Query.boolean_query(clauses)

    def _filter(self, one: Filter) -> Query:
        """Translate a filter once: counting and ranking have the same ones."""
        if (made := self._filters.get(one)) is None:
            deadline.check()
            made = self._filters[one] = unscored(self._among(one.field, self._values(one)))
        return made

    def holding(self, field: TextField | KeyField, term: str) -> Query:
        """Return the query for the entries that hold a term."""
        if not is_known(term):
            return NOTHING
        return Query.term_query(self._schema, field, written(field, term), "basic")

    def _best(self, node: Best) -> Query:
        """Translate nested Best nodes as one: one comparison of scores instead of one for each node."""
        parts = [
            self.query(one) if factor == 1 else Query.boost_query(self.query(one), factor)
            for factor, one in _rivals(node, 1.0)
        ]
        return Query.disjunction_max_query(parts) if parts else NOTHING

    def _boosted(self, node: Boost) -> Query:
        if not (node.factor or node.plus):  # it scores 0 in any case
            return unscored(self.query(matching(node.node)))
        scored = Query.boost_query(self.query(node.node), node.factor)
        return both(scored, Query.const_score_query(Query.all_query(), node.plus)) if node.plus else scored

    def _values(self, one: Filter) -> Sequence[str]:
        """Return the values that a filter allows.

        A range is replaced by the values within it, since tantivy cannot compare strings.
        """
        values = list(one.values)
        for low, high in one.ranges:
            shared = commonprefix((low, high)) if high else ""  # noqa: RUF071 - texts, not paths
            held = self._terms(one.field, shared)
            values += [value for value in held if low <= value and (not high or value <= high)]
        return values

    def _among(self, field: KeyField, values: Sequence[str]) -> Query:
        """Return the query for the entries that hold one of some values."""
        known = [value for value in values if is_known(value)]
        if len(known) <= _FEW:
            held = [Query.term_query(self._schema, field, value, "basic") for value in known]
            return held[0] if len(held) == 1 else _either(held)
        return Query.term_set_query(self._schema, field, known)

    def _term(self, field: TextField, token: str) -> Query:
        if not is_known(token):
            return NOTHING
        return Query.term_query(self._schema, field, written(field, token))

    def _once(self, node: Phrase) -> Query:
        """Translate a phrase once: it may occur many times in a request, and with gaps it costs a search."""
        if (made := self._phrases.get(node)) is None:
            made = self._phrases[node] = self._phrase(node)
        return made

    def _phrase(self, node: Phrase) -> Query:
        """Return the query for a phrase: by pairs if possible, by the stored tokens if it has gaps."""
        if not node.tokens or not all(map(is_known, node.tokens)):
            return NOTHING
        if len(node.tokens) == 1:
            return self._term(node.field, node.tokens[0])
        if any(node.gaps):
            every = both(*(self._term(node.field, token) for token in dict.fromkeys(node.tokens)))
            return both(every, unscored(self._among(ID, self._near(every, node))))
        if node.field in PAIRS and is_paired(node.tokens):
            return self._in_pairs(PAIRS[node.field], node.tokens)
        return Query.phrase_query(
            self._schema, node.field, [written(node.field, token) for token in node.tokens]
        )

    def _in_pairs(self, field: str, tokens: Sequence[str]) -> Query:
        """Return the phrase query for every second pair of neighbouring tokens, and the last pair."""
        pairs = [join((first + second,)) for first, second in pairwise(tokens)]
        last = len(pairs) - 1
        if not last:
            return Query.term_query(self._schema, field, pairs[0])
        places = sorted({*range(0, last, 2), last})
        return Query.phrase_query(self._schema, field, [(at, pairs[at]) for at in places])

    def _at_least(self, minimum: int, nodes: Sequence[Expression]) -> Query:
        """Return the query for the entries that match at least `minimum` nodes."""
        queries = [(Occur.Should, self.query(node)) for node in nodes]
        if minimum < 1:
            return Query.boolean_query([(Occur.Must, EVERYTHING), *queries])
        if minimum > len(queries):
            return NOTHING
        return Query.boolean_query(queries, minimum_number_should_match=minimum)


def unscored(query: Query) -> Query:
    """Return a query that matches the same entries with the score 0."""
    return Query.const_score_query(query, 0.0)


def both(*queries: Query) -> Query:
    """Return the query for the entries that match all queries; their scores are added up."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def without(wanted: Query, excluded: Query) -> Query:
    """Return the query for the entries that match `wanted` and not `excluded`."""
    return Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, excluded)])


EVERYTHING = unscored(Query.all_query())
NOTHING = Query.empty_query()


def _rivals(node: Expression, factor: float) -> Iterator[tuple[float, Expression]]:
    """Yield the nodes among which the best is chosen, also those of nested Best nodes, with their factors."""
    match node:
        case Best(nodes=nodes):
            for one in nodes:
                yield from _rivals(one, factor)
        case Boost(node=boosted, factor=own, plus=0) if own > 0:
            yield from _rivals(boosted, factor * own)
        case _:
            yield factor, node


def _either(queries: Iterable[Query]) -> Query:
    clauses = [(Occur.Should, one) for one in queries]
    return Query.boolean_query(clauses) if clauses else NOTHING
