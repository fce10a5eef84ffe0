"""What is suggested while a question is typed: a part of the JSON contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Edition, Language

SuggestionKind: TypeAlias = Literal["symbol", "state", "organization", "document", "term", "word"]
"""What is suggested.

A `document` is suggested by its title, a `symbol` by the document's symbol. A `term` is a word or phrase of
the glossary, a `word` stands in the texts only.
"""


class SuggestedTranslation(Struct, frozen=True, gc=False):
    """How a term or a name is said in the other language."""

    text: str
    language: Language


class Suggestion(Struct, frozen=True, gc=False):
    """A question that may be meant.

    `text` is the whole question, completed; `shown` the word, name or title in it that is suggested.
    `count` tells how many units have that, beside what stands before it; of a symbol, how many cite it. It is
    null for a title. `translation` tells how it is said in the other language; where `translated` is true,
    only that is held, and counted. A title whose `edition` is `digest` is no title of the United Nations.
    `url` leads to the document of a title, else to the answer.
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
