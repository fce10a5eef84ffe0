"""The reader of PDF files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.model.document import Source
from indexer.model.messages import message
from indexer.reading.files import endless
from indexer.runtime.errors import InputError

_BEFORE = b"\xef\xbb\xbf \t\r\n"


class Pdf:
    """Reads what the pages of a PDF print, in the order in which it is read."""

    name = message("PDF")
    suffixes = (".pdf",)
    isolated = True

    def accepts(self, head: bytes, _name: str) -> bool:
        """Accept a file that begins as a PDF does, blanks before it allowed."""
        return head.lstrip(_BEFORE).startswith(b"%PDF-")

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        """Return the lines of the pages, each with what its place says of it."""
        from indexer.reading.pdf.document import lines_of
        from indexer.reading.pdf.glyphs import sheets
        from indexer.reading.pdf.opening import opened
        from indexer.reading.pdf.warnings import warnings_of

        name = str(path)
        with opened(data, name) as document:
            read = []
            total = 0
            for sheet in sheets(document, name):
                total += sheet.characters
                if total > largest:
                    raise endless(name, largest)
                read.append(sheet)
        lines = lines_of(read)
        text = "\n".join(line.text for line in lines)
        if not lines:
            raise _without_text(name, len(read), scanned=any(sheet.has_image for sheet in read))
        return Source(
            name=path.name,
            encoding="pdf",
            sha256=hashlib.sha256(data).hexdigest(),
            text=text,
            lines=lines,
            warnings=warnings_of(text, is_scan=any(sheet.is_scan and sheet.hidden for sheet in read)),
        )


def _without_text(name: str, pages: int, *, scanned: bool) -> InputError:
    if scanned:
        return InputError(
            f"{name} is a scan: its pages are pictures, without text.",
            "Put text into it with a program for OCR (such as OCRmyPDF: ocrmypdf in.pdf out.pdf), and give "
            "the new file.",
        )
    return InputError(f"{name} holds no text: nothing is printed on its pages ({pages}).", "Check the file.")
