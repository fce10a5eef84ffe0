"""Open the database of a catalog, and tell why it cannot be used.

The database has a rollback journal: one with a write-ahead log cannot be read where nothing may be written,
such as on a read-only disk.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from indexer.model.messages import message
from indexer.runtime import durable
from indexer.runtime.errors import BusyError, ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "catalog.sqlite"
"""The name of the database, in the folder of its corpus."""
DRAFT = f"{NAME}.part"
"""The name under which it is made, so that one which is empty is known to be damaged."""
FORM = 1
"""The version of the tables; it is raised when they change."""
_APPLICATION = 0x4A5A4341
"""The number in the head of the file by which it is known as a catalog (`JZCA`)."""
PATIENCE = 5.0
"""Seconds to wait for another process that has locked the database."""
_TABLES = """
CREATE TABLE state (
    generation INTEGER NOT NULL,
    valid TEXT NOT NULL,
    staged TEXT
);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    symbol TEXT NOT NULL,
    language TEXT NOT NULL,
    edition TEXT NOT NULL,
    file TEXT NOT NULL,
    was_there INTEGER NOT NULL,
    given BLOB NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER
);
CREATE INDEX documents_by_key ON documents (symbol, language);
CREATE INDEX documents_by_file ON documents (file);
CREATE INDEX documents_by_begin ON documents (begins);
CREATE INDEX documents_by_end ON documents (ends) WHERE ends IS NOT NULL;
CREATE TABLE readings (
    number INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    reading TEXT NOT NULL,
    source BLOB NOT NULL,
    recognition INTEGER NOT NULL,
    document BLOB NOT NULL
);
CREATE INDEX readings_by_versions ON readings (reading, recognition);
"""
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_HALF_DONE = {sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_IOERR_DELETE}
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it may only be read",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it may not be opened by this user",
}


def connect(corpus: Path) -> sqlite3.Connection | None:
    """Open the catalog of a corpus; return None if it has none.

    Transactions are begun by `BEGIN` only. What a stopped writer had not committed is undone here, if this
    process may write.

    Raises:
        ConfigError: It is damaged, of a newer version, no catalog, or cannot be read.
        BusyError: Another program has locked it.

    """
    path = corpus / NAME
    try:
        if not path.stat().st_size:
            raise damaged(path, "it is empty")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error
    connection = _connected(path)
    with failing(path), _closed_after_error(connection):
        _verify_head(connection, path)
    return connection


def create(corpus: Path) -> sqlite3.Connection:
    """Open the catalog of a corpus for a change; it is made if there is none.

    Args:
        corpus: The folder of the corpus, which exists.

    Raises:
        ConfigError: It is damaged, of a newer version, no catalog, or cannot be made.
        BusyError: Another program has locked it.
        OSError: The disk refuses.

    """
    if (connection := connect(corpus)) is not None:
        return connection
    path, draft = corpus / NAME, corpus / DRAFT
    draft.unlink(missing_ok=True)
    made = _connected(draft, create=True)
    with closing(made), failing(path):
        made.execute("PRAGMA journal_mode = MEMORY")  # a draft needs no journal that could be left over
        with transaction(made):
            for statement in filter(str.strip, _TABLES.split(";")):
                made.execute(statement)
            made.execute("INSERT INTO state VALUES (0, 'empty', NULL)")
            made.execute(f"PRAGMA application_id = {_APPLICATION}")
            made.execute(f"PRAGMA user_version = {FORM}")
    draft.rename(path)
    durable.sync(corpus)
    return _connected(path)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make changes durable together, or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def failing(path: Path) -> Iterator[None]:
    """Turn an error of the database into one that says what to do.

    Raises:
        ConfigError: The database is damaged, or the disk refuses.
        BusyError: Another program has locked it.

    """
    try:
        yield
    except sqlite3.Error as error:
        raise _told(path, error) from error
    except UnicodeDecodeError as error:  # of a message of SQLite that quotes what is damaged
        raise damaged(path, "its tables have names that are no text") from error


def _connected(path: Path, *, create: bool = False) -> sqlite3.Connection:
    mode = "rwc" if create else "rw"
    with failing(path):
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            timeout=PATIENCE,
            isolation_level=None,
            uri=True,
            check_same_thread=False,
        )
    with failing(path), _closed_after_error(connection):
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def _closed_after_error(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _verify_head(connection: sqlite3.Connection, path: Path) -> None:
    """Verify that a database is a catalog of this version.

    Raises:
        ConfigError: It is damaged, no catalog, or of a newer version.

    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    form = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != _APPLICATION:
        raise ConfigError(
            f"{path} is no catalog of Juanzong.",
            "Move it to another place, and restore the catalog from a copy if there was one.",
        )
    if form > FORM:
        raise ConfigError(
            f"{path} was written by a newer version of Juanzong: it has form {form}, not {FORM}.",
            "Update Juanzong.",
        )
    if form < 1:
        raise damaged(path, f"it has form {form}")


def _told(path: Path, error: sqlite3.Error) -> ConfigError | BusyError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = code & 0xFF  # the rest tells which of several causes it was
    if primary in _LOCKED:
        return BusyError(
            message("Another program has locked {path}.", path=path),
            message("Wait until it has finished and try again."),
        )
    if code in _HALF_DONE:
        return ConfigError(
            f"{path} has a change that was interrupted, which cannot be undone here: nothing may be written.",
            f"Run `indexer build --if-stale` as a user who may write to {path.parent}, or check its disk.",
        )
    if primary in _DAMAGED or primary == sqlite3.SQLITE_ERROR:  # a table or a column is missing
        return damaged(path, str(error))
    return _unreadable(path, _REASONS.get(primary, str(error)))


def damaged(path: Path, reason: str) -> ConfigError:
    """Return the error for a catalog that is damaged; the reason may quote what was found there."""
    shown = "".join(sign if sign.isprintable() else " " for sign in reason).rstrip(".")
    return ConfigError(
        f"{path} is damaged: {shown}.",
        f"Restore it from a copy, or move it away and add the files beside it again: "
        f"`indexer add {path.parent}`.",
    )


def _unreadable(path: Path, reason: str) -> ConfigError:
    return ConfigError(
        f"{path} cannot be used: {reason}.", "Check the file, its folder and the space on its disk."
    )
