"""English stems, by the Snowball stemmer named `english` (Porter 2)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from threading import local

ALGORITHM = "english"
_WORD = re.compile("[a-z]{3,}")
_SHORT = 3
"""Up to this length, a stem may have replaced more than one letter of the word: that of `dying` is `die`."""
_NO_STEM = re.compile("[jq]$")
"""The end of stems that no English word has; Nanjing, Beijing and Chongqing would be cut to such stems."""


class _Stemmers(local):
    """One stemmer for each thread: a stemmer holds the word it works on, so threads must not share one."""

    def __init__(self) -> None:
        import snowballstemmer

        self.stem = snowballstemmer.stemmer(ALGORITHM).stemWord


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; safe to call from many threads.

    Numbers, codes and words in other alphabets do not change, nor do names that the stemmer would damage. The
    same letters have the same stem everywhere, in a text and in a question.
    """
    if not _WORD.fullmatch(word):
        return word
    stemmed: str = _stemmers().stem(word)
    return word if _NO_STEM.search(stemmed) else stemmed


def beginning(stem: str) -> str:
    """Return the letters with which every word of this stem begins.

    The stemmer replaces at most the last letter of the stem, except in `dying` and similar words.
    """
    return stem[:-1] if len(stem) > _SHORT else stem[:1]


@cache
def _stemmers() -> _Stemmers:
    return _Stemmers()
