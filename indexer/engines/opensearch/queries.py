"""Translate expressions and filters into OpenSearch's query language.

They match and score as in the reference engine.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.schema import escape, joined, path, token_of
from indexer.engines.opensearch.transport import Json

NOTHING: Json = {"match_none": {}}
MOST_NEAR = 200
"""The largest number of words in a proximity.

Each word nests the rest three levels deeper; both OpenSearch, when it reads, and Python, when it writes,
allow a thousand levels.
"""


def query(node: Expression) -> Json:
    """Return the query that matches and scores as an expression does."""
    match node:
        case Term(field=field, token=token):
            return {"term": {path(field): {"value": token_of(token)}}}
        case Phrase(field=field, tokens=tokens, gaps=gaps):
            return _phrase(field, tokens, gaps)
        case Key(field=field, value=value):
            return _constant(holds(field, value), 0)
        case And(nodes=nodes):
            return {"bool": {"must": [query(one) for one in nodes]}} if nodes else _everything(0)
        case Or(nodes=nodes):
            return _any(nodes, 1)
        case AtLeast(minimum=minimum, nodes=nodes):
            return _any(nodes, minimum)
        case Best(nodes=nodes):
            return {"dis_max": {"queries": [query(one) for one in nodes]}} if nodes else NOTHING
        case Without(node=wanted, excluded=excluded):
            return {"bool": {"must": [query(wanted)], "must_not": [query(excluded)]}}
        case Boost(node=boosted, factor=factor, plus=plus):
            scaled = {"bool": {"must": [query(boosted)], "boost": factor}}
            return {"bool": {"must": [scaled, _everything(plus)]}} if plus else scaled


def holds(field: TextField | KeyField, value: str) -> Json:
    """Return the filter for the entries that hold a term or a value."""
    return {"term": {path(field): escape(value) if path(field).startswith("key.") else token_of(value)}}


def clause(one: Filter) -> Json:
    """Return the OpenSearch filter for a filter."""
    name = path(one.field)
    options = [_range(name, low, high) for low, high in one.ranges]
    if one.values:
        options.append({"terms": {name: [escape(value) for value in one.values]}})
    positive = {"bool": {"should": options, "minimum_should_match": 1}} if options else NOTHING
    return {"bool": {"must_not": [positive]}} if one.negated else positive


def _range(name: str, low: str, high: str) -> Json:
    """Return the filter for a range of strings with both bounds; OpenSearch also compares by code points."""
    if not low and not high:
        return {"exists": {"field": name}}
    bounds = {"gte": escape(low)} if low else {}
    return {"range": {name: bounds | ({"lte": escape(high)} if high else {})}}


def _any(nodes: Sequence[Expression], minimum: int) -> Json:
    if minimum > len(nodes):
        return NOTHING
    asked = {"should": [query(one) for one in nodes], "minimum_should_match": minimum}
    return {"bool": asked if minimum > 0 else asked | {"must": [_everything(0)]}}


def _phrase(field: TextField, tokens: Sequence[str], gaps: Sequence[int]) -> Json:
    """Return the query for a phrase; one without gaps needs only the positions of its tokens."""
    if not tokens:
        return NOTHING
    if len(tokens) == 1:
        return query(Term(field, tokens[0]))
    if not any(gaps):
        return {"match_phrase": {path(field): {"query": joined(tokens)}}}
    return _spans(path(field), tokens, gaps)


def _spans(name: str, tokens: Sequence[str], gaps: Sequence[int]) -> Json:
    """Return the query for a phrase with gaps: spans that are nested from the end.

    Each token must stand near the nearest place from which the rest matches. OpenSearch takes the first place
    after a token and looks no further, which is correct only if everything that follows is known to match
    from that place. Nested from the beginning, `a b` in `a b c a b` would hide others.

    Raises:
        TooCostlyError: The phrase has more than MOST_NEAR tokens.

    """
    if len(tokens) > MOST_NEAR:
        raise cluster_errors.too_many_near(len(tokens), MOST_NEAR)
    spans: Json = {"span_term": {name: token_of(tokens[-1])}}
    for token, gap in zip(reversed(tokens[:-1]), reversed(gaps), strict=True):
        first = {"span_term": {name: token_of(token)}}
        spans = {"span_near": {"clauses": [first, spans], "slop": gap, "in_order": True}}
    return spans


def _constant(asked: Json, score: float) -> Json:
    return {"constant_score": {"filter": asked, "boost": score}}


def _everything(score: float) -> Json:
    return _constant({"match_all": {}}, score)
