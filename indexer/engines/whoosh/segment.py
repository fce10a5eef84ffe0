"""Read a segment. Its files never change; what is read of them may be shared between threads."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence
from whoosh.reading import TermNotFound

from indexer.engines.base import KEY_FIELDS
from indexer.engines.whoosh.schema import (
    FACTS,
    FACTS_COLUMN,
    STORED,
    Facts,
    PositionsFormat,
    decode,
    encode,
)

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
            return StructFile(mmap(file.fileno(), 0, access=ACCESS_READ), name=name)


@dataclass(frozen=True, slots=True)
class Postings:
    """The entries of a segment that hold a term, ascending, those removed included.

    `values` holds for each the positions of the term (`schema.positions`); it is empty for a key.
    """

    ids: Sequence[int]
    values: Sequence[bytes]


class Segment:
    """The postings, facts and records of a segment."""

    def __init__(self, files: Files, segment: W3Segment) -> None:
        self._lock = Lock()  # whoosh's files have one place at which they read
        codec = segment.codec()
        inner = segment.open_compound_file(files)
        self._terms = codec.terms_reader(inner, segment)
        self._entries = codec.per_document_reader(inner, segment)
        self._facts = self._entries.column_reader(FACTS, FACTS_COLUMN)
        self.size: int = segment.doc_count_all()
        """The number of entries, those removed included."""

    def postings(self, field: str, term: str) -> Postings:
        """Return the postings of a term, which are empty where no entry holds it."""
        form = Existence() if field in KEY_FIELDS else PositionsFormat()
        ids: array[int] = array("I")
        values: list[bytes] = []
        with self._lock:
            try:
                matcher = self._terms.matcher(field, encode(term), form)
            except TermNotFound:
                return Postings(ids, values)
            for numbers, data in matcher.blocks():
                ids.extend(numbers)
                values.extend(data)
        return Postings(ids, values)

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

    def facts(self) -> Iterator[Facts]:
        """Yield the facts of every entry, those removed included."""
        with self._lock:
            packed = list(self._facts)
        return map(Facts.unpack, packed)

    def record(self, number: int) -> tuple[str, str]:
        """Return the id of an entry and what is stored of it."""
        with self._lock:
            return Facts.unpack(self._facts[number]).id, self._entries.stored_fields(number)[STORED]
