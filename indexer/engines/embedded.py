"""The base class of the embedded engines (whoosh and tantivy), which keep their index in a local folder.

An engine has one state open at a time, and reads it as a snapshot that never changes. What differs between
the engines is how a state is loaded and how a new one is made; they implement that in `_load` and `_change`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar

from indexer.engines import index_directory as places
from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.index_directory import Generation
from indexer.engines.verification import verify
from indexer.runtime import deadline
from indexer.runtime.errors import JuanzongError

_ATTEMPTS = 5
"""How often a state is opened again if a writer has just replaced its files."""


class Snapshot(Protocol):
    """One state of an index, opened for reading. It never changes, so threads can share it."""

    def search(self, request: Request) -> Answer:
        """Answer a request."""

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""


S = TypeVar("S", bound=Snapshot)


class EmbeddedEngine(ABC, Generic[S]):
    """An engine whose index is a folder; the first `write` makes the folder."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._opening = Lock()
        self._opened: tuple[Generation, S] | None = None
        self._checked: places.Checks = {}

    @abstractmethod
    def _load(self, folder: Path, state: Generation) -> S:
        """Read a state from its folder.

        Raises:
            FileNotFoundError: One of its files is no longer there.

        """

    @abstractmethod
    def _change(self, before: Generation | None, changes: Changes) -> Generation:
        """Make the state after the changes, publish it and return it."""

    def open(self) -> str | None:
        """Open the newest state; return its mark, or None if there is no index."""
        with self._opening, self._reading():
            for _ in range(_ATTEMPTS - 1):
                with suppress(FileNotFoundError):  # removed by a writer, or lost
                    return self._open()
            return self._open()

    def _open(self) -> str | None:
        """Open the current state, if it is not open already; return its mark."""
        state = places.current(self._place)
        if state is None:
            self._opened = None
            return None
        if not self._opened or self._opened[0] != state:
            self._checked = places.check(self._place, state, self._checked)
            try:
                self._opened = state, self._load(self._place / state.folder, state)
            except Exception:
                places.check(self._place, state)  # the reason may be that a file has gone meanwhile
                raise
        return state.mark

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all of them or none.

        Raises:
            BusyError: Another writer is at work.
            IndexUnusableError: The index cannot be written, or is too damaged to be changed.

        """
        try:
            places.write(self._place, lambda before: self._change(before, changes), fresh=changes.fresh)
        except OSError as error:
            raise places.unwritable(self._place, error) from error
        except JuanzongError:
            raise
        except Exception:
            if not changes.fresh:
                verify(self._place)  # if a damaged file is the reason, this error names it
            raise

    def search(self, request: Request) -> Answer:
        """Answer a request.

        Raises:
            IndexUnusableError: No index has been opened.

        """
        deadline.check()
        with self._reading():
            return self._snapshot().search(request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        deadline.check()
        with self._reading():
            return self._snapshot().terms(field, prefix, limit)

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term in this field."""
        deadline.check()
        with self._reading():
            return self._snapshot().frequency(field, term)

    def close(self) -> None:
        """Drop the snapshot; its files are closed when the last search in it has ended."""
        self._opened, self._checked = None, {}

    def _snapshot(self) -> S:
        if self._opened is None:
            raise places.unopened(self._place)
        return self._opened[1]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn any unexpected exception into the error for a damaged index.

        The libraries raise all kinds of exceptions when they read damaged files.
        """
        try:
            yield
        except JuanzongError:
            raise
        except Exception as error:
            raise places.damaged(self._place, repr(error)) from error
