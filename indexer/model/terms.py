"""How a term is said in the other language: a part of the JSON contract (see `results`)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Both, Edition, Language, Script

TermOrigin: TypeAlias = Literal["office", "documents", "glossary", "names", "shipped", "general"]
"""Where a translation is from, besides the sentences shown.

`office` is a glossary that was imported, `documents` what was learned from this library, `glossary` the
project's own, `names` the names of States and organizations, `shipped` counts of United Nations texts of
2015, `general` dictionaries that do not follow the usage of the United Nations.
"""


class TermMark(Struct, frozen=True, gc=False):
    """Where a term or its translation stands in a sentence; offsets in code points, half-open."""

    start: int
    end: int


class TermSentence(Struct, frozen=True, gc=False):
    """A sentence of a unit, with the term or its translation marked; `id` and `url` are those of the unit."""

    id: str
    symbol: str
    language: Language
    script: Script
    edition: Edition
    year: int | None
    text: str
    marks: tuple[TermMark, ...]
    citation: Both
    url: str


class TermPair(Struct, frozen=True, gc=False):
    """A sentence that holds a term, and the one that was aligned with it and holds a translation.

    `score`, between 0 and 1, says how surely they translate each other.
    """

    source: TermSentence
    target: TermSentence
    score: float


class TermCount(Struct, frozen=True, gc=False):
    """How many paragraphs are of a year, or of a type of document; `value` is empty where that is unknown."""

    value: str
    count: int


class TermAttestation(Struct, frozen=True, gc=False):
    """Where the project's glossary has its pair from.

    `symbol` is a document that has it, `passages` how many passages of the documents looked through do, and
    `both` whether in both languages or in Chinese only.
    """

    symbol: str
    passages: int
    both: bool


class TermTranslation(Struct, frozen=True, gc=False):
    """A translation of a term.

    Of the paragraphs with the term that are held in both languages, `count` hold it in the other one, which
    is `share` of them, in `documents` documents; `digests` counts those of digests, which are no texts of the
    United Nations, apart. `units` counts the units of this library that hold it, with the term or without,
    and `url` finds them. `origins` and `weight` are what the lexicon says of it. `pairs` are examples.
    """

    text: str
    language: Language
    count: int
    share: float
    documents: int
    digests: int
    units: int
    url: str
    origins: tuple[TermOrigin, ...]
    weight: float
    attested: TermAttestation | None
    years: tuple[TermCount, ...]
    types: tuple[TermCount, ...]
    pairs: tuple[TermPair, ...]


class GlossaryTerm(Struct, frozen=True, gc=False):
    """A term of the project's glossary in both languages; `url` asks how it is said."""

    en: str
    zh: str
    url: str


class Terms(Struct, frozen=True, gc=False):
    """How a term is said in the other language.

    `units` of this library hold the term, and `url` finds them. Of these, `looked_at` were looked at, of
    which `pairs` are held in both languages, and besides them `digests` that are no texts of the United
    Nations. `unknown` of the pairs hold no translation of the list. `years` and `types` count the pairs.
    `near` are terms that may have been meant, `related` those of the glossary that contain this one. `symbol`
    is that of the document which the term names, if it is no term but a symbol.
    """

    text: str
    language: Language
    units: int
    url: str
    looked_at: int
    pairs: int
    digests: int
    unknown: int
    years: tuple[TermCount, ...]
    types: tuple[TermCount, ...]
    translations: tuple[TermTranslation, ...]
    related: tuple[GlossaryTerm, ...]
    near: tuple[str, ...]
    symbol: str | None
    notices: tuple[Both, ...]
