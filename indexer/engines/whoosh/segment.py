"""Read a segment of whoosh. Its files never change, so threads can share what was read from them."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from pathlib import Path
from threading import Lock

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.compound import CompoundStorage, SubFile
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence
from whoosh.reading import TermNotFound

from indexer.engines.base import KEY_FIELDS
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.schema import (
    FACTS,
    FACTS_COLUMN,
    STORED,
    STORED_COLUMN,
    Facts,
    PositionsFormat,
    decode,
    encode,
)

USED: Mapping[type, Sequence[str]] = {
    CompoundStorage: ("_file", "range"),
    FileStorage: ("folder", "supports_mmap"),
}
"""The private attributes of whoosh's storages that this module uses."""
_AT_ONCE = 1_000
"""How many entries' facts are read at once."""
_MAPPED = 32 << 20
"""How many bytes of a mapped file, at most, count as memory of this process."""
_AROUND = 1 << 16
"""How many bytes of a file the system maps around the place that is read."""

PACKAGE = "Whoosh-Reloaded"
NAME = "MAIN"
"""Whoosh's name for the only index of a folder."""


def columns_of(generation: int) -> str:
    """Return the name of the file with the columns of a state."""
    return f"{NAME}_{generation}.columns"


class Files(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """The files of a folder, opened for reading and mapped into memory.

    Whoosh's own storage copies a segment into memory, and leaves files open if it fails.
    """

    supports_mmap = False

    def open_file(self, name: str, **_: object) -> StructFile:
        """Return a file, which is closed when nothing refers to it any more."""
        with Path(self.folder, name).open("rb") as file:
            return StructFile(Mapped(file.fileno(), 0, access=mmap.ACCESS_READ), name=name)


class Mapped(mmap.mmap):
    """A file mapped into memory; it releases the pages that were read before they take too much memory."""

    _taken = 0

    def taken(self, size: int) -> None:
        """Count this many bytes as read in one place; released pages stay in the cache of the system."""
        self._taken += size + _AROUND
        if self._taken > _MAPPED and hasattr(self, "madvise"):  # not every system has it
            self.madvise(mmap.MADV_DONTNEED)
            self._taken = 0


class _Inner(CompoundStorage):  # type: ignore[misc]  # whoosh has no types
    """The files inside a compound file."""

    def open_file(self, name: str, **_: object) -> _Window:
        """Return one of the files."""
        offset, length = self.range(name)
        return _Window(self._file.file, offset, length, name)


class _Window(StructFile):  # type: ignore[misc]  # whoosh has no types
    """A file inside a mapped file, read directly; whoosh's own class calls two others for every few bytes."""

    def __init__(self, mapped: Mapped, offset: int, length: int, name: str) -> None:
        super().__init__(SubFile(mapped, offset, length), name=name)
        self._mapped, self._offset, self._end = mapped, offset, offset + length

    def get(self, position: int, length: int) -> bytes:
        """Return at most `length` bytes from a position, fewer at the end of the file."""
        start = self._offset + position
        return self._mapped[start : min(start + length, self._end)]


class Segment:
    """The postings, facts and records of a segment."""

    def __init__(self, files: Files, segment: W3Segment) -> None:
        self._lock = Lock()  # whoosh's files have one read position
        codec = segment.codec()
        file = files.open_file(segment.make_filename(segment.COMPOUND_EXT))
        self._mapped: Mapped = file.file
        inner = _Inner(file, use_mmap=False)
        self._terms = codec.terms_reader(inner, segment)
        entries = codec.per_document_reader(inner, segment)
        self._facts = entries.column_reader(FACTS, FACTS_COLUMN)
        self._stored = entries.column_reader(STORED, STORED_COLUMN)
        self.size: int = segment.doc_count_all()
        """The number of entries, including removed ones."""

    def postings(self, field: str, term: str) -> Postings:
        """Return the postings of a term, including removed entries; empty if no entry holds the term."""
        form = Existence() if field in KEY_FIELDS else PositionsFormat()
        found = Postings()
        with self._lock:
            try:
                matcher = self._terms.matcher(field, encode(term), form)
            except TermNotFound:
                return found
            for block in matcher.blocks():
                found.extend(*block)
            self._mapped.taken(matcher.taken)
        return found

    def frequency(self, field: str, term: str) -> int:
        """Return how many entries hold a term, including removed ones."""
        with self._lock:
            try:
                return int(self._terms.term_info(field, encode(term)).doc_frequency())
            except TermNotFound:
                return 0

    def terms(self, field: str, start: str, wanted: Callable[[str], bool]) -> list[str]:
        """Return the terms of a field in code point order, from `start` as long as `wanted` is true."""
        with self._lock:
            terms = (
                decode(term)
                for _, term in takewhile(
                    lambda pair: pair[0] == field, self._terms.terms_from(field, encode(start))
                )
            )
            return list(takewhile(wanted, terms))

    def facts(self) -> Iterator[list[Facts]]:
        """Yield the facts of all entries, including removed ones, in batches."""
        packed = iter(self._facts)
        while True:
            with self._lock:
                some = list(islice(packed, _AT_ONCE))
                self._mapped.taken(sum(map(len, some)))
            if not some:
                return
            yield list(map(Facts.unpack, some))

    def record(self, number: int) -> tuple[str, str]:
        """Return the id and the stored text of an entry."""
        with self._lock:
            self._mapped.taken(_AROUND)
            facts, stored = self._facts[number], self._stored[number]
        return Facts.unpack(facts).id, decode(stored)


def segments(files: Files, found: Iterable[W3Segment]) -> list[tuple[Segment, frozenset[int]]]:
    """Open segments; return each with its numbers of removed entries."""
    return [(Segment(files, one), frozenset(one.deleted_docs())) for one in found]


def facts(parts: Iterable[tuple[Segment, frozenset[int]]]) -> Iterator[Sequence[Facts | None]]:
    """Yield the facts of all entries of a state in batches; None stands for a removed entry."""
    for segment, removed in parts:
        at = 0
        for some in segment.facts():
            yield [None if n in removed else one for n, one in enumerate(some, at)]
            at += len(some)
