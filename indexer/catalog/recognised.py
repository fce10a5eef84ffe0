"""Read and write what a catalog keeps of a document: its source and what was recognised in it.

Both are compressed. Worker processes read them here by the number of the document, so that they need not be
sent to them.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from indexer.catalog import database
from indexer.catalog.database import NAME, failing
from indexer.model.document import Document, Source
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

Record = TypeVar("Record", Source, Document)
_ENCODER = msgspec.msgpack.Encoder()
_SOURCES = msgspec.msgpack.Decoder(Source)
_DOCUMENTS = msgspec.msgpack.Decoder(Document)


def packed(record: Source | Document) -> bytes:
    """Return a record as it is kept."""
    return zlib.compress(_ENCODER.encode(record))


def source(corpus: Path, number: int) -> Source:
    """Return what the reader made of the file of a document.

    Raises:
        ConfigError: The catalog cannot be used, or does not hold it.

    """
    return _unpacked(_SOURCES, "source", corpus, number)


def has(corpus: Path, number: int) -> bool:
    """Tell whether the file of a document has been read; one that was taken over may not have been."""
    with failing(corpus / NAME):
        found = _connection(corpus).execute("SELECT 1 FROM readings WHERE number = ?", (number,)).fetchone()
    return found is not None


def document(corpus: Path, number: int) -> Document:
    """Return what was recognised of a document; the errors are those of `source`."""
    return _unpacked(_DOCUMENTS, "document", corpus, number)


def _unpacked(decoder: msgspec.msgpack.Decoder[Record], column: str, corpus: Path, number: int) -> Record:
    try:
        return decoder.decode(zlib.decompress(_kept(column, corpus, number)))
    except (zlib.error, msgspec.DecodeError) as error:
        raise database.damaged(corpus / NAME, f"document {number}: {error}") from error


def _kept(column: str, corpus: Path, number: int) -> bytes:
    path = corpus / NAME
    with failing(path):
        query = f"SELECT {column} FROM readings WHERE number = ?"  # noqa: S608 - one of two names
        row = _connection(corpus).execute(query, (number,)).fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise database.damaged(path, f"document {number} has not been read")
    return row[0]


def _connection(corpus: Path) -> sqlite3.Connection:
    """Return the open database of a corpus; a worker reads thousands of documents of one."""
    path = corpus / NAME
    try:
        status = path.stat()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.", "Restore it from a copy.") from error
    return _opened(corpus, status.st_dev, status.st_ino)


@lru_cache(maxsize=1)
def _opened(corpus: Path, _device: int, _inode: int) -> sqlite3.Connection:
    """Open a database; the device and the inode tell it from another one of the same name."""
    connection = database.connect(corpus)
    if connection is None:  # it has been deleted in this moment
        raise database.damaged(corpus / NAME, "it is missing")
    return connection
