"""Divide a sentence into the words that are aligned and counted, and join them to phrases.

A phrase is one text that is the same wherever it stands: English stems with spaces between them, or Chinese
words written together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.analysis import words
from indexer.language import CONVENTIONS

if TYPE_CHECKING:
    from indexer.model.document import Language

LONGEST = 120
"""How many words of a sentence are aligned; what is behind them is left out."""
MOST_CHARACTERS = 4_000
"""How many code points of a text are looked at."""
BREAK = "|"
"""Stands in a comparable text between words that do not belong together."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in their normal form.

    `joined` says for each word whether it follows the one before it with nothing but spaces in between.
    """

    texts: tuple[str, ...]
    joined: tuple[bool, ...]
    separator: str

    def phrase(self, start: int, end: int) -> str:
        """Return the phrase of the words [start, end); empty where something stands in between."""
        return self.separator.join(self.texts[start:end]) if all(self.joined[start + 1 : end]) else ""


def words_of(text: str, language: Language, most: int | None = LONGEST) -> Words:
    """Divide a text into its words, at most so many; of a very long text, only its beginning."""
    looked_at = text[:MOST_CHARACTERS]
    texts: list[str] = []
    joined: list[bool] = []
    end = -1
    for token in words(looked_at)[:most]:
        texts.append(token.text)
        joined.append(0 <= end <= token.start and not looked_at[end : token.start].strip())
        end = token.end
    return Words(tuple(texts), tuple(joined), CONVENTIONS[language].word_separator)


def phrase_of(text: str, language: Language) -> str:
    """Return a text as a phrase, whatever stands between its words; empty where it has none."""
    found = words_of(text, language)
    return found.separator.join(found.texts)


def comparable_text(text: str, language: Language) -> str:
    """Return the words of a text as one text in which a phrase with `bounded` around it is found."""
    found = words_of(text, language, None)
    pieces = (
        one if joined or not at else BREAK + found.separator + one
        for at, (one, joined) in enumerate(zip(found.texts, found.joined, strict=True))
    )
    return bounded(found.separator.join(pieces), language)


def bounded(phrase: str, language: Language) -> str:
    """Return a phrase with what separates it from its neighbours, by which it is found in a text."""
    around = CONVENTIONS[language].word_separator
    return f"{around}{phrase}{around}"
