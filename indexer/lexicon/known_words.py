"""What the lexicon knows of single words, remembered: how much each tells, and how it may be translated."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS

if TYPE_CHECKING:
    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.document import Language

_SENTENCES = 4_000
"""Sentences of which the rarity of words is told, in about: only their order matters."""
_MOST = 7.0
"""What the rarest word counts: a word that nobody has met is not worth more than one met a few times."""
_NUMBER = 6.0
"""What a number of two digits or more counts at least; one digit counts half of it."""
_UNKNOWN = 0.25
"""The part that a word without a translation counts: that it is not found says little."""
_KEPT = 20_000
"""How many words are remembered."""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word in its normal form.

    Attributes:
        weight: What it counts when two texts are compared: the rarer, the more.
        translations: Phrases of the other language that may stand for it, as `sentences.phrase_of` writes
            them, each with how well it does, in 0..1. The best first.

    """

    weight: float
    translations: tuple[tuple[str, float], ...]


class KnownWords:
    """The words of one lexicon; safe to use from many threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.of = lru_cache(_KEPT)(self._looked_up)

    def _looked_up(self, word: str, language: Language) -> KnownWord:
        """Return what is known of a word in its normal form."""
        variants = self._lexicon.variants(word, language)
        best = max((one.weight for one in variants), default=0.0)
        found = [(one.text, math.sqrt(one.weight / best)) for one in variants if best]
        if word.isascii():  # names and numbers are often written alike in both
            found.append((word, 1.0))
        return KnownWord(self._weight(word, language, is_known=bool(variants)), tuple(found))

    def _weight(self, word: str, language: Language, *, is_known: bool) -> float:
        count = min(self._lexicon.frequency(word, language), _SENTENCES)
        weight = min(_MOST, math.log(1 + (_SENTENCES - count + 0.5) / (count + 0.5)))
        if word.isdigit():
            return max(weight, _NUMBER if len(word) > 1 else _NUMBER / 2)
        is_foreign = word.isascii() and not CONVENTIONS[language].word_separator
        return weight if is_known or is_foreign else _UNKNOWN * weight


@lru_cache(maxsize=2)
def known_words(lexicon: Lexicon) -> KnownWords:
    """Return the words of a lexicon, the same object for the same lexicon."""
    return KnownWords(lexicon)
