"""What is told of the lexicon of a library: its parts, what was learned, what was imported."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

PartState = Literal["current", "older", "unusable", "missing", "nothing"]
"""Whether a part of the lexicon stands for what it is made from.

`older` parts are in use, though what they were made from has changed; `unusable` ones are damaged or of
another version, and not in use; `missing` ones have not been made, and `nothing` says that there is nothing
to make them from.
"""


class Learned(Struct, frozen=True, gc=False):
    """What was learned from the library itself.

    Attributes:
        documents: From how many documents held in both languages.
        bitexts: From how many bitexts of no known document.
        pairs: From how many pairs of sentences.
        misaligned: How many pairs were left out because they do not translate each other.
        suspects: The documents and bitexts of which most pairs were left out for that.
        beyond: How many pairs were left out because there are more than are learned from.
        phrases: How many pairs of words and phrases were learned.
        size: How many bytes the file has; 0 if there was nothing to learn from.

    """

    documents: int
    bitexts: int
    pairs: int
    misaligned: int
    suspects: tuple[str, ...]
    beyond: int
    phrases: int
    size: int


class Part(Struct, frozen=True, gc=False):
    """A part of the lexicon: what was learned from the documents, or an imported glossary by its name."""

    name: str
    origin: Literal["documents", "office"]
    state: PartState
    pairs: int = 0
    reason: str = ""


class SkippedTerm(Struct, frozen=True, gc=False):
    """A row of a glossary that was not taken; `line` counts from 1, or is the number of the TBX entry."""

    line: int
    reason: str


class Term(Struct, frozen=True, gc=False):
    """A term in both languages."""

    en: str
    zh: str


class Imported(Struct, frozen=True, gc=False):
    """What became of the rows of an imported glossary.

    Attributes:
        name: The name by which the glossary is listed and removed.
        pairs: How many pairs of terms it has.
        doubled: How many rows said the same as one before.
        several: The terms with more than one translation; all translations are kept.
        skipped: The rows that were not taken.
        replaced: Whether a glossary of the same name was replaced.

    """

    name: str
    pairs: int
    doubled: int
    several: tuple[str, ...]
    skipped: tuple[SkippedTerm, ...]
    replaced: bool


class Entry(Struct, frozen=True, gc=False):
    """A pair of terms as it is exported.

    Attributes:
        en: The English term; of what was learned, with the commonest word of the library for each stem.
        zh: The Chinese term.
        origin: The part of the lexicon that has it.
        source: The name of the imported glossary, or the document in which a term of ours is attested.
        count: How often it was found in texts; 0 where nothing was counted.

    """

    en: str
    zh: str
    origin: Literal["office", "documents", "glossary", "general"]
    source: str = ""
    count: float = 0.0
