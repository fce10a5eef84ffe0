"""Read the bytes of a file, only if it is a regular file and no larger than a document may be."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Protocol

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Localised, message
from indexer.reading.signatures import allowance
from indexer.runtime.errors import InputError, OversizeError

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ADVICE = message("Divide it into its documents, or raise `largest` in [library] of config.toml.")
BYTES_A_LINE = 64
"""A document may have one line for this many bytes of the size limit.

In the worst case each line becomes a unit, which takes more memory than its text.
"""
_HEAD = 64
_BLOCK = 1 << 20
"""How many bytes are read at a time."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most so many bytes, and none at the end."""


def content(path: Path, largest: int) -> bytes:
    """Return the bytes of a regular file; symbolic links are followed.

    A file in UTF-16 may have twice as many bytes as its text may have in UTF-8.

    Args:
        path: The file.
        largest: The limit for its text, in bytes of UTF-8.

    Raises:
        InputError: The file is missing, not a regular file, or unreadable.
        OversizeError: The file is too large; at most one byte beyond the limit has been read.

    """
    with explained(path), open_regular(path) as stream:
        return read_within(stream, str(path), largest, os.fstat(stream.fileno()).st_size)


def open_regular(path: Path) -> FileIO:
    """Open a file to read it, if it is a regular file.

    Raises:
        InputError: The file is a folder, a pipe, a device or a socket.
        OSError: The file is missing or unreadable; `explained` makes an InputError of it.

    """
    refuse_irregular(path, path.stat().st_mode)
    # A pipe may replace the file between the two checks; opening it must not wait for a writer.
    stream = FileIO(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    try:
        refuse_irregular(path, os.fstat(stream.fileno()).st_mode)
    except BaseException:
        stream.close()
        raise
    return stream


def read_within(stream: Readable, name: str, largest: int, size: int | None = None) -> bytes:
    """Return all bytes of a stream, if they are no more than a document may have.

    Args:
        stream: What is read.
        name: Its name, for messages.
        largest: The limit for the text, in bytes of UTF-8; the bytes may be twice as many in UTF-16, and more
            in a format that holds pictures and fonts (`signatures.allowance`).
        size: How many bytes the stream is said to have; it may have more.

    Raises:
        OversizeError: It has too many; at most one byte beyond the limit has been read.

    """
    data = bytearray(stream.read(_HEAD) or b"")
    is_wide = data.startswith(_WIDE)
    most = 2 * largest + len(_WIDE[0]) if is_wide else largest * allowance(bytes(data))
    if size is not None and size > most:
        raise oversize(name, size, largest)
    while len(data) <= most and (more := stream.read(min(_BLOCK, most + 1 - len(data)))):
        data += more
    if len(data) > most:
        raise endless(name, largest)
    return bytes(data)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise an InputError that names a file or a folder where the system refuses to read it."""
    try:
        yield
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the path.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by this user.", "Change its permissions.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Check the path.") from None


def oversize(name: str, size: int, largest: int) -> OversizeError:
    """Return the error for a file that is too large.

    Args:
        name: The name of the file.
        size: The size of its text, in bytes.
        largest: The limit, in bytes of UTF-8.

    """
    return OversizeError(
        message(
            "{name} is larger than one document may be: it has {size} bytes, and the limit is {largest} "
            "bytes "
            "of text in UTF-8.",
            name=name,
            size=Localised(grouped, size),
            largest=Localised(grouped, largest),
        ),
        _ADVICE,
    )


def endless(name: str, largest: int) -> OversizeError:
    """Return the error for a file that has not been read to its end, since it is too large."""
    return OversizeError(
        message(
            "{name} is larger than one document may be: it has more than {largest} bytes of text in UTF-8.",
            name=name,
            largest=Localised(grouped, largest),
        ),
        _ADVICE,
    )


def too_many_lines(name: str, most: int) -> OversizeError:
    """Return the error for a file with more than `most` lines that are not blank."""
    return OversizeError(
        message(
            "{name} is larger than one document may be: it has more than {most} lines that are not blank, "
            "one "
            "for each {bytes} bytes of the limit.",
            name=name,
            most=Localised(grouped, most),
            bytes=BYTES_A_LINE,
        ),
        _ADVICE,
    )


def refuse_irregular(path: Path, mode: int) -> None:
    """Raise InputError if `mode` is not that of a regular file."""
    if stat.S_ISDIR(mode):
        raise InputError(f"{path} is a directory.", "Name the files in it.")
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise InputError(f"{path} is {kind}, not a regular file.", "Save it as a file, and give that.")
