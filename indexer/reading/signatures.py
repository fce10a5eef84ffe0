"""Guess the format of a file that no reader accepts, from its first bytes."""

from __future__ import annotations

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, as DOCX, XLSX, PPTX and ODT files are"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office (DOC, XLS, PPT)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\x7fELF", "an executable program"),
    (b"MZ\x90\0", "an executable program"),
    (b"\xcf\xfa\xed\xfe", "an executable program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
)
"""How files of each format begin.

The short signatures contain bytes that no text has, so that no text begins with them.
"""


_PACKED = {b"%PDF-": 16}
"""How many times as large as its text a file of a format may be that holds pictures and fonts beside it."""


def allowance(head: bytes) -> int:
    """Return how many times as large as its text a file with these first bytes may be."""
    return next((times for beginning, times in _PACKED.items() if head.lstrip().startswith(beginning)), 1)


def looks_like(head: bytes) -> str | None:
    """Return what a file with these first bytes looks like, None if they are not known."""
    return next((what for beginning, what in _SIGNATURES if head.startswith(beginning)), None)
