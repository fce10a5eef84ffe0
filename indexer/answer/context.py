"""The context of an answer: the engine, the documents held, the reader's language, the addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.answer.alignments import Alignments
from indexer.answer.documents import HeldDocuments
from indexer.answer.urls import Urls
from indexer.engines.base import Engine
from indexer.model.document import DEFAULT_LANGUAGE, Language

if TYPE_CHECKING:  # most questions need neither, and both take time to load
    from indexer.lexicon.lexicon import Lexicon
    from indexer.vectors.vector_file import VectorFile


def _shipped() -> Lexicon:
    from indexer.lexicon.shipped_layers import shipped_lexicon

    return shipped_lexicon()


def _no_vectors() -> VectorFile | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What every function that makes an answer needs.

    Labels are in the `reader`'s language. With `every_year` the facet of years has all its values; otherwise
    it is cut like the other facets. `translate` is the setting of the configuration for questions that do not
    say. With `grouped` a paragraph that is held in two languages is one hit, unless the question says
    otherwise. `alignments` keeps which units of two language versions say the same. `lexicon` returns what is
    known of words in both languages; it is called only where that is needed. So is `vectors`, which returns
    the vectors of the library's sentences, or None where there are none.
    """

    engine: Engine
    held: HeldDocuments
    urls: Urls
    reader: Language = DEFAULT_LANGUAGE
    every_year: bool = False
    translate: bool = True
    grouped: bool = False
    alignments: Alignments = field(default_factory=Alignments)
    lexicon: Callable[[], Lexicon] = _shipped
    vectors: Callable[[], VectorFile | None] = _no_vectors
