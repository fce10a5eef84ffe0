"""From a request to its answer: one search where a window suffices, else a point in time read to its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from indexer.engines.base import FAVOUR, Answer, Filter, Found, KeyField, Request, Sort
from indexer.engines.opensearch import refusals
from indexer.engines.opensearch.paging import PAGE, SEARCH, pages
from indexer.engines.opensearch.queries import clause, holds, query
from indexer.engines.opensearch.schema import unescape
from indexer.engines.opensearch.states import State
from indexer.engines.opensearch.transport import Json, Transport

WINDOW = 10_000
"""The last hit that a plain search may reach (`index.max_result_window`)."""
_VALUES = 10_000
"""Values of a facet that are counted in one go."""
_ATTEMPTS = 3
"""How often a long answer is begun anew when a node dies on the way."""

_ORDERS: Mapping[Sort, Sequence[Json]] = {
    "relevance": ({"_score": "desc"},),
    "date": ({"date": {"order": "asc", "missing": "_last"}},),
    "-date": ({"date": {"order": "desc", "missing": "_last"}},),
    "document": (),
}


def answer(transport: Transport, state: State, request: Request) -> Answer:
    """Answer a request about a state. Raises GoneError where later writes have swept it away."""
    limit = PAGE if request.limit is None else request.limit
    if request.offset + limit <= WINDOW:
        first = _window(transport, state, request, limit)
        if request.limit is not None or request.offset + len(first.found) >= first.total:
            return first
    for attempt in range(_ATTEMPTS - 1):
        with suppress(refusals.GoneError):
            return _long(transport, state, request, attempt)
    return _long(transport, state, request, _ATTEMPTS - 1)


def _window(transport: Transport, state: State, request: Request, limit: int) -> Answer:
    body = _body(state, request) | {"from": request.offset, "size": limit}
    reply = transport.read("POST", f"/{state.index}{SEARCH}", body, preference=_preference(state, request))
    if reply.missing:
        raise refusals.gone(state.index)
    return _answer(transport, state, request, reply.body, reply.body["hits"]["hits"])


def _long(transport: Transport, state: State, request: Request, attempt: int) -> Answer:
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


def _body(state: State, request: Request) -> Json:
    """Return what is asked, without the window.

    Positive filters on a field that is counted come after counting, so that each facet can leave out its own.
    """
    later = [one for one in request.filters if not one.negated and one.field in request.facets]
    sooner = [one for one in request.filters if one not in later]
    body = {
        "query": _asked(state, request, sooner),
        "aggs": {
            field: {
                "filter": _all([one for one in later if one.field != field]),
                "aggs": {"values": {"terms": {"field": f"key.{field}", "size": _VALUES}}},
            }
            for field in request.facets
        },
        "sort": [*_ORDERS[request.sort], {"order": "asc"}, {"sequence": "asc"}],
        "_source": ["key.id", "stored"],
        "track_scores": True,
        "track_total_hits": True,
    }
    return body | ({"post_filter": _all(later)} if later else {})


def _asked(state: State, request: Request, filters: Sequence[Filter]) -> Json:
    shown = [state.visible, *(clause(one) for one in filters)]
    return {"bool": {"must": [_ranked(request)], "filter": shown}}


def _ranked(request: Request) -> Json:
    """Return the query with the scores of what is in the favoured language multiplied."""
    asked = query(request.expression)
    if not request.favoured:
        return asked
    favour = {"filter": holds("language", request.favoured), "weight": FAVOUR}
    return {"function_score": {"query": asked, "functions": [favour], "boost_mode": "multiply"}}


def _all(filters: Sequence[Filter]) -> Json:
    return {"bool": {"filter": [clause(one) for one in filters]}}


def _answer(
    transport: Transport, state: State, request: Request, counted: Json, hits: Sequence[Json]
) -> Answer:
    return Answer(
        total=counted["hits"]["total"]["value"],
        found=tuple(_found(hit) for hit in hits),
        facets={
            field: _facet(transport, state, request, field, counted["aggregations"][field]["values"])
            for field in request.facets
        },
    )


def _found(hit: Json) -> Found:
    source = hit["_source"]
    (name,) = source["key"]["id"]
    return Found(unescape(name), hit["_score"], unescape(source["stored"]))


def _facet(
    transport: Transport, state: State, request: Request, field: KeyField, values: Json
) -> Mapping[str, int]:
    if values["sum_other_doc_count"]:
        return _every_value(transport, state, request, field)
    return {unescape(one["key"]): one["doc_count"] for one in values["buckets"]}


def _every_value(transport: Transport, state: State, request: Request, field: KeyField) -> Mapping[str, int]:
    """Count a field of more values than come in one go, page after page."""
    own = replace(request, filters=tuple(one for one in request.filters if one.negated or one.field != field))
    pages_of = {"size": _VALUES, "sources": [{"value": {"terms": {"field": f"key.{field}"}}}]}
    counts: dict[str, int] = {}
    while True:
        body = {
            "query": _asked(state, own, own.filters),
            "size": 0,
            "track_total_hits": False,
            "aggs": {"values": {"composite": pages_of}},
        }
        reply = transport.read(
            "POST", f"/{state.index}{SEARCH}", body, preference=_preference(state, request)
        )
        if reply.missing:
            raise refusals.gone(state.index)
        found = reply.body["aggregations"]["values"]
        counts |= {unescape(one["key"]["value"]): one["doc_count"] for one in found["buckets"]}
        if "after_key" not in found:
            return counts
        pages_of |= {"after": found["after_key"]}


def _preference(state: State, request: Request) -> str:
    """Return a name for the copies of the shards to ask: one question, and all its pages, the same copies.

    Copies may differ in what they have cleared away, and so a little in their scores.
    """
    asked = json.dumps(query(request.expression)) + state.index
    return hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()
