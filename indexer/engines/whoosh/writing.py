"""Change an index: whoosh writes a new segment and a table of contents, `place` makes them count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from indexer.engines import place as places
from indexer.engines.base import Changes
from indexer.engines.place import State
from indexer.engines.whoosh.schema import BlockCodec, document, schema
from indexer.engines.whoosh.segment import NAME, Files, Segment

_MEMORY = 32
"""Megabytes of postings that are sorted at once."""


def change(place: Path, before: State | None, changes: Changes) -> State:
    """Apply changes beside the state before, and publish the result."""
    folder = before.folder if before and not changes.fresh else places.new_folder(place)
    storage = FileStorage(str(place / folder))
    index = FileIndex(storage) if storage.list() else FileIndex.create(storage, schema(), NAME)
    writer = _Writer(index, codec=BlockCodec(), limitmb=_MEMORY)
    try:
        _delete(writer, changes.remove)
        for entry in changes.add:
            writer.add_document(**document(entry))
        writer.commit(mergetype=_merge)
    except BaseException:
        with suppress(Exception):  # it closes its files once more; what went wrong first is told
            writer.cancel()
        raise
    return places.publish(place, folder, writer.generation, writer.files(), changes.mark)


class _Writer(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's writer, which leaves the state before in place."""

    def _commit_toc(self, segments: Sequence[W3Segment]) -> None:
        """Write the table of contents, but remove nothing."""
        self.committed = segments
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)

    def files(self) -> set[str]:
        """Return the names of the files that make up what was committed."""
        names = {name for segment in self.committed for name in segment.list_files(self.storage)}
        return names | {TOC._filename(self.indexname, self.generation)}  # noqa: SLF001 - it has no other name


def _delete(writer: _Writer, documents: Iterable[str]) -> None:
    for found in writer.segments:
        segment = Segment(Files(writer.storage.folder), found)
        for key in documents:
            for number in segment.postings("document", key).ids:
                found.delete_document(number)


def _merge(writer: _Writer, segments: Sequence[W3Segment]) -> list[W3Segment]:
    """Merge segments until each is larger than all smaller ones together.

    So there are never more than the binary logarithm of the number of entries. Those of which a quarter or
    more has been removed are merged in any case, empty ones dropped.
    """
    ordered = sorted((segment for segment in segments if segment.doc_count()), key=_worth)
    smaller, last = writer.doc_count(), 0
    for number, segment in enumerate(ordered, 1):
        if _worth(segment) <= smaller:
            last = number
        smaller += segment.doc_count()
    for segment in ordered[:last]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return ordered[last:]


def _worth(segment: W3Segment) -> int:
    """Return the number of entries of a segment that is worth keeping as it is, else 0."""
    count: int = segment.doc_count()
    return count if segment.deleted_count() * 4 < segment.doc_count_all() else 0
