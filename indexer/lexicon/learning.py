"""Learn pairs of phrases, with how often each occurs, from pairs of sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from indexer.lexicon.character_alignment import align_by_characters
from indexer.lexicon.phrase_pairs import phrase_pairs, word_pairs
from indexer.lexicon.sentences import Words, words_of
from indexer.lexicon.word_alignment import Link, align

PhrasePair: TypeAlias = tuple[str, str]
"""An English and a Chinese phrase, as `sentences.phrase_of` writes them."""

_WAYS = (align, align_by_characters)
"""How sentences are aligned: their counts are averaged, for the ways err in different places."""


@dataclass(frozen=True, slots=True)
class PhraseCounts:
    """How often phrases were found to translate each other.

    `pairs` are the counts of pairs, `english` and `chinese` those of phrases with any translation.
    """

    pairs: Mapping[PhrasePair, float]
    english: Mapping[str, float]
    chinese: Mapping[str, float]


def learn(sentences: Sequence[tuple[str, str]], dictionary: Collection[PhrasePair] = ()) -> PhraseCounts:
    """Learn from pairs of an English and a Chinese sentence.

    Args:
        sentences: The pairs.
        dictionary: Pairs of phrases that are known; those of single words help to align.

    """
    cut = [(words_of(one, "en"), words_of(other, "zh")) for one, other in sentences]
    counts: defaultdict[PhrasePair, float] = defaultdict(float)
    for way in _WAYS:
        for place, link in way([(one.texts, other.texts) for one, other in cut], dictionary):
            _count(*cut[place], link, counts)
    return totalled(counts)


def _count(one: Words, other: Words, link: Link, counts: defaultdict[PhrasePair, float]) -> None:
    """Count the pairs of phrases of two sentences that were aligned in one way."""
    share = 1 / len(_WAYS)
    for (start, end, from_, to), found in phrase_pairs(link):
        pair = one.phrase(start, end), other.phrase(from_, to)
        if all(pair):
            counts[pair] += found * share
    for at, to, found in word_pairs(link):
        counts[one.texts[at], other.texts[to]] += found * share


def totalled(pairs: Mapping[PhrasePair, float]) -> PhraseCounts:
    """Return counts of pairs with those of their phrases."""
    english: defaultdict[str, float] = defaultdict(float)
    chinese: defaultdict[str, float] = defaultdict(float)
    for (one, other), count in pairs.items():
        english[one] += count
        chinese[other] += count
    return PhraseCounts(dict(pairs), dict(english), dict(chinese))
