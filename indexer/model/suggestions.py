"""What is suggested while a question is typed: a part of the JSON contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Edition, Language

SuggestionKind: TypeAlias = Literal["symbol", "state", "organization", "document", "term", "word"]
"""What is suggested.

A `document` is suggested by its title, a `symbol` by the document's symbol. A `term` is a word or phrase of the
lexicon, a `word` stands in the texts only.
"""


class SuggestedTranslation(Struct, frozen=True, gc=False):
    """How a term or a name is said in the other language."""

    text: str
    language: Language


class Suggestion(Struct, frozen=True, gc=False):
    """One question that may be meant.

    Attributes:
        text: The whole question: what was typed, completed.
        shown: The part of it that is suggested: a word, a name, a title.
        kind: What that is.
        language: Its language; None for a symbol.
        count: How many units have it, or have it beside the words before it; of a symbol, how many cite it.
            None where units are not counted, as for titles.
        translation: How it is said in the other language, where that is known.
        translated: Whether only the translation stands in the library. It is then what `count` counts.
        edition: The edition of a document: a title of a `digest` is no title of the United Nations.
        url: Where it leads: to the document of a title, else to the answer to the question.

    """

    text: str
    shown: str
    kind: SuggestionKind
    language: Language | None
    count: int | None
    translation: SuggestedTranslation | None
    translated: bool
    edition: Edition | None
    url: str


class Suggestions(Struct, frozen=True, gc=False):
    """What may be meant by a question that is being typed, the most probable first."""

    query: str
    items: tuple[Suggestion, ...]
