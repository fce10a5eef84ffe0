"""Read HTML pages: all that they show, with the structure that their elements give."""

from __future__ import annotations

from pathlib import Path

from indexer.model.document import Source
from indexer.model.messages import message
from indexer.reading.html.detection import decoded, is_html


class Html:
    """Reads saved web pages, and pages that hold only the text of a document."""

    name = message("web page")
    suffixes = (".html", ".htm", ".xhtml")
    isolated = True

    def accepts(self, head: bytes, _name: str) -> bool:
        """Accept what begins like a page: with a document type, `<html>` or another element of pages."""
        return is_html(head)

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        """Return the text that the page shows; what the site puts around it has the role `site`.

        Raises:
            InputError: The page cannot be decoded, or its elements are nested too deeply.

        """
        from indexer.reading.composing import source_of
        from indexer.reading.html.tree import parsed
        from indexer.reading.html.walk import drafts_of

        text, encoding = decoded(data, str(path))
        return source_of(path, data, encoding, drafts_of(parsed(text, str(path), largest)))
