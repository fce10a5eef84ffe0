"""Tell how probably two sentences translate each other, and which of their words have no counterpart.

A word is covered as far as a translation of it, or of a phrase around it, stands in the other sentence. Rare
words count for more than common ones; numbers, symbols and names in Latin letters stand for themselves. Both
sentences have to be covered: a long text that holds a short one is no translation of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.analysis import words
from indexer.language import CONVENTIONS
from indexer.lexicon.phrase_table import other
from indexer.lexicon.sentences import BREAK, MOST_CHARACTERS

if TYPE_CHECKING:
    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.document import Language
    from indexer.text.spans import Span

MOST_WORDS = 200
"""How many words of a sentence are compared; what is behind them is left out."""
LONGEST = 4
"""How many words of a sentence are looked up together."""
COVERED = 0.25
"""The least cover of a word that counts as translated."""
TELLING = 1.5
"""The least rarity of a word of which it is told that it has no counterpart."""
_TRUST = 0.5
"""The exponent of the weight of a variant: one that stands in the other sentence is probably meant."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two sentences fit each other.

    Attributes:
        score: How probably they translate each other, from 0 to 1.
        own: What of the sentence that was asked for has no counterpart, in code points.
        theirs: What of the other sentence has none.

    """

    score: float
    own: tuple[Span, ...]
    theirs: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in its words, and joined to one text with where each word starts in it."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    joined: str
    places: tuple[int, ...]
    separator: str

    def phrase(self, start: int, end: int) -> str:
        """Return the phrase of the words [start, end); empty where something stands in between."""
        found = self.joined[self.places[start] : self.places[end - 1] + len(self.texts[end - 1])]
        return "" if BREAK in found else found


def _sentence(text: str, language: Language) -> _Sentence:
    looked_at = text[:MOST_CHARACTERS]
    separator = CONVENTIONS[language].word_separator
    pieces, places, at = [separator], list[int](), len(separator)
    tokens = words(looked_at)[:MOST_WORDS]
    end = 0
    for token in tokens:
        if not end <= token.start or looked_at[end : token.start].strip():
            pieces.append(BREAK + separator)
            at += 1 + len(separator)
        places.append(at)
        pieces.append(token.text + separator)
        at += len(token.text) + len(separator)
        end = token.end
    spans = tuple((token.start, token.end) for token in tokens)
    return _Sentence(tuple(token.text for token in tokens), spans, "".join(pieces), tuple(places), separator)


class LikelyTranslation:
    """Compares sentences of one language with a sentence of the other."""

    def __init__(
        self, lexicon: Lexicon, text: str, language: Language, rarity: Callable[[str], float]
    ) -> None:
        """Look up the words and phrases of a sentence.

        Args:
            lexicon: Where they are looked up.
            text: The sentence, of which MOST_WORDS words are looked at.
            language: Its language.
            rarity: Tells how much a word of either language counts, as the field `words` holds it.

        """
        self._lexicon = lexicon
        self._theirs = other(language)
        self._own = _sentence(text, language)
        self._rarity = lru_cache(None)(rarity)
        self._rarities = [self._rarity(word) for word in self._own.texts]
        self._whole = sum(self._rarities)
        self._variants = self._looked_up(language)

    def _looked_up(self, language: Language) -> list[tuple[str, list[tuple[int, int, float]]]]:
        """Return each text to look for, with the words [start, end) that it translates, and how surely."""
        found: defaultdict[str, list[tuple[int, int, float]]] = defaultdict(list)
        around = CONVENTIONS[self._theirs].word_separator
        size = len(self._own.texts)
        for start in range(size):
            for end in range(start + 1, min(size, start + LONGEST) + 1):
                phrase = self._own.phrase(start, end)
                if not phrase:
                    break
                if end == start + 1 and phrase.isascii() and (phrase.isdigit() or not around):
                    found[f"{around}{phrase}{around}"].append((start, end, 1.0))
                if self._lexicon.is_met(phrase, language):
                    for one in self._lexicon.variants_of(phrase, language):
                        found[f"{around}{one.text}{around}"].append((start, end, _trust(one.weight)))
        return list(found.items())

    def score(self, text: str) -> float:
        """Return how probably a sentence of the other language is a translation, from 0 to 1."""
        theirs = _sentence(text, self._theirs)
        return self._score(theirs, *self._covers(theirs))

    def likeness(self, text: str) -> Likeness:
        """Return the same, and what has no counterpart."""
        theirs = _sentence(text, self._theirs)
        own_cover, their_cover = self._covers(theirs)
        return Likeness(
            self._score(theirs, own_cover, their_cover),
            _uncovered(self._own, own_cover, self._rarities),
            _uncovered(theirs, their_cover, [self._rarity(word) for word in theirs.texts]),
        )

    def _score(self, theirs: _Sentence, own_cover: Sequence[float], their_cover: Sequence[float]) -> float:
        rarities = [self._rarity(word) for word in theirs.texts]
        whole = sum(rarities)
        if not whole or not self._whole:
            return 0.0
        own = sum(a * b for a, b in zip(self._rarities, own_cover, strict=True)) / self._whole
        their = sum(a * b for a, b in zip(rarities, their_cover, strict=True)) / whole
        return math.sqrt(own * their)

    def _covers(self, theirs: _Sentence) -> tuple[list[float], list[float]]:
        """Return how far each word of both sentences is covered, from 0 to 1."""
        own = [0.0] * len(self._own.texts)
        characters = [0.0] * len(theirs.joined)
        for text, covered in self._variants:
            at = theirs.joined.find(text)
            if at < 0:
                continue
            best = max(weight for _, _, weight in covered)
            while at >= 0:
                for place in range(at, at + len(text)):
                    characters[place] = max(characters[place], best)
                at = theirs.joined.find(text, at + len(text))
            for start, end, weight in covered:
                for word in range(start, end):
                    own[word] = max(own[word], weight)
        return own, [
            sum(characters[place : place + len(word)]) / len(word)
            for word, place in zip(theirs.texts, theirs.places, strict=True)
        ]


def _trust(weight: float) -> float:
    """Return how surely a word is covered by a variant of some weight."""
    return float(weight**_TRUST)


def _uncovered(sentence: _Sentence, cover: Sequence[float], rarities: Sequence[float]) -> tuple[Span, ...]:
    """Return the telling words that are not covered: articles and the like have no translations to miss."""
    told = zip(sentence.spans, cover, rarities, strict=True)
    return tuple(span for span, share, rare in told if share < COVERED and rare >= TELLING)


def rarity(count: int, total: int) -> float:
    """Return how much a word counts that so many of all units have: its inverse document frequency."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
