"""The engine as the seam has it: open the newest snapshot, ask it, write the next one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from whoosh.index import TOC

from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.embedded import EmbeddedEngine
from indexer.engines.place import State
from indexer.engines.whoosh.answering import answer
from indexer.engines.whoosh.segment import NAME, Files, Segment
from indexer.engines.whoosh.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """A snapshot, asked in the words of the seam."""

    snapshot: Snapshot

    def search(self, request: Request) -> Answer:
        """Answer a request."""
        return answer(self.snapshot, request)

    def terms(self, field: TextField | KeyField, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the first `limit` terms of a field with this prefix, in code point order."""
        terms = self.snapshot.terms(field, prefix, lambda term: term.startswith(prefix))
        return tuple(islice((term for term in terms if self.snapshot.frequency(field, term)), limit))

    def frequency(self, field: TextField | KeyField, term: str) -> int:
        """Return how many entries hold the term."""
        return self.snapshot.frequency(field, term)


class WhooshEngine(EmbeddedEngine[Asked]):
    """An index of whoosh's files."""

    def _load(self, folder: Path, state: State) -> Asked:
        files = Files(str(folder))
        contents = TOC.read(files, NAME, gen=state.generation)
        return Asked(
            Snapshot(
                [(Segment(files, found), frozenset(found.deleted_docs())) for found in contents.segments]
            )
        )

    def _change(self, before: State | None, changes: Changes) -> State:
        from indexer.engines.whoosh.writing import change  # a question needs none of it

        return change(self._place, before, changes)
