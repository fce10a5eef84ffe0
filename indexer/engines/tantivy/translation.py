"""From the expressions and filters of the seam to tantivy's queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

from tantivy import Occur, Query, Schema

from indexer import deadline
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

_FEW = 16
"""Up to so many values are looked up one by one; of more, tantivy first gathers all that hold one."""
Near = Callable[[Query, Phrase], Sequence[str]]
"""Returns the ids of those entries that hold a phrase with gaps, among those that a query finds."""
Terms = Callable[[KeyField, str], Iterable[str]]
"""Returns the terms of a field that begin so."""


class Translation:
    """Translates one request for a snapshot, which it asks through `near` and `terms`."""

    def __init__(self, schema: Schema, near: Near, terms: Terms) -> None:
        self._schema = schema
        self._near = near
        self._terms = terms
        self._phrases: dict[Phrase, Query] = {}

    def query(self, node: Expression) -> Query:
        """Return the query that finds what an expression does, with its scores."""
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
        """Return the query under filters, which leave its scores alone."""
        clauses = [(Occur.Must, query)]
        for one in filters:
            deadline.check()
            occur = Occur.MustNot if one.negated else Occur.Must
            clauses.append((occur, unscored(self._among(one.field, self._values(one)))))
        return query if len(clauses) == 1 else Query.boolean_query(clauses)

    def holding(self, field: TextField | KeyField, term: str) -> Query:
        """Return the query for entries that hold a term."""
        if not is_known(term):
            return NOTHING
        return Query.term_query(self._schema, field, written(field, term), "basic")

    def _best(self, node: Best) -> Query:
        """Translate the best of what may be the best of others: one comparison instead of one for each."""
        parts = [
            self.query(one) if factor == 1 else Query.boost_query(self.query(one), factor)
            for factor, one in _rivals(node, 1.0)
        ]
        return Query.disjunction_max_query(parts) if parts else NOTHING

    def _boosted(self, node: Boost) -> Query:
        if not (node.factor or node.plus):  # how it would score does not matter
            return unscored(self.query(matching(node.node)))
        scored = Query.boost_query(self.query(node.node), node.factor)
        return both(scored, Query.const_score_query(Query.all_query(), node.plus)) if node.plus else scored

    def _values(self, one: Filter) -> Sequence[str]:
        """Return the values of a filter, its ranges written out: tantivy compares no texts."""
        values = list(one.values)
        for low, high in one.ranges:
            shared = commonprefix((low, high)) if high else ""  # noqa: RUF071 - texts, not paths
            held = self._terms(one.field, shared)
            values += [value for value in held if low <= value and (not high or value <= high)]
        return values

    def _among(self, field: KeyField, values: Sequence[str]) -> Query:
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
        """Translate a phrase, which may stand in a request many times and, with gaps, costs a search."""
        if (made := self._phrases.get(node)) is None:
            made = self._phrases[node] = self._phrase(node)
        return made

    def _phrase(self, node: Phrase) -> Query:
        deadline.check()
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
        """Ask for a phrase by every other pair, and by the last one."""
        pairs = [join((first + second,)) for first, second in pairwise(tokens)]
        last = len(pairs) - 1
        if not last:
            return Query.term_query(self._schema, field, pairs[0])
        places = sorted({*range(0, last, 2), last})
        return Query.phrase_query(self._schema, field, [(at, pairs[at]) for at in places])

    def _at_least(self, minimum: int, nodes: Sequence[Expression]) -> Query:
        queries = [(Occur.Should, self.query(node)) for node in nodes]
        if minimum < 1:
            return Query.boolean_query([(Occur.Must, EVERYTHING), *queries])
        if minimum > len(queries):
            return NOTHING
        return Query.boolean_query(queries, minimum_number_should_match=minimum)


def unscored(query: Query) -> Query:
    """Return a query that finds the same, with scores of nothing."""
    return Query.const_score_query(query, 0.0)


def both(*queries: Query) -> Query:
    """Return the query for what all find, scores added up."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def without(wanted: Query, excluded: Query) -> Query:
    """Return the query for what one finds and the other does not."""
    return Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, excluded)])


EVERYTHING = unscored(Query.all_query())
NOTHING = Query.empty_query()


def _rivals(node: Expression, factor: float) -> Iterator[tuple[float, Expression]]:
    """Yield all of which a node is the best, each with what its score is multiplied by."""
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
