"""The engine as the seam has it: open the newest state, ask it, write the next one."""

from __future__ import annotations

import os

from indexer.config import OpenSearchConfig
from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.opensearch import refusals, states, vocabulary
from indexer.engines.opensearch.answering import answer
from indexer.engines.opensearch.states import State
from indexer.engines.opensearch.transport import Transport


class OpenSearchEngine:
    """An index in a cluster, under the name that the configuration gives it.

    The user and the password come from the environment (`refusals.USER`, `refusals.PASSWORD`).
    """

    def __init__(self, config: OpenSearchConfig) -> None:
        self._config = config
        self._transport = Transport(
            config.url,
            config.deadline,
            os.environ.get(refusals.USER, ""),
            os.environ.get(refusals.PASSWORD, ""),
        )
        self._opened: tuple[State, str] | None = None

    def open(self) -> str | None:
        """Look at the newest state; return its mark, or None where there is no index."""
        state = states.current(self._transport, self._config.index)
        if state is None:
            self._opened = None
            return None
        if not self._opened or self._opened[0] != state:
            self._opened = state, states.mark(self._transport, state)
        return self._opened[1]

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all or none.

        Raises BusyError while another writer is at work, IndexUnusableError where the cluster does not do it.
        """
        from indexer.engines.opensearch.writing import write  # a question needs none of it

        write(self._transport, self._config, changes)

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises IndexUnusableError where nothing has been opened or nothing answers."""
        return answer(self._transport, self._state(), request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        return vocabulary.terms(self._transport, self._state(), field, prefix, limit)

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""
        return vocabulary.frequency(self._transport, self._state(), field, term)

    def close(self) -> None:
        """Let go of the state and of the connections."""
        self._opened = None
        self._transport.close()

    def _state(self) -> State:
        opened = self._opened  # another thread may open or close meanwhile
        if opened is None:
            raise refusals.unopened(self._config.index)
        return opened[0]
