"""The engine that implements the protocol with whoosh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from whoosh.index import TOC

from indexer.engines import private
from indexer.engines.base import Answer, Changes, KeyField, Request, TextField
from indexer.engines.embedded import EmbeddedEngine
from indexer.engines.index_directory import Generation
from indexer.engines.whoosh import array_file, schema, segment
from indexer.engines.whoosh.answering import answer
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.segment import NAME, PACKAGE, Files, Segment, columns_of, facts, segments
from indexer.engines.whoosh.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SnapshotSearch:
    """A snapshot with the methods that `EmbeddedEngine` needs."""

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


class WhooshEngine(EmbeddedEngine[SnapshotSearch]):
    """An index of whoosh's files in a folder."""

    def _load(self, folder: Path, state: Generation) -> SnapshotSearch:
        """Open the snapshot of a state.

        Raises:
            ConfigError: The installed version of whoosh lacks private attributes that are used here.

        """
        private.check(PACKAGE, {**schema.USED, **segment.USED})
        files = Files(str(folder))
        contents = TOC.read(files, NAME, gen=state.generation)
        parts = segments(files, contents.segments)
        columns = columns_of(state.generation)
        arrays = array_file.read(folder / columns) if columns in state.files else _gathered(parts)
        return SnapshotSearch(Snapshot(parts, Columns.of(arrays)))

    def _change(self, before: Generation | None, changes: Changes) -> Generation:
        from indexer.engines.whoosh.writing import change  # searches do not need it

        return change(self._place, before, changes)


def _gathered(parts: Sequence[tuple[Segment, frozenset[int]]]) -> Mapping[str, memoryview]:
    """Return the arrays of a state that an earlier version wrote, which stored none."""
    from indexer.engines.whoosh import gathering  # other states do not need it

    return {name: memoryview(numbers) for name, numbers in gathering.arrays(facts(parts)).items()}
