"""What `indexer add` tells: for each file what became of it, and how far the work has come."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import Struct

from indexer.model.document import Edition, Language


class Taken(Struct, frozen=True, gc=False):
    """A file that was taken, or that would be in a dry run.

    `file` is the name of the file as messages show it. `proposed` names the fields that only the file's name
    told: `symbol`, `language`. `doubts` are sentences about what is unusual or could not be decided.
    `type` is that of the document, empty if nothing tells it.
    `reissued` tells that the text was issued again, as a star behind its symbol says.
    """

    file: str
    symbol: str
    language: Language
    edition: Edition
    title: str
    date: date | None
    paragraphs: int
    events: int
    proposed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reissued: bool = False
    type: str = ""


class Refused(Struct, frozen=True, gc=False):
    """A file that was refused; `reason` and `advice` are whole sentences, and `reason` names the file.

    `superseded` tells that nothing is wrong with it: its reissue is taken.
    """

    file: str
    reason: str
    advice: str = ""
    superseded: bool = False


class Kept(Struct, frozen=True, gc=False):
    """Pairs of sentences of which no document is known: `pairs` of them in `file`, kept for the lexicon."""

    file: str
    pairs: int


class Report(Struct, frozen=True, gc=False):
    """What became of the files of one `add`, each in the order in which they were given.

    `kept` are the pairs of bitexts that belong to no document.
    """

    taken: tuple[Taken, ...] = ()
    refused: tuple[Refused, ...] = ()
    kept: tuple[Kept, ...] = ()


class Progress(Protocol):
    """Is told how far a long work has come. A work has several stages, one after the other."""

    def begin(self, stage: str, total: int | None, what: str = "document") -> None:
        """Begin a stage.

        Args:
            stage: What is done in it, such as `Reading`.
            total: How many documents it will do, or None if that is not known.
            what: What is counted, if not documents.

        """

    def advance(self, count: int = 1) -> None:
        """Tell that `count` more documents, or whatever is counted, are done."""

    def end(self) -> None:
        """End the stage that was begun."""


class Silent:
    """Progress that nobody is told of."""

    def begin(self, stage: str, total: int | None, what: str = "document") -> None:
        """Tell nobody."""

    def advance(self, count: int = 1) -> None:
        """Tell nobody."""

    def end(self) -> None:
        """Tell nobody."""
