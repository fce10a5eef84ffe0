"""Answer a request: by one search if the window is within WINDOW, else by all pages of a point in time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress

from indexer.engines.base import FAVOUR, Answer, Filter, Found, Order, Request
from indexer.engines.opensearch import cluster_errors, counting
from indexer.engines.opensearch.generations import ClusterGeneration
from indexer.engines.opensearch.paging import PAGE, SEARCH, pages
from indexer.engines.opensearch.queries import clause, holds, query
from indexer.engines.opensearch.schema import unescape
from indexer.engines.opensearch.transport import Json, Transport

WINDOW = 10_000
"""The last hit that a plain search can reach (`index.max_result_window`)."""
_ATTEMPTS = 3
"""How often a long answer is tried if nodes fail meanwhile."""

_ORDERS: Mapping[Order, Sequence[Json]] = {
    "relevance": ({"_score": "desc"},),
    "date": ({"date": {"order": "asc", "missing": "_last"}},),
    "-date": ({"date": {"order": "desc", "missing": "_last"}},),
    "document": (),
    "-document": ({"order": "desc"},),
}


def answer(transport: Transport, state: ClusterGeneration, request: Request) -> Answer:
    """Answer a request from one state of the index.

    Raises:
        GoneError: Later writes have removed the state.

    """
    limit = PAGE if request.limit is None else request.limit
    if request.offset + limit <= WINDOW:
        first = _window(transport, state, request, limit)
        if request.limit is not None or request.offset + len(first.found) >= first.total:
            return first
    for attempt in range(_ATTEMPTS - 1):
        with suppress(cluster_errors.GoneError):
            return _long(transport, state, request, attempt)
    return _long(transport, state, request, _ATTEMPTS - 1)


def _window(transport: Transport, state: ClusterGeneration, request: Request, limit: int) -> Answer:
    """Answer by one plain search."""
    body = _body(state, request) | {"from": request.offset, "size": limit}
    reply = _reply(transport, state, request, body)
    return _answer(transport, state, request, reply, reply["hits"]["hits"])


def _reply(transport: Transport, state: ClusterGeneration, request: Request, body: Json) -> Json:
    """Ask the index for one answer."""
    path = f"/{state.index}{SEARCH}{counting.WITHHELD}"
    reply = transport.search(path, body, preference=_preference(state, request))
    if reply.missing:
        raise cluster_errors.gone(state.index)
    return reply.body


def _long(transport: Transport, state: ClusterGeneration, request: Request, attempt: int) -> Answer:
    """Answer by reading the pages of a point in time, from the first hit on."""
    preference = f"{_preference(state, request)}{attempt}"
    hits: list[Json] = []
    first: Json = None
    wanted = None if request.limit is None else request.offset + request.limit
    skipped = 0
    for page in pages(transport, state.index, _body(state, request), preference):
        first = first or page
        found = page["hits"]["hits"]
        hits += found[max(0, request.offset - skipped) :]
        skipped += len(found)
        if wanted is not None and skipped >= wanted:
            break
    return _answer(transport, state, request, first, hits[: request.limit])


def _body(state: ClusterGeneration, request: Request) -> Json:
    """Return the body of the search, without the window.

    Positive filters on a field whose facet is counted apply after the counting, so that each facet can ignore
    the filters on its own field.
    """
    later = [one for one in request.filters if not one.negated and one.field in request.facets]
    sooner = [one for one in request.filters if one not in later]
    body = {
        "query": _asked(state, request, sooner),
        "aggs": {
            field: {
                "filter": _all([one for one in later if one.field != field]),
                "aggs": counting.aggregations(request, field),
            }
            for field in request.facets
        },
        "sort": [*_ORDERS[request.sort], {"order": "asc"}, {"sequence": "asc"}],
        "_source": ["key.id", "stored"],
        "track_scores": True,
        "track_total_hits": True,
    }
    return body | ({"post_filter": _all(later)} if later else {})


def _asked(state: ClusterGeneration, request: Request, filters: Sequence[Filter]) -> Json:
    shown = [state.visible, *(clause(one) for one in filters)]
    return {"bool": {"must": [_ranked(request)], "filter": shown}}


def _ranked(request: Request) -> Json:
    """Return the query, with the scores of entries in the favoured language multiplied by FAVOUR."""
    asked = query(request.expression)
    if not request.favoured:
        return asked
    favour = {"filter": holds("language", request.favoured), "weight": FAVOUR}
    return {"function_score": {"query": asked, "functions": [favour], "boost_mode": "multiply"}}


def _all(filters: Sequence[Filter]) -> Json:
    return {"bool": {"filter": [clause(one) for one in filters]}}


def _answer(
    transport: Transport, state: ClusterGeneration, request: Request, counted: Json, hits: Sequence[Json]
) -> Answer:
    """Make the answer of the reply that has the counts, and of the hits in the window."""

    def every(own: Request, aggregations: Json) -> Json:
        body = {
            "query": _asked(state, own, own.filters),
            "size": 0,
            "track_total_hits": False,
            "aggs": aggregations,
        }
        return _reply(transport, state, request, body)["aggregations"]

    facets, further = counting.counts(request, counted.get("aggregations", {}), every)
    found = tuple(map(_found, hits))
    return Answer(counted["hits"]["total"]["value"], found, facets, further, counting.crossed(request, every))


def _found(hit: Json) -> Found:
    source = hit["_source"]
    (name,) = source["key"]["id"]
    return Found(unescape(name), hit["_score"], unescape(source["stored"]))


def _preference(state: ClusterGeneration, request: Request) -> str:
    """Return a name that sends one question, with all its pages, to the same copies of the shards.

    Copies may differ in which removed entries they have already cleared away, and so slightly in their
    scores.
    """
    asked = json.dumps(query(request.expression)) + state.index
    return hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()
