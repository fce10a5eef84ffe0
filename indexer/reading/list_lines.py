"""Reads the lines of a list, one after another, from a file or a stream of any length.

Its encoding is told by its first bytes. A line that is too long is cut, and what cannot be decoded stands as
lone surrogates: so a caller can refuse single lines and go on.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import IO

from indexer.reading import encodings
from indexer.runtime.errors import InputError

_LOOKED_AT = 65_536
"""By how many bytes at the beginning the encoding is told."""
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_UTF_8 = "utf-8-sig"


def lines(stream: IO[bytes], longest: int, encoding: str | None = None) -> Iterator[str]:
    """Yield the lines of a list without their ends, whichever ends they have.

    Args:
        stream: The bytes of the list; no more is read of it than was asked for.
        longest: How long a line may be, in code points. A longer one is cut behind one more.
        encoding: Its encoding by Python's name; by default the one that its beginning is in.

    """
    buffered = io.BufferedReader(_Raw(stream), _LOOKED_AT)
    chosen = encoding or _encoding(buffered.peek(_LOOKED_AT))
    errors = "replace" if chosen.startswith("utf-16") else "surrogateescape"
    text = io.TextIOWrapper(buffered, chosen, errors, newline=None)
    while line := text.readline(longest + 1):
        ended = line.endswith("\n")
        yield line.rstrip("\n")
        while not ended and (rest := text.readline(_LOOKED_AT)):
            ended = rest.endswith("\n")


class _Raw(io.RawIOBase):
    """A stream that gives what has come, and does not wait for more."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._read = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _encoding(head: bytes) -> str:
    """Return the encoding of a list by its beginning; UTF-8 where it cannot be told."""
    if wide := _WIDE.get(head[:2]):
        return wide
    whole = head if len(head) < _LOOKED_AT else head[: head.rfind(b"\n") + 1] or head
    try:
        whole.decode(_UTF_8)
    except UnicodeDecodeError:
        try:
            return encodings.decode(whole, "the list")[1]
        except InputError:
            return _UTF_8
    return _UTF_8
