"""Guess the format of a file that no reader accepts, from its first bytes, and say what to do with it."""

from __future__ import annotations

from dataclasses import dataclass

_WORD = "Convert it with LibreOffice, and give the DOCX: soffice --headless --convert-to docx {file}"
_BOOK = "Convert it with Calibre, and give the DOCX: ebook-convert {file} book.docx"
_PAGES = "Export it as a Word file in Pages, and give that."
_PRINTED = "Convert it to a PDF with Ghostscript, and give that: ps2pdf {file}"
_OCR = (
    "It is a picture of a text: recognise the text with an OCR program, such as Tesseract, and give that: "
    "tesseract {file} text -l chi_sim+eng"
)
_SCAN = (
    "Convert it to a PDF, recognise its text with OCRmyPDF, and give that: ddjvu -format=pdf {file} scan.pdf"
)
_UNPACK = "Unpack it, and give its files."
_NO_DOCUMENT = "Give the file of a document."


@dataclass(frozen=True, slots=True)
class Signature:
    """How the files of a format begin.

    `beginning` stands at the offset `at` in bytes. `name` tells what the file is, and `advice` what to do,
    with `{file}` for its path.
    """

    beginning: bytes
    name: str
    advice: str
    at: int = 0


_MEMBER = 30
"""Where the name of the first member stands in a ZIP archive."""
_ODF = b"mimetypeapplication/vnd.oasis.opendocument"
ZIP = (
    Signature(b"PK\x03\x04", "a ZIP archive, as DOCX, XLSX and PPTX files are", _UNPACK),
    Signature(b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
)
"""How ZIP archives begin whose first member does not tell of which kind they are."""
_SIGNATURES = (
    Signature(b"%PDF-", "a PDF", "Give a file of one of these formats."),
    Signature(_ODF, "an OpenDocument file (ODT, ODS, ODP)", _WORD, _MEMBER),
    Signature(b"mimetypeapplication/epub", "an EPUB book", _BOOK, _MEMBER),
    Signature(b"Index/Document.iwa", "a file of Pages, Numbers or Keynote", _PAGES, _MEMBER),
    Signature(b"Index.zip", "a file of Pages, Numbers or Keynote", _PAGES, _MEMBER),
    *ZIP,
    Signature(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a file of an old Office or of WPS (DOC, XLS, PPT, WPS), or one with a password",
        _WORD,
    ),
    Signature(b"{\\rtf", "an RTF document", _WORD),
    Signature(b"\xffWPC", "a WordPerfect document", _WORD),
    Signature(b"%!PS", "a PostScript file", _PRINTED),
    Signature(b"\x89PNG\r\n\x1a\n", "a PNG image", _OCR),
    Signature(b"\xff\xd8\xff", "a JPEG image", _OCR),
    Signature(b"\0\0\0\x0cjP  ", "a JPEG 2000 image", _OCR),
    Signature(b"GIF87a", "a GIF image", _OCR),
    Signature(b"GIF89a", "a GIF image", _OCR),
    Signature(b"II*\0", "a TIFF image", _OCR),
    Signature(b"MM\0*", "a TIFF image", _OCR),
    Signature(b"WEBPVP8", "a WebP image", _OCR, 8),
    Signature(b"ftypheic", "an HEIC image", _OCR, 4),
    Signature(b"AT&TFORM", "a DjVu document", _SCAN),
    Signature(b"\x7fELF", "an executable program", _NO_DOCUMENT),
    Signature(b"MZ\x90\0", "an executable program", _NO_DOCUMENT),
    Signature(b"\xcf\xfa\xed\xfe", "an executable program", _NO_DOCUMENT),
    Signature(b"\x1f\x8b", "a gzip archive", _UNPACK),
    Signature(b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    Signature(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    Signature(b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    Signature(b"SQLite format 3\0", "an SQLite database", _NO_DOCUMENT),
)
"""How files of each format begin; of two that fit, the first counts.

The short signatures contain bytes that no text has, so that no text begins with them.
"""


_PACKED = {b"%PDF-": 16, b"PK\x03\x04": 8}
"""How many times as large as its text a file of a format may be that holds pictures and fonts beside it."""


def allowance(head: bytes) -> int:
    """Return how many times as large as its text a file with these first bytes may be."""
    return next((times for beginning, times in _PACKED.items() if head.lstrip().startswith(beginning)), 1)


def signature(head: bytes) -> Signature | None:
    """Return the signature of a file with these first bytes, None if it has none that is known."""
    return next((one for one in _SIGNATURES if head.startswith(one.beginning, one.at)), None)


def looks_like(head: bytes) -> str | None:
    """Return what a file with these first bytes looks like, None if they are not known."""
    found = signature(head)
    return found.name if found else None
