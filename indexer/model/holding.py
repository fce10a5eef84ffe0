"""The record of a file in a corpus, with what the manifest says of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.model.document import Edition, Given, Language

ORIGIN = 24
"""The length of an origin, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A file of a corpus and what its manifest or its catalog says of it.

    `number` is the number of the document in the catalog, or None if a manifest names it. `origin` is a
    digest of all from which the document is made; it is empty where nobody needs it.
    """

    corpus: Path
    file: str
    symbol: str
    language: Language
    edition: Edition
    given: Given
    number: int | None = None
    origin: str = ""

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self.corpus / self.file

    @property
    def key(self) -> tuple[str, Language]:
        """The symbol and the language, which several editions may share."""
        return self.symbol, self.language
