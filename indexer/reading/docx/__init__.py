"""Read DOCX files: what they show, with the numbers, notes and headings that the format knows."""

from __future__ import annotations

from pathlib import Path

from indexer.model.document import Source
from indexer.model.messages import message
from indexer.reading.signatures import ZIP, signature
from indexer.runtime.errors import InputError


class Docx:
    """Reads the files of Word since 2007, through the standard library's ZIP and XML."""

    name = message("Word document")
    suffixes = (".docx",)
    isolated = True

    def accepts(self, head: bytes, _name: str) -> bool:
        """Accept a ZIP archive of any kind: often only the list of members, at its end, tells of which."""
        return signature(head) in ZIP

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        """Return the paragraphs of the document, as they stand when tracked changes are accepted.

        Raises:
            InputError: It is an archive of another kind, or damaged, encrypted or made to do harm.
            OversizeError: What is packed in it is too large.

        """
        from indexer.reading.composing import source_of
        from indexer.reading.docx.document import drafts_of
        from indexer.reading.docx.package import Package

        try:
            drafts, warnings = drafts_of(Package(data, str(path), largest))
        except RecursionError:
            raise InputError(
                f"{path} nests its tables and text boxes too deeply to be read.",
                "Save it with Word or LibreOffice again, or as PDF, and give that.",
            ) from None
        return source_of(path, data, "docx", drafts, warnings)
