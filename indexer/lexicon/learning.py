"""Learn pairs of phrases, with how often each occurs, from pairs of sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from indexer.lexicon.phrase_pairs import phrase_pairs, word_pairs
from indexer.lexicon.sentences import words_of
from indexer.lexicon.word_alignment import align

PhrasePair: TypeAlias = tuple[str, str]
"""An English and a Chinese phrase, as `sentences.phrase_of` writes them."""


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
    for place, link in align([(one.texts, other.texts) for one, other in cut], dictionary):
        one, other = cut[place]
        for (start, end, from_, to), share in phrase_pairs(link):
            pair = one.phrase(start, end), other.phrase(from_, to)
            if all(pair):
                counts[pair] += share
        for at, to, share in word_pairs(link):
            counts[one.texts[at], other.texts[to]] += share
    return totalled(counts)


def totalled(pairs: Mapping[PhrasePair, float]) -> PhraseCounts:
    """Return counts of pairs with those of their phrases."""
    english: defaultdict[str, float] = defaultdict(float)
    chinese: defaultdict[str, float] = defaultdict(float)
    for (one, other), count in pairs.items():
        english[one] += count
        chinese[other] += count
    return PhraseCounts(dict(pairs), dict(english), dict(chinese))
