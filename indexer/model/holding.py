"""The record of a file in a corpus, with what the manifest says of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.model.document import Edition, Given, Language


@dataclass(frozen=True, slots=True)
class Holding:
    """A file of a corpus and what its manifest says of it."""

    corpus: Path
    file: str
    symbol: str
    language: Language
    edition: Edition
    given: Given

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self.corpus / self.file

    @property
    def key(self) -> tuple[str, Language]:
        """The symbol and the language, which several editions may share."""
        return self.symbol, self.language
