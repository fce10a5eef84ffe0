"""Make of two paragraphs that say the same the pairs of sentences that are learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.lexicon.sentence_beads import LEAST_SCORE, sentence_beads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.lexicon.lexicon import Lexicon

WHOLE = 200
"""Up to how many code points an English paragraph is learned from as it is: cutting it would gain little."""


def teaching_pairs(english: str, chinese: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the pairs of sentences of two paragraphs, those left out that are not surely aligned.

    Args:
        english: The English paragraph.
        chinese: The Chinese one.
        lexicon: What tells which words translate each other.

    """
    if len(english) <= WHOLE:
        if english and chinese:
            yield english, chinese
        return
    for bead in sentence_beads(english, chinese, lexicon):
        if bead.score >= LEAST_SCORE:
            yield english[slice(*bead.english)], chinese[slice(*bead.chinese)]
