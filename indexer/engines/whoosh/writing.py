"""Change an index: whoosh writes a segment and a table of contents, then the pointer file publishes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from indexer.engines import index_directory as places
from indexer.engines import private
from indexer.engines.base import Changes
from indexer.engines.index_directory import Generation
from indexer.engines.whoosh import array_file, gathering
from indexer.engines.whoosh import schema as schemas
from indexer.engines.whoosh.schema import BlockCodec, document, schema
from indexer.engines.whoosh.segment import NAME, PACKAGE, Files, Segment, columns_of, facts, segments

USED: dict[type, Sequence[str]] = {
    **schemas.USED,
    SegmentWriter: ("_commit_toc", "generation", "indexname", "segments"),
    TOC: ("_filename",),
}
"""The private attributes of whoosh that a change uses."""
_MEMORY = 32
"""How many megabytes of postings are sorted at once."""


def change(place: Path, before: Generation | None, changes: Changes) -> Generation:
    """Apply changes beside the state before, and publish the result.

    Args:
        place: The folder of the index.
        before: The current state, if there is one.
        changes: The changes.

    Returns:
        The new state.

    """
    private.check(PACKAGE, USED)
    if changes.fresh:
        before = None
    folder, known = (before.folder, before.large) if before else (places.new_folder(place), {})
    storage = FileStorage(str(place / folder))
    index = FileIndex(storage) if storage.list() else FileIndex.create(storage, schema(), NAME)
    writer = _Writer(index, codec=BlockCodec(), limitmb=_MEMORY)
    try:
        _delete(writer, changes.remove)
        for entry in changes.add:
            writer.add_document(**document(entry))
        writer.commit(mergetype=_merge)
    except BaseException:
        with suppress(Exception):  # it closes its files twice; the first error is the one to raise
            writer.cancel()
        raise
    found = facts(segments(Files(storage.folder), writer.committed))
    array_file.write(place / folder / columns_of(writer.generation), gathering.arrays(found))
    return places.publish(place, folder, writer.generation, writer.files(), changes.mark, known=known)


class _Writer(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's writer, but it does not remove the files of the state before."""

    def _commit_toc(self, segments: Sequence[W3Segment]) -> None:
        """Write the table of contents, without removing any file."""
        self.committed = segments
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)

    def files(self) -> set[str]:
        """Return the names of the files of the committed state."""
        names = {name for segment in self.committed for name in segment.list_files(self.storage)}
        contents = TOC._filename(self.indexname, self.generation)  # noqa: SLF001 - no public name exists
        return names | {contents, columns_of(self.generation)}


def _delete(writer: _Writer, documents: Iterable[str]) -> None:
    """Mark all entries of these documents as deleted."""
    for found in writer.segments:
        segment = Segment(Files(writer.storage.folder), found)
        for key in documents:
            for number in segment.postings("document", key).ids:
                found.delete_document(number)


def _merge(writer: _Writer, segments: Sequence[W3Segment]) -> list[W3Segment]:
    """Merge segments until each one is larger than all smaller ones together.

    So the number of segments is at most the binary logarithm of the number of entries. Segments of which a
    quarter or more has been removed are always merged, and empty ones are dropped.
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
    """Return the number of entries of a segment, or 0 if so many are removed that it must be merged."""
    count: int = segment.doc_count()
    return count if segment.deleted_count() * 4 < segment.doc_count_all() else 0
