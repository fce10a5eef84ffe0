"""Change an index: what is new lies beside what readers see, is counted, and counts from one moment on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from indexer.config import OpenSearchConfig
from indexer.engines.base import Changes, Entry
from indexer.engines.opensearch import refusals, schema, states
from indexer.engines.opensearch.lease import Lease, lease
from indexer.engines.opensearch.loading import Action, load
from indexer.engines.opensearch.paging import entries
from indexer.engines.opensearch.states import State
from indexer.engines.opensearch.transport import Json, Transport
from indexer.engines.opensearch.vocabulary import count
from indexer.errors import JuanzongError

_REMEMBERED = 500_000
"""Tokens whose place in the vocabulary is remembered while loading; forgotten ones are sent again."""


def write(transport: Transport, config: OpenSearchConfig, changes: Changes) -> None:
    """Write a generation and publish it.

    The state before stays as it is until then, and stays until the next write for those who still read it.
    Raises BusyError while another writer is at work, IndexUnusableError where the cluster does not do it all.
    """
    with lease(transport, config.index) as held:
        before = (_replaced if changes.fresh else states.current)(transport, config.index)
        _sweep(transport, config.index, before, held)
        number = max(held.number, before.generation + 1 if before else 1)
        if changes.fresh or before is None:
            after = states.begun(config.index, number)
        else:
            after = states.changed(before, number, tuple(dict.fromkeys(changes.remove)))
        fresh = before is None or after.index != before.index
        try:
            if fresh:
                _create(transport, config, after.index)
            _fill(transport, after, changes, held)
            held.renew()
            states.publish(transport, config.index, after)
        except BaseException:
            _abandon(transport, config.index, after, held, fresh=fresh)
            raise


def _replaced(transport: Transport, alias: str) -> State | None:
    """Return the state that a fresh write takes the place of; None where it is none that anybody can open."""
    try:
        return states.current(transport, alias)
    except refusals.NotOursError:
        return None


def _create(transport: Transport, config: OpenSearchConfig, index: str) -> None:
    if not transport.read("GET", f"/_resolve/index/{config.index}").body["indices"]:
        transport.create(f"/{index}", schema.settings(config.shards, config.replicas))
        return
    raise refusals.taken(config.index)


def _fill(transport: Transport, state: State, changes: Changes, held: Lease) -> None:
    """Bring the entries and the mark of a generation into its index, and see that all are there."""
    actions = _Actions(changes, state.generation)
    load(transport, state.index, actions, held.check)
    _refresh(transport, state.index)
    found = count(transport, state.index, {"term": {"born": state.generation}})
    if found != actions.entries:
        raise refusals.incomplete(state.index, found, actions.entries)


class _Actions:
    """The entries of a generation, each token of theirs that the vocabulary may lack, and the mark."""

    def __init__(self, changes: Changes, generation: int) -> None:
        self._changes = changes
        self._generation = generation
        self._remembered: set[str] = set()
        self.entries = 0

    def __iter__(self) -> Iterator[Action]:
        for number, entry in enumerate(self._changes.add):
            self.entries = number + 1
            name = f"{self._generation}-{number}"  # the same when it is sent twice
            yield Action("index", name, schema.document(entry, self._generation, number))
            yield from self._terms(entry)
        yield Action(
            "index", schema.mark_id(self._generation), schema.mark(self._generation, self._changes.mark)
        )

    def _terms(self, entry: Entry) -> Iterator[Action]:
        for name, body in schema.vocabulary(entry.tokens).items():
            if name not in self._remembered:
                self._remembered.add(name)
                yield Action("create", name, body)
        if len(self._remembered) > _REMEMBERED:
            self._remembered.clear()


def _sweep(transport: Transport, alias: str, kept: State | None, held: Lease) -> None:
    """Remove all that belongs to the state before the current one, or to a writer that was stopped."""
    for index in states.versions(transport, alias):
        if kept is None or index != kept.index:
            transport.write("DELETE", f"/{index}?ignore_unavailable=true")
    if kept:
        _delete(transport, kept.index, states.litter(kept), held.check)


def _delete(transport: Transport, index: str, query: Json, check: Callable[[], None]) -> None:
    _refresh(transport, index)  # a writer that was stopped has left what cannot be found yet
    load(transport, index, (Action("delete", name) for name in entries(transport, index, query)), check)
    _refresh(transport, index)


def _abandon(transport: Transport, alias: str, state: State, held: Lease, *, fresh: bool) -> None:
    """Remove what a failed write has left, unless it counts already; else the next write does it."""
    with suppress(JuanzongError):
        current = _replaced(transport, alias)
        if current and current.generation == state.generation:
            return
        if fresh:
            transport.write("DELETE", f"/{state.index}?ignore_unavailable=true")
            return
        _delete(transport, state.index, {"term": {"born": state.generation}}, held.check)


def _refresh(transport: Transport, index: str) -> None:
    """Let what was written be found, in every shard."""
    transport.write("POST", f"/{index}/_refresh")
