"""Score a text of one language by how probably its translation holds what is asked for in the other.

For each phrase g of the text that the lexicon knows, it is known how often a translation of g held what is
asked for. Longer phrases override the shorter ones that they contain: "security" within "Security Council" is
not 安保. Phrases that overlap count once, by the most probable of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.analysis import exact_places, exact_texts, is_han, word_texts
from indexer.language import CONVENTIONS
from indexer.lexicon.phrase_table import other
from indexer.lexicon.sentences import BREAK, words_of

if TYPE_CHECKING:
    from indexer.lexicon.lexicon import Lexicon, Meaning
    from indexer.model.document import Language

WHOLE = 10.0
"""What the probability of the whole question counts beside those of its words, which count their idf."""
TOGETHER = 4.0
"""What the geometric mean of the probabilities of the words counts."""
_DOUBT = 2.0
"""So many occurrences of a phrase are taken as said by its parts."""
_NEVER = 1e-4
_BY_PARTS = 0.6
"""What the parts of a word count that is not known itself."""
_SENTENCES = 4_000
"""Sentences of which the rarity of words is told, in about: only their order matters."""
_MOST_MEANINGS = 400
"""How many phrases are thought of as translations, those with the most evidence."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in pieces (stems, or Han characters), and joined, with where each piece starts in it."""

    pieces: tuple[str, ...]
    joined: str
    places: dict[int, int]
    separator: str

    def phrase(self, start: int, end: int) -> str:
        return self.separator.join(self.pieces[start:end])


def _text(text: str, language: Language) -> _Text:
    separator = CONVENTIONS[language].word_separator
    if separator:
        found = words_of(text, language, None)
        pieces: list[str] = []
        for piece, joined in zip(found.texts, found.joined, strict=True):
            pieces += (piece,) if joined else (BREAK, piece)
    else:
        pieces = _characters(text)
    places: dict[int, int] = {}
    at = len(separator)
    for number, piece in enumerate(pieces):
        places[at] = number
        at += len(piece) + len(separator)
    return _Text(tuple(pieces), separator + separator.join(pieces) + separator, places, separator)


def _characters(text: str) -> list[str]:
    pieces: list[str] = []
    end = -1
    for piece, (start, after) in zip(exact_texts(text), exact_places(text), strict=True):
        if start != end and text[end:start].strip():
            pieces.append(BREAK)
        pieces += (piece,) if is_han(piece[0]) else word_texts(piece)
        end = after
    return pieces


class ExpectedTranslation:
    """Scores texts by what is asked for."""

    def __init__(
        self,
        lexicon: Lexicon,
        asked: Sequence[str],
        language: Language,
        is_telling: Callable[[str], bool] = bool,
    ) -> None:
        """Look up what is asked for.

        Args:
            lexicon: Where it is looked up.
            asked: The words that are asked for, as `sentences.words_of` gives them, in their order.
            language: Their language.
            is_telling: Tells which words are scored by themselves, and not as parts of the whole only.

        """
        separator = CONVENTIONS[language].word_separator
        words = tuple(dict.fromkeys(filter(is_telling, asked))) or tuple(dict.fromkeys(asked))
        self._words = [(_rarity(lexicon, word, language), _asked(lexicon, word, language)) for word in words]
        self._whole = _Asked(lexicon, separator.join(asked), language) if len(asked) > 1 else None
        self._language = other(language)

    def score(self, text: str) -> float:
        """Return the score of a text, 0 if nothing in it may be a translation."""
        compared = _text(text, self._language)
        held = [(rarity, asked.probability(compared)) for rarity, asked in self._words]
        total = sum(rarity * probability for rarity, probability in held)
        if self._whole is None or not total:
            return total
        mean = math.exp(sum(math.log(probability + _NEVER) for _, probability in held) / len(held))
        return total + TOGETHER * mean + WHOLE * self._whole.probability(compared)


def _rarity(lexicon: Lexicon, word: str, language: Language) -> float:
    count = min(lexicon.frequency(word, language), _SENTENCES)
    return math.log(1 + (_SENTENCES - count + 0.5) / (count + 0.5))


def _most_telling(meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Return the meanings with the most evidence."""
    if len(meanings) <= _MOST_MEANINGS:
        return dict(meanings)
    ranked = sorted(meanings.items(), key=lambda one: one[1].count + one[1].listed, reverse=True)
    return dict(ranked[:_MOST_MEANINGS])


def _asked(lexicon: Lexicon, word: str, language: Language) -> _Asked | _Parts:
    """Return what asks for a word: the word itself, or its parts if the lexicon does not know it."""
    whole = _Asked(lexicon, word, language)
    parts = () if whole.is_known else _known_parts(lexicon, word, language)
    return _Parts(tuple(_Asked(lexicon, part, language) for part in parts)) if parts else whole


def _known_parts(lexicon: Lexicon, word: str, language: Language) -> tuple[str, ...]:
    """Return the longest known parts of a word of a language that writes words together; may be none."""
    if CONVENTIONS[language].word_separator:
        return ()
    parts: list[str] = []
    at = 0
    while at < len(word):
        ends = range(min(len(word), at + CONVENTIONS[language].longest_phrase), at, -1)
        end = next((end for end in ends if lexicon.is_met(word[at:end], language)), None)
        if end is not None:
            parts.append(word[at:end])
        at = end or at + 1
    return tuple(parts)


class _Parts:
    """A word that is asked for by its parts: by all of them together."""

    def __init__(self, parts: tuple[_Asked, ...]) -> None:
        self._parts = parts

    def probability(self, text: _Text) -> float:
        """Return how probably the translation of a text holds the word."""
        held = [part.probability(text) for part in self._parts]
        if not any(held):
            return 0.0
        return _BY_PARTS * math.prod(one + _NEVER for one in held) ** (1 / len(held))


class _Asked:
    """One word or phrase that is asked for."""

    def __init__(self, lexicon: Lexicon, phrase: str, language: Language) -> None:
        self._lexicon = lexicon
        self._language = other(language)
        self._longest = CONVENTIONS[self._language].longest_phrase
        self._separator = CONVENTIONS[self._language].word_separator
        self._meanings = _most_telling(lexicon.meanings(phrase, language))
        self._probable: dict[str, float] = {}
        self._met: dict[str, bool] = {}
        self._roots = self._shortest()

    @property
    def is_known(self) -> bool:
        """Whether any phrase may be a translation."""
        return bool(self._meanings)

    def probability(self, text: _Text) -> float:
        """Return how probably the translation of a text holds what is asked for."""
        missed, run, end = 1.0, 0.0, -1
        for start, after in self._outermost(text):
            value = self._probability(text.phrase(start, after))
            if start >= end:
                missed *= 1 - run
                run, end = value, after
            else:
                run, end = max(run, value), max(end, after)
        return 1 - missed * (1 - run)

    def _shortest(self) -> tuple[str, ...]:
        """Return the phrases that contain no other, with what stands around them, the most telling first."""
        around = self._separator
        roots: list[str] = []
        for phrase in sorted(self._meanings, key=len):
            bounded = f"{around}{phrase}{around}"
            if not any(root in bounded for root in roots):
                roots.append(bounded)
        return tuple(roots)

    def _outermost(self, text: _Text) -> list[tuple[int, int]]:
        """Return the known phrases of a text around the matches that are within no longer known one."""
        found: set[tuple[int, int]] = set()
        for root in self._roots:
            if root in text.joined:
                for start, end in self._matches(text, root):
                    found.update(self._around(text, start, end))
        kept: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return kept

    def _matches(self, text: _Text, root: str) -> Iterator[tuple[int, int]]:
        """Yield where a phrase stands in a text, in pieces."""
        around = len(self._separator)
        length = len(root) - 2 * around
        pieces = root.count(" ") - 1 if around else 0
        at = text.joined.find(root)
        while at >= 0:
            start = text.places.get(at + around)
            if start is not None:
                end = start + pieces if around else text.places.get(at + length, len(text.pieces))
                yield start, end
            at = text.joined.find(root, at + 1)

    def _around(self, text: _Text, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the match and the longest known phrases around it."""
        yield start, end
        low, high = start, end
        while low and start - low < self._longest and text.pieces[low - 1] != BREAK:
            low -= 1
        while high < len(text.pieces) and high - end < self._longest and text.pieces[high] != BREAK:
            high += 1
        for from_ in range(low, start + 1):
            for to in range(min(high, from_ + self._longest), end - 1, -1):
                if (from_, to) != (start, end) and self._is_met(text.phrase(from_, to)):
                    yield from_, to
                    break

    def _is_met(self, phrase: str) -> bool:
        met = self._met.get(phrase)
        if met is None:
            met = phrase in self._meanings or self._lexicon.is_met(phrase, self._language)
            self._met[phrase] = met
        return met

    def _probability(self, phrase: str) -> float:
        """Return how probably the translation of a phrase contains what is asked for."""
        found = self._probable.get(phrase)
        if found is None:
            found = self._probable[phrase] = self._worked_out(phrase)
        return found

    def _worked_out(self, phrase: str) -> float:
        meaning: Meaning | None = self._meanings.get(phrase)
        by_parts = max((self._probability(part) for part in self._parts(phrase)), default=0.0)
        by_parts = max(by_parts, meaning.listed if meaning else 0.0)
        total = self._lexicon.frequency(phrase, self._language)
        count = meaning.count if meaning else 0.0
        return min(1.0, (count + _DOUBT * by_parts) / (total + _DOUBT)) if total else by_parts

    def _parts(self, phrase: str) -> Iterator[str]:
        """Yield the phrases with a meaning inside a phrase, one piece shorter at least."""
        pieces = phrase.split(self._separator) if self._separator else list(phrase)
        size = len(pieces)
        for length in range(1, size):
            for start in range(size - length + 1):
                part = self._separator.join(pieces[start : start + length])
                if part in self._meanings:
                    yield part
