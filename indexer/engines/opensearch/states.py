"""What readers see: an alias that names one index and, by its filter, one generation of it.

    library              alias -> library.000007, filtered to generation 9
    library.000007       made by one fresh build; later changes bring generations
    library.000004       the state before, kept for who still reads it, until the next write
    library.lock         who is writing (see `lease`)

Each write has a number that no write had before. Entries bear the number of the write that brought them; the
filter lets through those up to its own generation, but not those of writes that failed, whenever they arrive,
and not what the last write has removed. So a change lies beside what readers see until the alias is replaced,
in one step that the whole cluster agrees on, and costs what the change does, not what the index would. What
no filter lets through is removed by the next write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engines.opensearch import refusals
from indexer.engines.opensearch.schema import LAYOUT, escape, mark_id, unescape
from indexer.engines.opensearch.transport import Json, Transport

_MOST_TERMS = 50_000
"""Values that one `terms` clause may have; OpenSearch allows 65,536."""


@dataclass(frozen=True, slots=True)
class State:
    """An index and a generation of it; `visible` is the filter that lets its entries through."""

    index: str
    generation: int
    visible: Json


def current(transport: Transport, alias: str) -> State | None:
    """Return the state that counts, or None where nothing has been published."""
    reply = transport.read("GET", f"/_alias/{alias}")
    if reply.missing:
        if "status" not in reply.body:
            raise refusals.foreign(transport.where)
        return None
    found = [(index, of_index["aliases"][alias].get("filter")) for index, of_index in reply.body.items()]
    (index, visible), *more = found
    if more or not _is_version(alias, index):
        raise refusals.not_ours(alias)
    try:
        _failed(visible)
        return State(index, int(visible["bool"]["filter"][0]["range"]["born"]["lte"]), visible)
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise refusals.not_ours(alias) from error


def mark(transport: Transport, state: State) -> str:
    """Return the mark of a state. Raises IndexUnusableError where another version wrote it."""
    reply = transport.read("GET", f"/{state.index}/_doc/{mark_id(state.generation)}")
    source = {} if reply.missing else reply.body["_source"]
    if source.get("layout") != LAYOUT:
        raise refusals.not_ours(state.index)
    return unescape(source["mark"])


def publish(transport: Transport, alias: str, state: State) -> None:
    """Make a state the one that counts: one step for all readers, whatever the alias named before."""
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


def begun(alias: str, number: int) -> State:
    """Return the state that a fresh write of this number makes."""
    return State(f"{alias}.{number:06d}", number, _visible(number, (), ()))


def changed(before: State, number: int, removed: Sequence[str]) -> State:
    """Return the state that a write of this number makes of another; those between them have failed."""
    failed = (*_failed(before.visible), *range(before.generation + 1, number))
    return State(before.index, number, _visible(number, failed, removed))


def _visible(generation: int, failed: Sequence[int], removed: Sequence[str]) -> Json:
    """Return the filter for the entries up to a generation, without the older ones of what it removed."""
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


def litter(state: State) -> Json:
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
    """Read the numbers of the writes that failed from a filter."""
    return [int(number) for number in visible["bool"]["must_not"][0]["terms"]["born"]]
