"""What a sentence or clause is compared by with one of the other language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.analysis import is_han
from indexer.language import CONVENTIONS
from indexer.lexicon.sentences import words_of

if TYPE_CHECKING:
    from indexer.lexicon.known_words import KnownWord, KnownWords
    from indexer.model.document import Language

_HAN_SIZE = 3.5
"""How many letters of an alphabet say as much as one Han character."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a clause.

    Attributes:
        words: Each different word, with what is known of it.
        phrases: All that the words say in a row, up to the longest phrase of the lexicon: a translation
            stands in the clause if it is one of these.
        size: The length in letters of an alphabet.
        weight: What all different words count together.

    """

    words: Mapping[str, KnownWord]
    phrases: frozenset[str]
    size: float
    weight: float


def wording(text: str, language: Language, known: KnownWords) -> Wording:
    """Return what a clause is compared by."""
    found = words_of(text, language, None)
    words = {word: known.of(word, language) for word in found.texts}
    longest, separator = CONVENTIONS[language].longest_phrase, found.separator
    pieces = found.texts if separator else _characters(found.texts)
    phrases = (
        separator.join(pieces[start:end])
        for start in range(len(pieces))
        for end in range(start + 1, min(len(pieces), start + longest) + 1)
    )
    size = sum(_HAN_SIZE * len(word) if is_han(word[0]) else len(word) for word in found.texts)
    return Wording(words, frozenset(phrases), size, sum(one.weight for one in words.values()))


def _characters(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the Han characters of words, and the other words as they are."""
    return tuple(piece for word in words for piece in (word if is_han(word[0]) else (word,)))


def translated(one: Wording, other: Wording) -> dict[str, float]:
    """Return the words of a clause of which a translation stands in another clause.

    Returns:
        For each word what it counts, less the less well it is translated.

    """
    found: dict[str, float] = {}
    for word, known in one.words.items():
        well = max((well for text, well in known.translations if text in other.phrases), default=0.0)
        if well:
            found[word] = known.weight * well
    return found
