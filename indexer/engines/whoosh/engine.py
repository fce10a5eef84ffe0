"""The engine as the seam has it: open the newest snapshot, ask it, write the next one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import Lock

from whoosh.index import TOC

from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.whoosh import place as places
from indexer.engines.whoosh.answering import answer
from indexer.engines.whoosh.place import State
from indexer.engines.whoosh.segment import NAME, Files, Segment
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.errors import IndexUnusableError, JuanzongError

_ATTEMPTS = 5
"""How often an index is looked at anew whose files a writer has just replaced."""


class WhooshEngine:
    """An index in a folder of its own, which is made by the first `write`."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._opening = Lock()
        self._opened: tuple[State, Snapshot] | None = None

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
            self._opened = state, _snapshot(self._place, state)
        return state.mark

    def write(self, changes: Changes) -> None:
        """Make the changes durable, all or none.

        Raises BusyError while another writer is at work, IndexUnusableError where it cannot be written.
        """
        from indexer.engines.whoosh.writing import write  # a question needs none of it

        try:
            write(self._place, changes)
        except OSError as error:
            raise IndexUnusableError(
                f"The index in {self._place} cannot be written: {error}.",
                "Check the permissions of the folder and the space on its disk.",
            ) from error

    def search(self, request: Request) -> Answer:
        """Answer a request. Raises IndexUnusableError where nothing has been opened."""
        with self._reading():
            return answer(self._snapshot(), request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        with self._reading():
            snapshot = self._snapshot()
            terms = snapshot.terms(field, prefix, lambda term: term.startswith(prefix))
            return tuple(islice((term for term in terms if snapshot.frequency(field, term)), limit))

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""
        with self._reading():
            return self._snapshot().frequency(field, term)

    def close(self) -> None:
        """Let go of the snapshot; its files are closed when the last search in it has ended."""
        self._opened = None

    def _snapshot(self) -> Snapshot:
        if self._opened is None:
            raise IndexUnusableError(f"No index has been opened in {self._place}.", "Build the index first.")
        return self._opened[1]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Say of whatever whoosh meets in damaged files what it means."""
        try:
            yield
        except JuanzongError:
            raise
        except Exception as error:
            raise places.damaged(self._place, repr(error)) from error


def _snapshot(place: Path, state: State) -> Snapshot:
    places.check(place, state)
    files = Files(str(place / state.folder))
    contents = TOC.read(files, NAME, gen=state.generation)
    return Snapshot(
        [(Segment(files, segment), frozenset(segment.deleted_docs())) for segment in contents.segments]
    )
