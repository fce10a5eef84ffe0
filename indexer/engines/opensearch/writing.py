"""Change an index: write new entries beside what readers see, count them, then publish them in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from indexer.engines.base import Changes, Entry
from indexer.engines.opensearch import cluster_errors, generations, schema
from indexer.engines.opensearch.generations import ClusterGeneration
from indexer.engines.opensearch.lease import Lease, lease
from indexer.engines.opensearch.loading import Action, load
from indexer.engines.opensearch.paging import entries
from indexer.engines.opensearch.term_lists import count
from indexer.engines.opensearch.transport import Json, Transport
from indexer.runtime.config import OpenSearchConfig
from indexer.runtime.errors import JuanzongError

_REMEMBERED = 500_000
"""How many vocabulary ids are remembered while loading. Tokens that were forgotten are sent again."""


def write(transport: Transport, config: OpenSearchConfig, changes: Changes) -> None:
    """Write a generation and publish it.

    The state before stays visible until then, and stays in the cluster until the next write for those who
    still read it.

    Raises:
        BusyError: Another writer is at work.
        IndexUnusableError: The cluster does not carry out the whole write.

    """
    with lease(transport, config.index) as held:
        before = (_replaced if changes.fresh else generations.current)(transport, config.index)
        _sweep(transport, config.index, before, held)
        number = max(held.number, before.generation + 1 if before else 1)
        if changes.fresh or before is None:
            after = generations.begun(config.index, number)
        else:
            after = generations.changed(before, number, tuple(dict.fromkeys(changes.remove)))
        fresh = before is None or after.index != before.index
        try:
            if fresh:
                _create(transport, config, after.index)
            _fill(transport, after, changes, held)
            held.renew()
            generations.publish(transport, config.index, after)
        except BaseException:
            _abandon(transport, config.index, after, held, fresh=fresh)
            raise


def _replaced(transport: Transport, alias: str) -> ClusterGeneration | None:
    """Return the state that a fresh write replaces, or None if there is none that this program can open."""
    try:
        return generations.current(transport, alias)
    except cluster_errors.NotOursError:
        return None


def _create(transport: Transport, config: OpenSearchConfig, index: str) -> None:
    """Make a new index.

    Raises:
        ConfigError: An index already has the name that the alias is to have.

    """
    if not transport.read("GET", f"/_resolve/index/{config.index}").body["indices"]:
        transport.create(f"/{index}", schema.settings(config.shards, config.replicas))
        return
    raise cluster_errors.taken(config.index)


def _fill(transport: Transport, state: ClusterGeneration, changes: Changes, held: Lease) -> None:
    """Write the entries and the mark of a generation, and check that all entries are there."""
    actions = _Actions(changes, state.generation)
    load(transport, state.index, actions, held.check)
    transport.refresh(state.index)
    found = count(transport, state.index, {"term": {"born": state.generation}})
    if found != actions.entries:
        raise cluster_errors.incomplete(state.index, found, actions.entries)


class _Actions:
    """The actions of a write: its entries, the tokens that the vocabulary may lack, and the mark."""

    def __init__(self, changes: Changes, generation: int) -> None:
        self._changes = changes
        self._generation = generation
        self._remembered: set[str] = set()
        self.entries = 0

    def __iter__(self) -> Iterator[Action]:
        for number, entry in enumerate(self._changes.add):
            self.entries = number + 1
            name = f"{self._generation}-{number}"  # the same if it is sent twice
            yield Action("index", name, schema.document(entry, self._generation, number))
            yield from self._terms(entry)
        yield Action(
            "index", schema.mark_id(self._generation), schema.mark(self._generation, self._changes.mark)
        )

    def _terms(self, entry: Entry) -> Iterator[Action]:
        """Yield the actions for those tokens of an entry that were not sent lately."""
        for name, body in schema.vocabulary(entry.tokens).items():
            if name not in self._remembered:
                self._remembered.add(name)
                yield Action("create", name, body)
        if len(self._remembered) > _REMEMBERED:
            self._remembered.clear()


def _sweep(transport: Transport, alias: str, kept: ClusterGeneration | None, held: Lease) -> None:
    """Remove all that belongs to the state before the current one, or to a writer that was stopped."""
    for index in generations.versions(transport, alias):
        if kept is None or index != kept.index:
            transport.write("DELETE", f"/{index}?ignore_unavailable=true")
    if kept:
        _delete(transport, kept.index, generations.litter(kept), held.check)


def _delete(transport: Transport, index: str, query: Json, check: Callable[[], None]) -> None:
    """Delete the documents that match a query."""
    transport.refresh(index)  # documents of a stopped writer may not be searchable yet
    load(transport, index, (Action("delete", name) for name in entries(transport, index, query)), check)
    transport.refresh(index)


def _abandon(transport: Transport, alias: str, state: ClusterGeneration, held: Lease, *, fresh: bool) -> None:
    """Remove what a failed write has left, unless its state is current already.

    If that fails, the next write does it.
    """
    with suppress(JuanzongError):
        current = _replaced(transport, alias)
        if current and current.generation == state.generation:
            return
        if fresh:
            transport.write("DELETE", f"/{state.index}?ignore_unavailable=true")
            return
        _delete(transport, state.index, {"term": {"born": state.generation}}, held.check)
