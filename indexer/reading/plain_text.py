"""Read text files in the encodings that `encodings` tells apart."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.model.document import Source
from indexer.model.messages import message
from indexer.reading.encodings import decode, is_wide
from indexer.reading.files import BYTES_A_LINE
from indexer.reading.lines import split
from indexer.reading.signatures import looks_like


class PlainText:
    """Reads clean text, and raw text extracted from a PDF."""

    name = message("plain text")
    suffixes = (".txt",)
    isolated = False

    def accepts(self, head: bytes, _name: str) -> bool:
        """Accept any file that has no NUL byte (or is UTF-16) and does not begin like another format."""
        return looks_like(head) is None and (b"\0" not in head or is_wide(head))

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        """Return the decoded text, without the byte order mark, and its lines that are not blank."""
        text, encoding = decode(data, str(path))
        return Source(
            name=path.name,
            encoding=encoding,
            sha256=hashlib.sha256(data).hexdigest(),
            text=text,
            lines=split(text, largest // BYTES_A_LINE),
        )
