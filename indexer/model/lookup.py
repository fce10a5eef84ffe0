"""What is answered to a text that is looked up: for each sentence, what is held that is like it.

These records are part of the JSON contract, like those of `indexer.model.results`.
"""

from __future__ import annotations

from msgspec import Struct

from indexer.model.document import Language
from indexer.model.query import Notice
from indexer.model.shown_units import Unit

ON_PAGE = 10
"""How many sentences the page looks up at once."""
IN_REQUEST = 100
"""How many sentences one request to the API looks up."""
IN_TERMINAL = 10_000
"""How many sentences of a file the command looks up."""
LONGEST = 3_000
"""The longest sentence that is looked up, in code points."""


class Stretch(Struct, frozen=True, gc=False):
    """A stretch of a text: half-open, in code points."""

    start: int
    end: int


class SentenceTranslation(Struct, frozen=True, gc=False):
    """What says the same in the other language version of a document: [start, end) of the text of `unit`.

    `is_whole` tells that it is the whole unit, since no sentence of it could be told apart. `is_aligned`
    tells that the pair was made by alignment, and not by the number of the paragraph alone.
    """

    unit: Unit
    start: int
    end: int
    is_whole: bool
    is_aligned: bool


class SentenceMatch(Struct, frozen=True, gc=False):
    """A sentence of the library that is like one that was looked up: [start, end) of the text of `unit`.

    `percentage` tells how alike they are. In the same language it is 100 where the texts are the same but for
    capitals, blanks and the script of Chinese, else what the words that are the same weigh. Across languages
    it is the part of the words of both, rare ones counting more, that have a translation in the other.
    `differing` are the words of the sentence looked up that this one does not have, or of which it has no
    translation, `unit_differing` those of the unit's text for which that holds the other way round.
    `meaning` is how near their vectors are, in hundredths; null without vectors.
    `translation` is null where the document is held in one language only.
    """

    percentage: int
    meaning: int | None
    start: int
    end: int
    differing: tuple[Stretch, ...]
    unit_differing: tuple[Stretch, ...]
    unit: Unit
    translation: SentenceTranslation | None


class SentenceLookup(Struct, frozen=True, gc=False):
    """A sentence that was looked up, with the most similar ones in its own and in the other language.

    `number` counts the sentences of the text from 1. Both lists are sorted by likeness; each text is in a
    list once.
    """

    number: int
    text: str
    language: Language
    same_language: tuple[SentenceMatch, ...]
    other_language: tuple[SentenceMatch, ...]
    notices: tuple[Notice, ...]


class Lookup(Struct, frozen=True, gc=False):
    """A text that was looked up, sentence by sentence; `found` counts those with anything like them."""

    sentences: tuple[SentenceLookup, ...]
    total: int
    found: int
    notices: tuple[Notice, ...]


class SimilarUnits(Struct, frozen=True, gc=False):
    """The units that are most similar to one, in its own and in the other language, the most similar first.

    `is_by_vectors` tells that the vectors of their sentences count too, and not their words alone.
    """

    unit: Unit
    same_language: tuple[Unit, ...]
    other_language: tuple[Unit, ...]
    is_by_vectors: bool
