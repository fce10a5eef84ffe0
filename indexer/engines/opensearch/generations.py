"""States of an index in a cluster: an alias names one index and, by its filter, one generation in it.

    library              alias -> library.000007, filtered to generation 9
    library.000007       made by a fresh write; later writes add generations to it
    library.000004       the state before; kept until the next write for those who still read it
    library.lock         who is writing (see `lease`)

Each write has a number that no earlier write had. An entry has the number of the write that brought it
(`born`). The filter of the alias lets through the entries up to its own generation, with two exceptions:
entries of writes that failed, even if these entries arrive late, and older entries of the documents that the
last write removed.

So a change is written beside what readers see, and becomes visible when the alias is replaced, in one step on
which the whole cluster agrees. It costs what the change costs, not what the index would cost. Entries that
the filter hides are removed by the next write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.schema import LAYOUT, escape, mark_id, unescape
from indexer.engines.opensearch.transport import Json, Transport

_MOST_TERMS = 50_000
"""The largest number of values in one `terms` clause; OpenSearch allows 65,536."""


@dataclass(frozen=True, slots=True)
class ClusterGeneration:
    """An index and a generation in it; `visible` is the filter that lets its entries through."""

    index: str
    generation: int
    visible: Json


def current(transport: Transport, alias: str) -> ClusterGeneration | None:
    """Return the current state, or None if none has been published.

    Raises:
        UnreachableError: Something other than OpenSearch answers.
        NotOursError: The alias was not made by this program.

    """
    reply = transport.read("GET", f"/_alias/{alias}")
    if reply.missing:
        if "status" not in reply.body:
            raise cluster_errors.foreign(transport.where)
        return None
    found = [(index, of_index["aliases"][alias].get("filter")) for index, of_index in reply.body.items()]
    (index, visible), *more = found
    if more or not _is_version(alias, index):
        raise cluster_errors.not_ours(alias)
    try:
        _failed(visible)
        return ClusterGeneration(index, int(visible["bool"]["filter"][0]["range"]["born"]["lte"]), visible)
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise cluster_errors.not_ours(alias) from error


def mark(transport: Transport, state: ClusterGeneration) -> str:
    """Return the mark of a state.

    Raises:
        IndexUnusableError: Another version of this program wrote the state.

    """
    reply = transport.read("GET", f"/{state.index}/_doc/{mark_id(state.generation)}")
    source = {} if reply.missing else reply.body["_source"]
    if source.get("layout") != LAYOUT:
        raise cluster_errors.not_ours(state.index)
    return unescape(source["mark"])


def publish(transport: Transport, alias: str, state: ClusterGeneration) -> None:
    """Make a state the current one: one step for all readers, whatever the alias named before."""
    reply = transport.read("GET", f"/_alias/{alias}")
    old = [] if reply.missing else [index for index in reply.body if index != state.index]
    transport.write(
        "POST",
        "/_aliases",
        {
            "actions": [
                *({"remove": {"index": index, "alias": alias}} for index in old),
                {"add": {"index": state.index, "alias": alias, "filter": state.visible}},
            ]
        },
    )


def begun(alias: str, number: int) -> ClusterGeneration:
    """Return the state that a fresh write with this number makes."""
    return ClusterGeneration(f"{alias}.{number:06d}", number, _visible(number, (), ()))


def changed(before: ClusterGeneration, number: int, removed: Sequence[str]) -> ClusterGeneration:
    """Return the state that a write makes from another state.

    Args:
        before: The state before.
        number: The number of the write. Writes with numbers between the two states have failed.
        removed: The documents that the write removes.

    """
    failed = (*_failed(before.visible), *range(before.generation + 1, number))
    return ClusterGeneration(before.index, number, _visible(number, failed, removed))


def _visible(generation: int, failed: Sequence[int], removed: Sequence[str]) -> Json:
    """Return the filter for the entries of a state.

    Args:
        generation: The number of the write that made the state.
        failed: The numbers of writes that failed, whose entries are hidden.
        removed: The documents whose entries of earlier writes are hidden.

    """
    gone = [
        {
            "bool": {
                "filter": [
                    {
                        "terms": {
                            "key.document": [escape(one) for one in removed[begin : begin + _MOST_TERMS]]
                        }
                    },
                    {"range": {"born": {"lt": generation}}},
                ]
            }
        }
        for begin in range(0, len(removed), _MOST_TERMS)
    ]
    return {
        "bool": {
            "filter": [{"range": {"born": {"lte": generation}}}],
            "must_not": [{"terms": {"born": list(failed)}}, *gone],
        }
    }


def litter(state: ClusterGeneration) -> Json:
    """Return the query for all that a state does not show: removed entries, old marks, unfinished writes."""
    return {
        "bool": {
            "should": [
                {"range": {"born": {"gt": state.generation}}},
                *state.visible["bool"]["must_not"],
                {
                    "bool": {
                        "filter": [{"exists": {"field": "generation"}}],
                        "must_not": [{"term": {"generation": state.generation}}],
                    }
                },
            ],
            "minimum_should_match": 1,
        }
    }


def versions(transport: Transport, alias: str) -> list[str]:
    """Return the names of all indices that fresh writes have made."""
    reply = transport.read("GET", f"/_resolve/index/{alias}.*?expand_wildcards=all")
    return [one["name"] for one in reply.body.get("indices", ()) if _is_version(alias, one["name"])]


def _is_version(alias: str, index: str) -> bool:
    return re.fullmatch(rf"{re.escape(alias)}\.\d{{6,}}", index) is not None


def _failed(visible: Json) -> list[int]:
    """Return the numbers of the failed writes from a filter that `_visible` made."""
    return [int(number) for number in visible["bool"]["must_not"][0]["terms"]["born"]]
