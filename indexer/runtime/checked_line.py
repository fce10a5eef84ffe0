"""Small files that show whether they are damaged: one line, and below it the line's CRC-32 checksum."""

from __future__ import annotations

from zlib import crc32


def sealed(line: bytes) -> bytes:
    """Return the content of the file for a line; the line itself has no line break."""
    return b"%b\n%08x\n" % (line, crc32(line))


def opened(content: bytes) -> bytes:
    """Return the line of a file.

    Raises:
        ValueError: The file is not as it was written.

    """
    line, _, _ = content.partition(b"\n")
    if content != sealed(line):
        raise ValueError("it is not as it was written")
    return line
