"""The folder of what has been fetched: each document with a record of where it came from.

A document and its record are written aside and moved into place, the document first. A record that does not
match its document is that of an earlier one; both then count as not fetched. What an interrupted transfer has
brought stays beside them, with what tells whether the transfer can be resumed.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.runtime import durable


class Record(Struct, frozen=True, gc=False):
    """What is known of a document that was fetched.

    `etag` and `modified` are the headers by which the service tells whether it has changed. `corrigenda` is
    how many corrigenda it had when they were last looked for, None if they have not been.
    """

    symbol: str
    language: str
    url: str
    sha256: str
    fetched: str
    etag: str = ""
    modified: str = ""
    corrigenda: int | None = None


class Partial(Struct, frozen=True, gc=False):
    """What is known of a transfer that was interrupted; `etag` and `modified` are as in Record."""

    symbol: str
    language: str
    etag: str = ""
    modified: str = ""

    @property
    def validator(self) -> str:
        """The value of `If-Range`; empty if the transfer cannot be resumed safely."""
        return self.modified if self.etag.startswith("W/") else self.etag or self.modified


_RECORDS = msgspec.json.Decoder(Record)
_PARTIALS = msgspec.json.Decoder(Partial)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The place of one document in the folder; `suffix` is that of its format."""

    folder: Path
    symbol: str
    language: str
    suffix: str

    @property
    def path(self) -> Path:
        """The path of the document, named as the United Nations name its files."""
        return self.folder / f"{self.symbol.replace('/', '_')}-{self.language.upper()}{self.suffix}"

    @property
    def part(self) -> Path:
        """The path of what an interrupted transfer has brought."""
        return self._beside(".part")

    @property
    def _record(self) -> Path:
        return self._beside(".json")

    @property
    def _resumption(self) -> Path:
        return self._beside(".part.json")

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def record(self) -> Record | None:
        """Return the record of the document, None if it has not been fetched or is not as it was fetched."""
        with suppress(OSError, msgspec.MsgspecError):
            found = _RECORDS.decode(self._record.read_bytes())
            if (found.symbol, found.language) == (self.symbol, self.language):
                return found if found.sha256 == digest(self.path) else None
        return None

    def partial(self) -> Partial | None:
        """Return what is known of an interrupted transfer that can be resumed, None if there is none."""
        with suppress(OSError, msgspec.MsgspecError):
            found = _PARTIALS.decode(self._resumption.read_bytes())
            is_ours = (found.symbol, found.language) == (self.symbol, self.language)
            if is_ours and found.validator and self.part.stat().st_size:
                return found
        return None

    def begin(self, partial: Partial) -> None:
        """Keep what tells whether the transfer that begins can be resumed; drop what was there.

        Raises:
            OSError: The disk refuses.

        """
        self.drop()
        if partial.validator:
            _written(self._resumption, msgspec.json.encode(partial))

    def drop(self) -> None:
        """Drop what an interrupted transfer has brought."""
        self._resumption.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    def keep(self, record: Record) -> None:
        """Make what has been transferred the document, with this record.

        Raises:
            OSError: The disk refuses.

        """
        durable.sync(self.part)
        self.part.replace(self.path)
        self.note(record)
        self.drop()

    def note(self, record: Record) -> None:
        """Write the record of the document anew.

        Raises:
            OSError: The disk refuses.

        """
        _written(self._record, msgspec.json.format(msgspec.json.encode(record), indent=1))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: The file cannot be read.

    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _written(path: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    draft = path.with_name(f"{path.name}.draft")
    draft.write_bytes(data)
    durable.sync(draft)
    draft.replace(path)
    durable.sync(path.parent)
