"""All hits of a query beyond any window: a point in time, read page after page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from indexer import deadline
from indexer.engines.opensearch import refusals
from indexer.engines.opensearch.transport import Json, Transport
from indexer.errors import JuanzongError

PAGE = 2_000
"""Hits in a request."""
SEARCH = "/_search?search_type=dfs_query_then_fetch&allow_partial_search_results=false"
_KEPT = "1m"
"""How long a point in time is kept between two pages."""


def pages(transport: Transport, index: str, body: Json, preference: str) -> Iterator[Json]:
    """Yield the answers to a sorted query, page after page; only the first one counts and has facets.

    Its sort must part all entries. Raises GoneError where the point in time was lost with a node.
    """
    with _moment(transport, index, preference) as name:
        asked = body | {"size": PAGE, "pit": {"id": name, "keep_alive": _KEPT}}
        while True:
            deadline.check()
            reply = transport.read("POST", SEARCH, asked)
            if reply.missing:
                raise refusals.gone(index)
            yield reply.body
            hits = reply.body["hits"]["hits"]
            if len(hits) < PAGE:
                return
            asked |= {"search_after": hits[-1]["sort"], "track_total_hits": False, "aggs": {}}


def entries(transport: Transport, index: str, query: Json) -> Iterator[str]:
    """Yield the document ids of all that a query matches."""
    body = {"query": query, "sort": ["_shard_doc"], "_source": False, "track_total_hits": False}
    for page in pages(transport, index, body, ""):
        yield from (hit["_id"] for hit in page["hits"]["hits"])


@contextmanager
def _moment(transport: Transport, index: str, preference: str) -> Iterator[str]:
    path = f"/{index}/_search/point_in_time?keep_alive={_KEPT}&allow_partial_pit_creation=false"
    reply = transport.read("POST", path, preference=preference)
    if reply.missing:
        raise refusals.gone(index)
    name = reply.body["pit_id"]
    try:
        yield name
    finally:
        with suppress(JuanzongError):  # it ends by itself
            transport.read("DELETE", "/_search/point_in_time", {"pit_id": [name]})
