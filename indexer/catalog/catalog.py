"""Read and change the documents of a catalog.

Each row of a document has the generation in which it begins and, once it has been replaced or removed, the
one in which it ends. So a change is prepared beside the valid state, in as many transactions as are needed,
and becomes valid in one short transaction, however many documents it has. The steps of a change:

1. `stage` begins it; `insert` and `retire` prepare it;
2. the index is written, with the staged token in its mark;
3. `settle` makes it valid; `tidy` removes what is no longer needed.

`discard` takes a change back that has not become valid.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self, get_args

from msgspec import Struct, json

from indexer.catalog import database, files, state
from indexer.catalog.database import NAME, failing, transaction
from indexer.model.document import Edition, Given, Language
from indexer.model.holding import ORIGIN, Holding
from indexer.runtime import durable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from indexer.catalog.state import CatalogState

_COLUMNS = (
    "d.number, d.file, d.symbol, d.language, d.edition, d.given, r.sha256, r.reading, r.recognition "
    "FROM documents d LEFT JOIN readings r USING (number)"
)
_VISIBLE = "d.begins <= :now AND (d.ends IS NULL OR d.ends > :now)"
Key = tuple[str, Language]
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_EDITIONS: tuple[Edition, ...] = get_args(Edition)
_AT_ONCE = 500
"""How many documents are removed in one transaction."""
_PAGE = 500
"""How many documents are fetched at once."""
_GIVEN = json.Decoder(Given)


class Reading(Struct, frozen=True, gc=False):
    """What was made of a file, with the versions of the reader and of the recognition that made it.

    `source` and `document` are compressed records; see `recognised`.
    """

    sha256: str
    reading: str
    source: bytes
    recognition: int
    document: bytes


class NewDocument(Struct, frozen=True, gc=False):
    """A document to be staged; `content` is the content of its file, or None if the file is there already.

    `reading` is None for a document that has not been read yet.
    """

    symbol: str
    language: Language
    edition: Edition
    file: str
    given: Given
    reading: Reading | None
    content: bytes | None


class Catalog:
    """The catalog of a corpus, opened; close it, or use it in a `with` statement."""

    def __init__(self, corpus: Path, connection: sqlite3.Connection) -> None:
        self.corpus = corpus
        self._path = corpus / NAME
        self._connection = connection

    @classmethod
    def opened(cls, corpus: Path) -> Catalog | None:
        """Open the catalog of a corpus; return None if it has none. For the errors see `database.connect`."""
        connection = database.connect(corpus)
        return None if connection is None else cls(corpus, connection)

    @classmethod
    def writable(cls, corpus: Path) -> Catalog:
        """Open the catalog of a corpus for a change, and make it if there is none."""
        durable.make(corpus)
        return cls(corpus, database.create(corpus))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    # --- reading

    @property
    def state(self) -> CatalogState:
        """The generation that is valid, and what is staged."""
        return state.of(self._connection, self.corpus)

    def held(self, symbol: str | None = None, *, staged: bool = False) -> Iterator[Holding]:
        """Yield the documents held, sorted by symbol, language and edition.

        They are fetched some at a time: a writer could not finish while they are being fetched.

        Args:
            symbol: Only the versions of this document.
            staged: Those of the staged change instead of those of the valid state.

        """
        now = self._generation(staged=staged)
        last = (symbol or "", "", "")
        chosen = "AND d.symbol = :symbol" if symbol is not None else ""
        chosen += " AND (d.symbol, d.language, d.edition) > (:after, :tongue, :edition)"
        while rows := list(self._held_rows(chosen, now, _PAGE, symbol, last)):
            page = [self._holding(row) for row in rows]
            yield from page
            before, last = last, (*page[-1].key, page[-1].edition)
            if last <= before:
                raise database.damaged(self._path, "its documents are out of order")

    def touched(self) -> Iterator[Holding]:
        """Yield the documents of the staged change that share symbol and language with a changed one."""
        keys = (
            "AND (d.symbol, d.language) IN "
            "(SELECT symbol, language FROM documents WHERE begins = :now OR ends = :now)"
        )
        return map(self._holding, self._held_rows(keys, self._generation(staged=True)))

    def touched_keys(self) -> tuple[set[Key], set[Key]]:
        """Return the symbols and languages that a staged change touches, and those held before."""
        query = (
            "SELECT d.symbol, d.language, EXISTS (SELECT 1 FROM documents e "
            "WHERE e.symbol = d.symbol AND e.language = d.language AND e.begins < :now) "
            "FROM documents d WHERE d.begins = :now OR d.ends = :now"
        )
        rows = list(self._rows(query, now=self._generation(staged=True)))
        return {row[:2] for row in rows}, {row[:2] for row in rows if row[2]}

    def stale(self, readings: Iterable[str], recognition: int) -> Iterator[tuple[Holding, str | None]]:
        """Yield documents of the valid state that have to be made anew.

        Each comes with the version of the reading that can be used again, or None if there is none.

        Args:
            readings: The present versions of the readers.
            recognition: The present version of the recognition.

        """
        known = {f"known{number}": one for number, one in enumerate(readings)}
        among = ", ".join(f":{name}" for name in known)
        rows = self._rows(
            f"SELECT CASE WHEN r.reading IN ({among}) THEN r.reading END, {_COLUMNS} "
            f"WHERE {_VISIBLE} AND (r.number IS NULL OR r.reading NOT IN ({among}) "
            "OR r.recognition != :recognition) ORDER BY d.number",
            now=self._generation(staged=False),
            recognition=recognition,
            **known,
        )
        return ((self._holding(row[1:]), row[0]) for row in list(rows))

    def sha256(self, number: int) -> str | None:
        """Return the hash of a document's file as it was read, or None if it has not been read yet."""
        for row in self._rows("SELECT sha256 FROM readings WHERE number = :number", number=number):
            return str(row[0])
        return None

    def verify(self) -> None:
        """Verify the whole database.

        Raises:
            ConfigError: It is damaged.

        """
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise database.damaged(self._path, " ".join(found))

    # --- changing

    def stage(self) -> str:
        """Begin a change, after one that had not become valid was discarded; return its token."""
        self.discard()
        with failing(self._path):
            return state.stage(self._connection)

    def insert(self, documents: Sequence[NewDocument]) -> None:
        """Stage documents, in place of those of the same symbol, language and edition; then their files."""
        now = self._generation(staged=True)
        with failing(self._path), transaction(self._connection):
            for document in documents:
                self._insert(document, now)
        files.write(self.corpus, [(one.file, one.content) for one in documents if one.content is not None])

    def _insert(self, document: NewDocument, now: int) -> None:
        was_there = self._was_there(document)
        self._connection.execute(
            "UPDATE documents SET ends = ? WHERE symbol = ? AND language = ? AND edition = ? "
            "AND ends IS NULL",
            (now, document.symbol, document.language, document.edition),
        )
        number = self._connection.execute(
            "INSERT INTO documents (symbol, language, edition, file, was_there, given, begins) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document.symbol, document.language, document.edition, document.file, was_there,
                json.encode(document.given), now,
            ),
        ).lastrowid  # fmt: skip
        if number is not None and document.reading is not None:
            self._put(number, document.reading)

    def _was_there(self, document: NewDocument) -> bool:
        """Tell whether the file is in the corpus, though no document has it: a user has put it there."""
        if document.content is not None and not files.holds(self.corpus / document.file, document.content):
            return False
        return not list(self._rows("SELECT 1 FROM documents WHERE file = ?", document.file))

    def renew(self, readings: Sequence[tuple[int, Reading, Given]]) -> None:
        """Replace what was made of files; the documents stay what they are."""
        with failing(self._path), transaction(self._connection):
            for number, reading, given in readings:
                self._put(number, reading)
                self._connection.execute(
                    "UPDATE documents SET given = ? WHERE number = ?", (json.encode(given), number)
                )

    def accept(self, number: int, reading: str, recognition: int) -> None:
        """Note that a document was tried with these versions of reading and recognition, and stays as is."""
        with failing(self._path), transaction(self._connection):
            self._connection.execute(
                "UPDATE readings SET reading = ?, recognition = ? WHERE number = ?",
                (reading, recognition, number),
            )

    def _put(self, number: int, reading: Reading) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?)",
            (
                number, reading.sha256, reading.reading, reading.source, reading.recognition,
                reading.document,
            ),
        )  # fmt: skip

    def retire(self, holdings: Iterable[Holding]) -> None:
        """Stage the removal of documents."""
        now = self._generation(staged=True)
        with failing(self._path), transaction(self._connection):
            for holding in holdings:
                self._connection.execute(
                    "UPDATE documents SET ends = ? WHERE number = ?", (now, holding.number)
                )

    def settle(self) -> None:
        """Make the staged change valid."""
        with failing(self._path):
            state.settle(self._connection)

    def adopt(self, documents: Sequence[NewDocument]) -> None:
        """Make documents valid at once whose files are in the corpus already.

        They are not staged, since a change that is taken back takes its files with it.
        """
        self.discard()
        with failing(self._path), transaction(self._connection):
            now = self._generation(staged=True)
            for document in documents:
                self._insert(document, now)
            state.advance(self._connection)
        self.tidy()

    def discard(self) -> None:
        """Take the staged change back, if there is one, and remove what is no longer needed.

        Its documents end before they began, in generation 0: so they are never seen, and `tidy` spares those
        of their files that were there before.
        """
        now = self._generation(staged=False)
        if self.state.staged is not None:
            with failing(self._path), transaction(self._connection):
                self._connection.execute("UPDATE documents SET begins = 0, ends = 0 WHERE begins > ?", (now,))
                self._connection.execute("UPDATE documents SET ends = NULL WHERE ends > ?", (now,))
                self._connection.execute("UPDATE state SET staged = NULL")
        self.tidy()

    def tidy(self) -> None:
        """Remove documents that have ended, and their files.

        A document whose file cannot be removed stays in the database: the next writer tries again.
        """
        now, last = self._generation(staged=False), -1
        query = (
            "SELECT number, file, begins = 0 AND was_there "  # noqa: S608 - our own number
            "FROM documents INDEXED BY documents_by_end "
            f"WHERE ends <= ? AND number > ? ORDER BY number LIMIT {_AT_ONCE}"
        )
        while rows := list(self._rows(query, now, last)):
            gone = [(number,) for number, file, spared in rows if spared or self._unlink(file, now)]
            with failing(self._path), transaction(self._connection):
                self._connection.executemany("DELETE FROM documents WHERE number = ?", gone)
            last = rows[-1][0]

    def _unlink(self, file: str, now: int) -> bool:
        """Remove a file that no document has any more; return False if it cannot be removed."""
        if not files.is_name(file):  # the database is damaged: it names no file of ours
            return True
        query = "SELECT 1 FROM documents WHERE file = ? AND (ends IS NULL OR ends > ?)"
        return files.remove(self.corpus / file, only_partial=bool(list(self._rows(query, file, now))))

    # --- rows

    def _generation(self, *, staged: bool) -> int:
        return self.state.generation + staged

    def _held_rows(
        self,
        chosen: str,
        now: int,
        most: int = -1,
        symbol: str | None = None,
        last: tuple[str, str, str] = ("", "", ""),
    ) -> Iterator[tuple[Any, ...]]:
        query = (
            f"SELECT {_COLUMNS} WHERE {_VISIBLE} {chosen} "
            "ORDER BY d.symbol, d.language, d.edition LIMIT :most"
        )
        after, tongue, edition = last
        values = {"now": now, "most": most, "symbol": symbol}
        return self._rows(query, **values, after=after, tongue=tongue, edition=edition)

    def _holding(self, row: tuple[Any, ...]) -> Holding:
        number, file, symbol, language, edition, given, *made = row
        try:
            said = str(symbol), files.one_of(language, _LANGUAGES), files.one_of(edition, _EDITIONS)
            origin = hashlib.sha256(repr((bytes(given), *made)).encode()).hexdigest()[:ORIGIN]
            return Holding(self.corpus, files.name(file), *said, _GIVEN.decode(given), number, origin)
        except (ValueError, TypeError) as error:  # those of msgspec are ValueErrors
            raise database.damaged(self._path, f"document {number}: {error}") from error

    def _rows(self, query: str, *values: object, **named: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query; an error of the database says what to do.

        `yield from` would close the cursor of a generator that is dropped, perhaps after the database.
        """
        with failing(self._path):
            for row in self._connection.execute(query, values or named):  # noqa: UP028
                yield row
