"""Read the bytes of a file, only if it is a regular file and no larger than a document may be."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Localised, message
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
_BLOCK = 1 << 20
"""How many bytes are read at a time."""


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
    try:
        _refuse_irregular(path, path.stat().st_mode)
        # A pipe may replace the file between the two checks; opening it must not wait for a writer.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb", buffering=0) as stream:
            status = os.fstat(handle)
            _refuse_irregular(path, status.st_mode)
            data = bytearray(stream.read(len(_WIDE[0])))
            most = 2 * largest + len(data) if bytes(data) in _WIDE else largest
            if status.st_size <= most:
                while len(data) <= most and (more := stream.read(min(_BLOCK, most + 1 - len(data)))):
                    data += more
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the path.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by this user.", "Change its permissions.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Check the path.") from None
    if max(status.st_size, len(data)) > most:
        raise oversize(str(path), max(status.st_size, len(data)), largest)
    return bytes(data)


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


def _refuse_irregular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise InputError(f"{path} is a directory.", "Name the files in it.")
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise InputError(f"{path} is {kind}, not a regular file.", "Save it as a file, and give that.")
