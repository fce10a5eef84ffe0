"""Score a text of one language by how probably its translation holds what is asked for in the other.

For each phrase g of the text that the lexicon knows, it is known how often a translation of g held what is
asked for. Longer phrases override the shorter ones that they contain: "security" within "Security Council" is
not 安保. Phrases that overlap count once, by the most probable of them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.lexicon.phrase_table import other
from indexer.lexicon.sentences import BREAK

if TYPE_CHECKING:
    from indexer.lexicon.lexicon import Lexicon, Meaning
    from indexer.lexicon.prepared_text import PreparedText
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
        self._lexicon = lexicon
        separator = CONVENTIONS[language].word_separator
        words = tuple(dict.fromkeys(filter(is_telling, asked))) or tuple(dict.fromkeys(asked))
        self._words = [(_rarity(lexicon, word, language), _asked(lexicon, word, language)) for word in words]
        self._whole = _Asked(lexicon, separator.join(asked), language) if len(asked) > 1 else None
        self._language = other(language)

    def score(self, text: str) -> float:
        """Return the score of a text, 0 if nothing in it may be a translation."""
        compared = self._lexicon.prepared(text, self._language)
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

    def probability(self, text: PreparedText) -> float:
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
        self._roots = self._by_heads()

    @property
    def is_known(self) -> bool:
        """Whether any phrase may be a translation."""
        return bool(self._meanings)

    def probability(self, text: PreparedText) -> float:
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

    def _by_heads(self) -> dict[str, list[str]]:
        """Return the phrases that contain no other, with what stands around them, by what they begin with."""
        around = self._separator
        roots: defaultdict[str, list[str]] = defaultdict(list)
        for phrase in self._meanings:
            if not any(part in self._meanings for part in self._parts(phrase)):
                head = phrase.split(around, 1)[0] if around else phrase[0]
                roots[head].append(f"{around}{phrase}{around}")
        return dict(roots)

    def _outermost(self, text: PreparedText) -> list[tuple[int, int]]:
        """Return the known phrases of a text around the matches that are within no longer known one."""
        if self._roots.keys().isdisjoint(text.heads):
            return []
        found: set[tuple[int, int]] = set()
        for start, head in enumerate(text.heads):
            if head in self._roots:
                for end in self._ends(text, start, self._roots[head]):
                    found.update(self._around(text, start, end))
        kept: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return kept

    def _ends(self, text: PreparedText, start: int, roots: Sequence[str]) -> Iterator[int]:
        """Yield where those of some phrases end that begin with a piece of a text."""
        around = len(self._separator)
        at = text.starts[start] - around
        for root in roots:
            if text.joined.startswith(root, at):
                after = at + len(root)
                end = bisect_left(text.starts, after, start)
                if text.starts[end] == after:
                    yield end

    def _around(self, text: PreparedText, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a match and the longest known phrases around it."""
        yield start, end
        for from_ in range(start, max(-1, end - self._longest - 1), -1):
            if text.pieces[from_] == BREAK:
                break
            ends = (to for to in text.known_ends(from_) if to >= end and (from_, to) != (start, end))
            longest = next(ends, None)
            if longest is not None:
                yield from_, longest

    def _probability(self, phrase: str) -> float:
        """Return how probably the translation of a phrase contains what is asked for."""
        found = self._probable.get(phrase)
        if found is None:
            found = self._probable[phrase] = self._worked_out(phrase)
        return found

    def _worked_out(self, phrase: str) -> float:
        meaning: Meaning | None = self._meanings.get(phrase)
        if meaning and meaning.is_own:
            return 1.0
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
