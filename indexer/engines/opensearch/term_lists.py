"""Find terms by their prefix, and count the entries that hold a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from indexer.engines.base import KEY_FIELDS, KeyField, TextField
from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.generations import ClusterGeneration
from indexer.engines.opensearch.paging import SEARCH
from indexer.engines.opensearch.queries import holds
from indexer.engines.opensearch.schema import escape, unescape
from indexer.engines.opensearch.transport import Json, Transport

_TERMS = 200
"""How many terms are looked at in one request."""


def frequency(transport: Transport, state: ClusterGeneration, field: TextField | KeyField, term: str) -> int:
    """Return how many entries of a state hold a term."""
    return count(transport, state.index, {"bool": {"filter": [state.visible, holds(field, term)]}})


def count(transport: Transport, index: str, query: Json) -> int:
    """Return how many documents of an index match a query."""
    body = {"query": query, "size": 0, "track_total_hits": True}
    return int(_search(transport, index, body)["hits"]["total"]["value"])


def terms(
    transport: Transport, state: ClusterGeneration, field: TextField | KeyField, prefix: str, limit: int
) -> tuple[str, ...]:
    """Return the first `limit` terms with this prefix that entries of a state hold, in code point order."""
    if field in KEY_FIELDS:
        return _values(transport, state, f"key.{field}", prefix, limit) if limit else ()
    return tuple(islice(_held(transport, state, field, prefix), limit))


def _values(
    transport: Transport, state: ClusterGeneration, name: str, prefix: str, limit: int
) -> tuple[str, ...]:
    """Return the values of a key field, read from the entries that hold them."""
    begins = escape(prefix)
    asked: Json = {"field": name, "size": limit, "order": {"_key": "asc"}}
    if begins:
        asked["include"] = re.sub(r"(\W)", r"\\\1", begins) + ".*"
    body = {
        "query": {"bool": {"filter": [state.visible, {"prefix": {name: begins}}]}},
        "size": 0,
        "track_total_hits": False,
        "aggs": {"values": {"terms": asked}},
    }
    found = _search(transport, state.index, body)["aggregations"]["values"]["buckets"]
    return tuple(unescape(one["key"]) for one in found)


def _held(
    transport: Transport, state: ClusterGeneration, field: TextField | KeyField, prefix: str
) -> Iterator[str]:
    """Yield the tokens of a text field, read from the vocabulary, without those that no entry holds now."""
    asked: Json = {
        "query": {
            "bool": {"filter": [{"term": {"vocabulary": field}}, {"prefix": {"term": escape(prefix)}}]}
        },
        "size": _TERMS,
        "sort": [{"term": "asc"}],
        "_source": ["term"],
        "track_total_hits": False,
    }
    while hits := _search(transport, state.index, asked)["hits"]["hits"]:
        found = [unescape(hit["_source"]["term"]) for hit in hits]
        yield from _alive(transport, state, field, found)
        if len(hits) < _TERMS:
            return
        asked |= {"search_after": hits[-1]["sort"]}


def _alive(
    transport: Transport, state: ClusterGeneration, field: TextField | KeyField, found: list[str]
) -> Iterator[str]:
    """Yield the terms that at least one entry holds; one request asks for all of them."""
    lines: list[Json] = []
    for term in found:
        query = {"bool": {"filter": [state.visible, holds(field, term)]}}
        lines += [
            {"allow_partial_search_results": False},
            {"query": query, "size": 0, "terminate_after": 1, "track_total_hits": 1},
        ]
    replies = transport.search_many(f"/{state.index}/_msearch", lines)
    if replies.missing:
        raise cluster_errors.gone(state.index)
    for term, reply in zip(found, replies.body["responses"], strict=True):
        if reply["hits"]["total"]["value"]:
            yield term


def _search(transport: Transport, index: str, body: Json) -> Json:
    reply = transport.search(f"/{index}{SEARCH}", body)
    if reply.missing:
        raise cluster_errors.gone(index)
    return reply.body
