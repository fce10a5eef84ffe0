"""The layers that are shipped, in `shipped`: `scripts/make_lexicon.py` makes them; ORIGIN.md tells of what.

They are mapped into memory when they are first asked for, which takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.lexicon.lexicon import Layer, Lexicon, Origin
from indexer.lexicon.phrase_table import PhraseTable

FOLDER = Path(__file__).with_name("shipped")
GLOSSARY = FOLDER / "glossary.tsv"
_FILES: tuple[tuple[Origin, str], ...] = (
    ("glossary", "glossary"),
    ("names", "names"),
    ("shipped", "counts"),
    ("general", "general"),
)
UNATTESTED = "-"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the project's glossary.

    `document` is the symbol of a document in which it was found, with how many passages of all documents
    looked through have it (`count`); without one it is unattested. `both` says whether those passages have it
    in both languages, and not in Chinese only.
    """

    en: str
    zh: str
    subject: str
    document: str
    count: int
    both: bool


@cache
def shipped() -> tuple[Layer, ...]:
    """Return the shipped layers.

    Raises:
        IndexUnusableError: A file is damaged, or made for another kind of machine.

    """
    return tuple(Layer(origin, PhraseTable(FOLDER / f"{name}.lexicon")) for origin, name in _FILES)


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon of the shipped layers alone."""
    return Lexicon(shipped())


def terms() -> Iterator[Term]:
    """Yield the terms of the project's glossary."""
    for line in GLOSSARY.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            en, zh, subject, document, count, both = line.split("\t")
            found = "" if document == UNATTESTED else document
            yield Term(en, zh, subject, found, int(count), both == "both")


def glossary_pairs() -> Iterator[tuple[str, str]]:
    """Yield the English and the Chinese of each term of the project's glossary."""
    yield from ((term.en, term.zh) for term in terms())
