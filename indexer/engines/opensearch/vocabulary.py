"""Terms by their beginning, and how many entries hold one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from indexer.engines.base import KEY_FIELDS, KeyField, TextField
from indexer.engines.opensearch import refusals
from indexer.engines.opensearch.paging import SEARCH
from indexer.engines.opensearch.queries import holds
from indexer.engines.opensearch.schema import escape, unescape
from indexer.engines.opensearch.states import State
from indexer.engines.opensearch.transport import Json, Transport

_TERMS = 200
"""Terms that are looked at in one go."""


def frequency(transport: Transport, state: State, field: TextField | KeyField, term: str) -> int:
    """Return how many entries of a state hold a term."""
    return count(transport, state.index, {"bool": {"filter": [state.visible, holds(field, term)]}})


def count(transport: Transport, index: str, query: Json) -> int:
    """Return how many documents of an index match."""
    body = {"query": query, "size": 0, "track_total_hits": True}
    return int(_search(transport, index, body)["hits"]["total"]["value"])


def terms(
    transport: Transport, state: State, field: TextField | KeyField, prefix: str, limit: int
) -> tuple[str, ...]:
    """Return the first terms of a field that entries of a state hold."""
    if field in KEY_FIELDS:
        return _values(transport, state, f"key.{field}", prefix, limit) if limit else ()
    return tuple(islice(_held(transport, state, field, prefix), limit))


def _values(transport: Transport, state: State, name: str, prefix: str, limit: int) -> tuple[str, ...]:
    """Read them off the entries that hold one."""
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


def _held(transport: Transport, state: State, field: TextField | KeyField, prefix: str) -> Iterator[str]:
    """Read them off the vocabulary, which also has what nobody holds any more."""
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
    transport: Transport, state: State, field: TextField | KeyField, found: list[str]
) -> Iterator[str]:
    """Yield the terms that an entry holds, asked for all at once; one entry is enough."""
    lines: list[Json] = []
    for term in found:
        query = {"bool": {"filter": [state.visible, holds(field, term)]}}
        lines += [{}, {"query": query, "size": 0, "terminate_after": 1, "track_total_hits": 1}]
    replies = transport.read_many(f"/{state.index}/_msearch", lines)
    if replies.missing:
        raise refusals.gone(state.index)
    for term, reply in zip(found, replies.body["responses"], strict=True):
        if reply["hits"]["total"]["value"]:
            yield term


def _search(transport: Transport, index: str, body: Json) -> Json:
    reply = transport.read("POST", f"/{index}{SEARCH}", body)
    if reply.missing:
        raise refusals.gone(index)
    return reply.body
