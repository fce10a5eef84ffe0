"""Read a segment. Its files never change; what is read of them may be shared between threads."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
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

_AT_ONCE = 1_000
"""How many facts are read at once."""
_MAPPED = 32 << 20
"""How many bytes of a file, at most, count as memory of the process that reads it."""
_AROUND = 1 << 16
"""What the system maps of a file around the place that is read."""

NAME = "MAIN"
"""Whoosh's own name for the one index of a folder."""


class Files(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """The files of a folder for reading, mapped into memory.

    Whoosh's own way copies a segment into memory, and leaves files open when it fails.
    """

    supports_mmap = False

    def open_file(self, name: str, **_: object) -> StructFile:
        """Return a file; it closes itself when nobody reads in it any more."""
        with Path(self.folder, name).open("rb") as file:
            return StructFile(Mapped(file.fileno(), 0, access=mmap.ACCESS_READ), name=name)


class Mapped(mmap.mmap):
    """A file mapped into memory, which lets go of what was read of it before it takes much."""

    _taken = 0

    def taken(self, size: int) -> None:
        """Take notice that so many bytes have been read in one place; the system keeps them in its cache."""
        self._taken += size + _AROUND
        if self._taken > _MAPPED and hasattr(self, "madvise"):  # not everywhere
            self.madvise(mmap.MADV_DONTNEED)
            self._taken = 0


class _Inner(CompoundStorage):  # type: ignore[misc]  # whoosh has no types
    """The files within a file."""

    def open_file(self, name: str, **_: object) -> _Window:
        """Return one of them."""
        offset, length = self.range(name)
        return _Window(self._file.file, offset, length, name)


class _Window(StructFile):  # type: ignore[misc]  # whoosh has no types
    """A file within a mapped file. Whoosh's own way asks two files in between for every few bytes."""

    def __init__(self, mapped: Mapped, offset: int, length: int, name: str) -> None:
        super().__init__(SubFile(mapped, offset, length), name=name)
        self._mapped, self._offset, self._end = mapped, offset, offset + length

    def get(self, position: int, length: int) -> bytes:
        """Return bytes from a position, as many as there are."""
        start = self._offset + position
        return self._mapped[start : min(start + length, self._end)]


class Segment:
    """The postings, facts and records of a segment."""

    def __init__(self, files: Files, segment: W3Segment) -> None:
        self._lock = Lock()  # whoosh's files have one place at which they read
        codec = segment.codec()
        file = files.open_file(segment.make_filename(segment.COMPOUND_EXT))
        self._mapped: Mapped = file.file
        inner = _Inner(file, use_mmap=False)
        self._terms = codec.terms_reader(inner, segment)
        entries = codec.per_document_reader(inner, segment)
        self._facts = entries.column_reader(FACTS, FACTS_COLUMN)
        self._stored = entries.column_reader(STORED, STORED_COLUMN)
        self.size: int = segment.doc_count_all()
        """The number of entries, those removed included."""

    def postings(self, field: str, term: str) -> Postings:
        """Return the postings of a term, removed entries included; empty where no entry holds it."""
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
        """Return how many entries hold a term, those removed included."""
        with self._lock:
            try:
                return int(self._terms.term_info(field, encode(term)).doc_frequency())
            except TermNotFound:
                return 0

    def terms(self, field: str, start: str, wanted: Callable[[str], bool]) -> list[str]:
        """Return the terms of a field from `start` on, in code point order, as long as they are wanted."""
        with self._lock:
            terms = (
                decode(term)
                for _, term in takewhile(
                    lambda pair: pair[0] == field, self._terms.terms_from(field, encode(start))
                )
            )
            return list(takewhile(wanted, terms))

    def facts(self) -> Iterator[list[Facts]]:
        """Yield the facts of all entries, those removed included, some at a time."""
        packed = iter(self._facts)
        while True:
            with self._lock:
                some = list(islice(packed, _AT_ONCE))
                self._mapped.taken(sum(map(len, some)))
            if not some:
                return
            yield list(map(Facts.unpack, some))

    def record(self, number: int) -> tuple[str, str]:
        """Return the id of an entry and what is stored of it."""
        with self._lock:
            self._mapped.taken(_AROUND)
            facts, stored = self._facts[number], self._stored[number]
        return Facts.unpack(facts).id, decode(stored)
