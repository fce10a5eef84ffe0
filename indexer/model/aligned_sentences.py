"""What of a paragraph says the same in another language version; a part of the JSON contract."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from indexer.model.document import Both, Edition, Language

Stretch: TypeAlias = tuple[int, int]
"""A stretch of a text: [start, end), in code points."""


class AlignedStretch(Struct, frozen=True, gc=False):
    """A stretch of a paragraph's `text` and one of its translation's that say the same.

    Both are half-open, in code points. `score`, between 0 and 1, says how surely.
    """

    text: Stretch
    translation: Stretch
    score: float


class AlignedParagraph(Struct, frozen=True, gc=False):
    """A paragraph of another language version, sentence by sentence and word by word.

    `version` says which language version it is, and that it is a digest where it is one. `sentences` and
    `words` were aligned automatically; they are in the order of the paragraph that was asked for. `words` are
    words, phrases, names, dates and numbers; they are within the sentences.
    """

    id: str
    language: Language
    edition: Edition
    version: Both
    text: str
    url: str
    sentences: tuple[AlignedStretch, ...]
    words: tuple[AlignedStretch, ...]


class AlignedSentences(Struct, frozen=True, gc=False):
    """A paragraph with what says the same in the other language versions of its document.

    `version` says which language version it is, and that it is a digest where it is one. `notice` says that
    sentences and words were aligned automatically.
    """

    id: str
    language: Language
    edition: Edition
    version: Both
    text: str
    url: str
    notice: Both
    translations: tuple[AlignedParagraph, ...]
