"""Tell which generation of a catalog is valid.

A change gets a new generation and a random token. It is staged first; it becomes valid when the token is
moved from `staged` to `valid`, after the index has been committed with that token in its mark.
"""

from __future__ import annotations

import secrets
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from indexer.catalog import database
from indexer.catalog.database import failing, transaction

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_MOST = 1 << 53
"""No catalog has had so many changes."""


class CatalogState(Struct, frozen=True, gc=False):
    """The state of a catalog: the valid generation, its token, and the token of a change that is staged."""

    generation: int
    valid: str
    staged: str | None = None


def read(corpus: Path) -> CatalogState | None:
    """Return the state of the catalog of a corpus, or None if it has none; this takes the same time always.

    Raises:
        ConfigError: The catalog cannot be used.
        BusyError: Another program has locked it.

    """
    connection = database.connect(corpus)
    if connection is None:
        return None
    with closing(connection):
        return of(connection, corpus)


def of(connection: sqlite3.Connection, corpus: Path) -> CatalogState:
    """Return the state of an open catalog."""
    path = corpus / database.NAME
    with failing(path):
        rows = connection.execute("SELECT generation, valid, staged FROM state").fetchall()
    if len(rows) == 1:
        generation, valid, staged = rows[0]
        if (
            isinstance(generation, int)
            and 0 <= generation <= _MOST
            and isinstance(valid, str)
            and isinstance(staged, str | None)
        ):
            return CatalogState(generation, valid, staged)
    raise database.damaged(path, "it does not say which generation is valid")


def stage(connection: sqlite3.Connection) -> str:
    """Begin a change: return its new token, which is kept as the staged one."""
    token = _token()
    with transaction(connection):
        connection.execute("UPDATE state SET staged = ?", (token,))
    return token


def advance(connection: sqlite3.Connection) -> None:
    """Begin the next generation and make it valid, in the transaction of the caller."""
    connection.execute("UPDATE state SET generation = generation + 1, valid = ?, staged = NULL", (_token(),))


def _token() -> str:
    return secrets.token_hex(16)


def settle(connection: sqlite3.Connection) -> None:
    """Make the staged change valid."""
    with transaction(connection):
        connection.execute(
            "UPDATE state SET generation = generation + 1, valid = staged, staged = NULL "
            "WHERE staged IS NOT NULL"
        )
