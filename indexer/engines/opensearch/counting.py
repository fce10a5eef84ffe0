"""Count facets: how OpenSearch is asked for the counts of a field, and how its answer is read.

OpenSearch counts the commonest values exactly if each shard tells it all of its values, up to a number. How
many values there are is counted in the cluster, and the values themselves are left out of its reply. Where a
field has more values than that number, they are read page by page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.engines.base import FacetLimit, KeyField, Request
from indexer.engines.facet_limits import limit_of, limited
from indexer.engines.opensearch.schema import escape, unescape
from indexer.engines.opensearch.transport import Json

Ask = Callable[[Request, Json], Json]
"""Asks for aggregations over the entries that a request finds, and returns their results."""

WITHHELD = "&filter_path=-aggregations.*.every"
"""The part of an address that leaves the values out of a reply of which only the number is wanted."""
_VALUES = 10_000
"""How many values of a facet are counted in one request."""
_MOST_VALUES = 60_000
"""How many values of all facets with a limit are counted in one request; the cluster allows 65,535."""


def aggregations(request: Request, field: KeyField) -> Json:
    """Return what is asked for the facet of a field."""
    name = f"key.{field}"
    limit = limit_of(field, request.limits)
    if limit is None:
        return {"values": {"terms": {"field": name, "size": _VALUES}}}
    most = _MOST_VALUES // max(2, len(request.limits))
    order = [{"_count": "desc"}, {"_key": "asc"}]
    asked: Json = {
        "every": {"terms": {"field": name, "size": most, "shard_size": most}},
        "number": {"stats_bucket": {"buckets_path": "every>_count"}},
        "values": {"terms": {"field": name, "size": max(1, limit.most), "shard_size": most, "order": order}},
    }
    if limit.kept:
        kept = sorted({escape(value) for value in limit.kept})
        asked["kept"] = {"terms": {"field": name, "size": len(kept), "include": kept}}
    return asked


def counts(
    request: Request, counted: Json, ask: Ask
) -> tuple[dict[KeyField, Mapping[str, int]], dict[KeyField, int]]:
    """Read the counts of all facets.

    Args:
        request: The request that was answered.
        counted: The aggregations in the reply.
        ask: Asks for more, where one reply could not hold all values.

    Returns:
        The `facets` and the `further` of the answer.

    """
    facets: dict[KeyField, Mapping[str, int]] = {}
    further: dict[KeyField, int] = {}
    for field in request.facets:
        limit, found = limit_of(field, request.limits), counted[field]
        if _is_cut(found, limit):
            whole, more = limited({field: _every_value(request, field, ask)}, request.limits)
            facets |= whole
            further |= more
        else:
            facets[field] = _read(found, limit)
            if limit:
                further[field] = found["number"]["count"] - len(facets[field])
    return facets, further


def _is_cut(found: Json, limit: FacetLimit | None) -> bool:
    """Tell whether a field has more values than one request counts."""
    if limit is None:
        return bool(found["values"]["sum_other_doc_count"])
    values = found["values"]
    told = sum(bucket["doc_count"] for bucket in values["buckets"]) + values["sum_other_doc_count"]
    return bool(values["doc_count_error_upper_bound"]) or told != round(found["number"]["sum"] or 0)


def _read(found: Json, limit: FacetLimit | None) -> dict[str, int]:
    """Return the values of a reply with their counts."""
    buckets = found["values"]["buckets"]
    if limit:
        buckets = [*buckets[: limit.most], *found.get("kept", {"buckets": ()})["buckets"]]
    return {unescape(one["key"]): one["doc_count"] for one in buckets}


def _every_value(request: Request, field: KeyField, ask: Ask) -> dict[str, int]:
    """Count the values of a facet that has too many for one reply, page by page."""
    filters = tuple(one for one in request.filters if one.negated or one.field != field)
    pages = _pages(replace(request, filters=filters), (field,), ask)
    return {unescape(one["key"]["0"]): one["doc_count"] for one in pages}


def crossed(request: Request, ask: Ask) -> dict[str, dict[str, int]]:
    """Count the values of two fields together, page by page."""
    counted: dict[str, dict[str, int]] = {}
    if request.crossed is None:
        return counted
    for one in _pages(request, request.crossed, ask):
        first, second = unescape(one["key"]["0"]), unescape(one["key"]["1"])
        counted.setdefault(first, {})[second] = one["doc_count"]
    return counted


def _pages(request: Request, fields: Sequence[KeyField], ask: Ask) -> Iterator[Json]:
    """Yield the counts of all values of a field, or of all pairs of values of two."""
    sources = [{str(at): {"terms": {"field": f"key.{field}"}}} for at, field in enumerate(fields)]
    pages_of: Json = {"size": _VALUES, "sources": sources}
    while True:
        page = ask(request, {"values": {"composite": pages_of}})["values"]
        yield from page["buckets"]
        if "after_key" not in page:
            return
        pages_of |= {"after": page["after_key"]}
