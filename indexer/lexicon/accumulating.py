"""Learn from any number of pairs of sentences, a portion at a time, so that memory does not grow with them.

Words are aligned within a portion; the counts of the portions are added.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from indexer.lexicon.learning import PhraseCounts, learn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from indexer.lexicon.learning import PhrasePair

PORTION = 10_000
"""How many pairs are aligned together."""
LEAST = 0.3
"""Pairs of phrases that count less are not kept: one of three ways of alignment finds them, once."""


def accumulated(
    sentences: Iterable[tuple[str, str]],
    dictionary: Collection[PhrasePair],
    advance: Callable[[int], object] = lambda _: None,
) -> PhraseCounts:
    """Learn from pairs of an English and a Chinese sentence.

    Args:
        sentences: The pairs.
        dictionary: Pairs of phrases that are known.
        advance: Is told after each portion how many pairs it had.

    Returns:
        The pairs of phrases that count LEAST or more; the counts of phrases are those with all translations.

    """
    pairs: defaultdict[PhrasePair, float] = defaultdict(float)
    left = iter(sentences)
    while portion := list(islice(left, PORTION)):
        for pair, count in learn(portion, dictionary).pairs.items():
            pairs[pair] += count
        advance(len(portion))
    return _frequent(pairs)


def _frequent(pairs: defaultdict[PhrasePair, float]) -> PhraseCounts:
    kept = {pair: count for pair, count in pairs.items() if count >= LEAST}
    english = dict.fromkeys((one for one, _ in kept), 0.0)
    chinese = dict.fromkeys((other for _, other in kept), 0.0)
    for (one, other), count in pairs.items():
        if one in english:
            english[one] += count
        if other in chinese:
            chinese[other] += count
    return PhraseCounts(kept, english, chinese)
