"""What the embedded engines share: one state open at a time, read as an immutable snapshot."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar

from indexer.engines import place as places
from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.place import State
from indexer.errors import JuanzongError

_ATTEMPTS = 5
"""How often an index is looked at anew whose files a writer has just replaced."""


class Snapshot(Protocol):
    """One state of an index. It never changes, so threads share it."""

    def search(self, request: Request) -> Answer:
        """Answer a request."""

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""


S = TypeVar("S", bound=Snapshot)


class EmbeddedEngine(ABC, Generic[S]):
    """An index in a folder of its own, which is made by the first `write`."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._opening = Lock()
        self._opened: tuple[State, S] | None = None

    @abstractmethod
    def _load(self, folder: Path, state: State) -> S:
        """Read a state from its folder. Raises FileNotFoundError where a file of it has gone."""

    @abstractmethod
    def _change(self, before: State | None, changes: Changes) -> State:
        """Make the state after the changes, and publish it."""

    def open(self) -> str | None:
        """Look at the newest state; return its mark, or None where there is no index."""
        with self._opening, self._reading():
            for _ in range(_ATTEMPTS - 1):
                with suppress(FileNotFoundError):  # swept away since the pointer was read, or lost
                    return self._open()
            return self._open()

    def _open(self) -> str | None:
        state = places.current(self._place)
        if state is None:
            self._opened = None
            return None
        if not self._opened or self._opened[0] != state:
            places.check(self._place, state)
            try:
                self._opened = state, self._load(self._place / state.folder, state)
            except Exception:
                places.check(self._place, state)  # whether a file of it has gone meanwhile
                raise
        return state.mark

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all or none.

        Raises BusyError while another writer is at work, IndexUnusableError where it cannot be written.
        """
        try:
            places.write(self._place, lambda before: self._change(before, changes), fresh=changes.fresh)
        except OSError as error:
            raise places.unwritable(self._place, error) from error

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises IndexUnusableError where nothing has been opened."""
        with self._reading():
            return self._snapshot().search(request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        with self._reading():
            return self._snapshot().terms(field, prefix, limit)

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""
        with self._reading():
            return self._snapshot().frequency(field, term)

    def close(self) -> None:
        """Let go of the snapshot; its files are closed when the last search in it has ended."""
        self._opened = None

    def _snapshot(self) -> S:
        if self._opened is None:
            raise places.unopened(self._place)
        return self._opened[1]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Say of whatever a library meets in damaged files what it means."""
        try:
            yield
        except JuanzongError:
            raise
        except Exception as error:
            raise places.damaged(self._place, repr(error)) from error
