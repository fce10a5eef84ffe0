"""The glossary of a document: a part of the JSON contract (see `results`)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Both, Edition, Language, Script
from indexer.model.terms import TermOrigin

GlossaryKind: TypeAlias = Literal["term", "organization", "state", "document"]
"""What an entry is, in the order in which they are listed."""


class GlossaryEntry(Struct, frozen=True, gc=False):
    """A term, name or title of a document, with the same in the other language.

    `value` is the code of a State or an organization, or the symbol of a document, and empty for a term. It
    stands `count` times in the document, first in the unit `id`, at `url`, cited as `citation`. Of the
    `aligned` units with it that have a counterpart in the document's other version (40 are looked at),
    `attested` hold the translation there. `units` of the library hold the translation. `origins` are the
    layers of the lexicon that have the pair; there are none for what only the other version says.
    """

    text: str
    translation: str
    kind: GlossaryKind
    value: str
    count: int
    id: str
    citation: Both
    url: str
    attested: int
    aligned: int
    units: int
    origins: tuple[TermOrigin, ...]
    terms_url: str


class DocumentGlossary(Struct, frozen=True, gc=False):
    """The terms, names and titles in a document, each with the same in the other language.

    `other_edition` is the edition of the document's version in that language, `null` where it is not held.
    What is told of a digest is told of no text of the United Nations, and has to say so. `is_cut` tells
    whether there are more entries than those of the list, which are the commonest.
    """

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    into: Language
    other_edition: Edition | None
    entries: tuple[GlossaryEntry, ...]
    is_cut: bool
    notices: tuple[Both, ...]
