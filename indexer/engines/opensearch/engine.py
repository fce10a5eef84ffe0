"""The engine that implements the protocol with a cluster of OpenSearch."""

from __future__ import annotations

from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.opensearch import cluster_errors, generations, term_lists
from indexer.engines.opensearch.access import access
from indexer.engines.opensearch.answering import answer
from indexer.engines.opensearch.generations import ClusterGeneration
from indexer.engines.opensearch.transport import Transport
from indexer.runtime.config import OpenSearchConfig


def connected(config: OpenSearchConfig) -> Transport:
    """Return the connection to a cluster.

    Raises:
        ConfigError: The credentials or certificates cannot be used.

    """
    return Transport(config.url, config.deadline, access(config))


class OpenSearchEngine:
    """An index in a cluster, under the name that the configuration gives it."""

    def __init__(self, config: OpenSearchConfig) -> None:
        self._config = config
        self._transport = connected(config)
        self._opened: tuple[ClusterGeneration, str] | None = None

    def open(self) -> str | None:
        """Open the newest state; return its mark, or None if there is no index."""
        state = generations.current(self._transport, self._config.index)
        if state is None:
            self._opened = None
            return None
        if not self._opened or self._opened[0] != state:
            self._opened = state, generations.mark(self._transport, state)
        return self._opened[1]

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all of them or none.

        Raises:
            BusyError: Another writer is at work.
            IndexUnusableError: The cluster does not carry out the write.

        """
        from indexer.engines.opensearch.writing import write  # searches do not need it

        write(self._transport, self._config, changes)

    def search(self, request: Request) -> Answer:
        """Answer a request.

        Raises:
            IndexUnusableError: No index has been opened, or the cluster does not answer.

        """
        return answer(self._transport, self._state(), request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        return term_lists.terms(self._transport, self._state(), field, prefix, limit)

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term in this field."""
        return term_lists.frequency(self._transport, self._state(), field, term)

    def close(self) -> None:
        """Drop the state and close the connections."""
        self._opened = None
        self._transport.close()

    def _state(self) -> ClusterGeneration:
        opened = self._opened  # another thread may open or close meanwhile
        if opened is None:
            raise cluster_errors.unopened(self._config.index)
        return opened[0]
