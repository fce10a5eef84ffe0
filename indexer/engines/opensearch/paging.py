"""Read all hits of a query, without the limit of a window: page by page, from a point in time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.transport import Json, Transport
from indexer.runtime import deadline
from indexer.runtime.errors import JuanzongError

PAGE = 2_000
"""How many hits a request returns."""
SEARCH = "/_search?search_type=dfs_query_then_fetch&allow_partial_search_results=false"
_KEPT = "1m"
"""How long the cluster keeps a point in time between two pages."""


def pages(transport: Transport, index: str, body: Json, preference: str) -> Iterator[Json]:
    """Yield the answers to a sorted query, page by page; only the first one has the total and the facets.

    Args:
        transport: The connection to the cluster.
        index: The index that is asked.
        body: The query; no two entries may be equal in its sort.
        preference: Which copies of the shards to ask.

    Raises:
        GoneError: The point in time was lost with a node.

    """
    with _moment(transport, index, preference) as name:
        asked = body | {"size": PAGE, "pit": {"id": name, "keep_alive": _KEPT}}
        while True:
            deadline.check()
            reply = transport.search(SEARCH, asked)
            if reply.missing:
                raise cluster_errors.gone(index)
            yield reply.body
            hits = reply.body["hits"]["hits"]
            if len(hits) < PAGE:
                return
            asked |= {"search_after": hits[-1]["sort"], "track_total_hits": False, "aggs": {}}


def entries(transport: Transport, index: str, query: Json) -> Iterator[str]:
    """Yield the ids of all documents that match a query."""
    body = {"query": query, "sort": ["_shard_doc"], "_source": False, "track_total_hits": False}
    for page in pages(transport, index, body, ""):
        yield from (hit["_id"] for hit in page["hits"]["hits"])


@contextmanager
def _moment(transport: Transport, index: str, preference: str) -> Iterator[str]:
    """Open a point in time, give its name, and close it at the end."""
    path = f"/{index}/_search/point_in_time?keep_alive={_KEPT}&allow_partial_pit_creation=false"
    reply = transport.read("POST", path, preference=preference)
    if reply.missing:
        raise cluster_errors.gone(index)
    name = reply.body["pit_id"]
    try:
        yield name
    finally:
        with suppress(JuanzongError):  # it expires by itself
            transport.discard("/_search/point_in_time", {"pit_id": [name]})
