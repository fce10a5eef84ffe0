"""Bring the sentences of each document of a bitext together, in a database in a temporary folder.

A bitext may have millions of pairs, and those of one document may stand anywhere in it.
"""

from __future__ import annotations

import atexit
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from msgspec import Struct

from indexer.model.document import Language
from indexer.reading.bitext.excerpt_file import written
from indexer.reading.bitext.pairs import Pair
from indexer.reading.files import oversize
from indexer.runtime.errors import InputError

_AT_ONCE = 5_000
_SCHEMA = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, symbol TEXT UNIQUE NOT NULL);
CREATE TABLE sentences (
    document INTEGER, language TEXT, number INTEGER, text TEXT, PRIMARY KEY (document, language, number)
) WITHOUT ROWID;
"""
_NAME = "sentences.sqlite"
_LANGUAGES: tuple[Language, Language] = ("zh", "en")
_folders: list[TemporaryDirectory[str]] = []


class Group(Struct, frozen=True, gc=False):
    """The sentences of one document in one language: how many, and how long they are in bytes of UTF-8.

    `symbol` is empty for the sentences of which no document is known.
    """

    number: int
    symbol: str
    language: Language
    count: int
    size: int


def grouped(pairs: Iterable[Pair], symbol: str = "") -> Path:
    """Write pairs into a new database, which lies in a temporary folder until `release`; return its path.

    Args:
        pairs: The pairs; they are asked for a few thousand at a time.
        symbol: The document of the pairs that do not name theirs.

    Raises:
        InputError: The pairs cannot be read, or the disk refuses.

    """
    try:
        folder = TemporaryDirectory(prefix="juanzong-")
        _folders.append(folder)
        path = Path(folder.name) / _NAME
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, iter(pairs), symbol)
    except (OSError, sqlite3.Error) as error:
        raise InputError(
            f"A bitext cannot be sorted in {gettempdir()}: {error}.",
            "Make room there, or name another folder in the variable TMPDIR.",
        ) from error
    return path


def _fill(database: sqlite3.Connection, pairs: Iterator[Pair], symbol: str) -> None:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    numbers: dict[str, int] = {}
    counts: list[int] = []
    while some := list(islice(pairs, _AT_ONCE)):
        rows: list[tuple[int, str, int, str]] = []
        for pair in some:
            document = numbers.setdefault(pair.symbol or symbol, len(numbers))
            if document == len(counts):
                counts.append(0)
            counts[document] += 1
            both = (("zh", pair.zh), ("en", pair.en))
            rows += [(document, language, counts[document], text) for language, text in both if text]
        database.execute("BEGIN")
        database.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?)", rows)
        database.execute("COMMIT")
    database.executemany(
        "INSERT INTO documents VALUES (?, ?)", [(number, name) for name, number in numbers.items()]
    )


def groups(path: Path) -> list[Group]:
    """Return the groups of a database, by symbol and language."""
    query = (
        "SELECT d.number, d.symbol, s.language, count(*), sum(length(CAST(s.text AS BLOB))) FROM documents d "
        "JOIN sentences s ON s.document = d.number GROUP BY d.number, s.language "
        "ORDER BY d.symbol, s.language"
    )
    with closing(_opened(path)) as database:
        return [Group(*row) for row in database.execute(query)]


def content(path: Path, number: int, name: str, largest: int) -> bytes:
    """Return the content of the file of a group.

    Args:
        path: The database.
        number: Twice the number of the document, and one more for English.
        name: The name of the group, for messages.
        largest: The limit for its text, in bytes of UTF-8.

    Raises:
        OversizeError: It is too large.

    """
    document, language = number // 2, _LANGUAGES[number % 2]
    group = next(one for one in groups_of(path, document) if one.language == language)
    if group.size > largest:
        raise oversize(name, group.size, largest)
    query = "SELECT number, text FROM sentences WHERE document = ? AND language = ? ORDER BY number"
    with closing(_opened(path)) as database:
        return written(group.symbol, language, database.execute(query, (document, language)))


def groups_of(path: Path, document: int) -> list[Group]:
    """Return the groups of one document."""
    query = (
        "SELECT d.number, d.symbol, s.language, count(*), sum(length(CAST(s.text AS BLOB))) FROM documents d "
        "JOIN sentences s ON s.document = d.number WHERE d.number = ? GROUP BY s.language"
    )
    with closing(_opened(path)) as database:
        return [Group(*row) for row in database.execute(query, (document,))]


def member(group: Group) -> int:
    """Return the number by which `content` knows a group."""
    return 2 * group.number + _LANGUAGES.index(group.language)


def unplaced(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs, English and Chinese, of which no document is known."""
    query = (
        "SELECT e.text, z.text FROM documents d JOIN sentences e ON e.document = d.number "
        "JOIN sentences z ON z.document = e.document AND z.number = e.number AND z.language = 'zh' "
        "WHERE d.symbol = '' AND e.language = 'en' ORDER BY e.number"
    )
    with closing(_opened(path)) as database:
        yield from database.execute(query)


@atexit.register
def release() -> None:
    """Remove the databases."""
    while _folders:
        _folders.pop().cleanup()


def is_group(path: Path) -> bool:
    """Tell whether a path is that of such a database."""
    return path.name == _NAME and path.parent.name.startswith("juanzong-")


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
