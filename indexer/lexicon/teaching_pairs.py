"""Make of two paragraphs that say the same the pairs of sentences that are learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.lexicon.sentences import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARACTERS_OF_A_WORD = 1.6
"""How many Han characters a Chinese word has, in the mean."""


def teaching_pairs(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of sentences of two paragraphs; a long paragraph teaches nothing as a whole."""
    if len(english.split()) <= LONGEST and len(chinese) <= LONGEST * _CHARACTERS_OF_A_WORD:
        yield english, chinese
