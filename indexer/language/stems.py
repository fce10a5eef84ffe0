"""English stems, by the Snowball stemmer that is called `english` (Porter 2)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from threading import local

ALGORITHM = "english"
_WORD = re.compile("[a-z]{3,}")
_SHORT = 3
"""Letters of the longest stem that may have replaced more than one letter: that of `dying` is `die`."""
_NO_STEM = re.compile("[jq]$")
"""No English word is built on a stem that ends so, but Nanjing, Beijing and Chongqing seem to be."""


class _Stemmers(local):
    """A stemmer for each thread: it works on a word of its own, and shared it would stem another's."""

    def __init__(self) -> None:
        import snowballstemmer

        self.stem = snowballstemmer.stemmer(ALGORITHM).stemWord


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded word. Safe to use from many threads.

    Numbers, codes and other alphabets stay as they are, as do names that the stemmer would maim. The same
    letters have the same stem wherever they stand, in a text or in a question.
    """
    if not _WORD.fullmatch(word):
        return word
    stemmed: str = _stemmers().stem(word)
    return word if _NO_STEM.search(stemmed) else stemmed


def beginning(stem: str) -> str:
    """Return how every word with this stem begins.

    The stemmer replaces no more than the last letter of what it leaves, but in `dying` and its like.
    """
    return stem[:-1] if len(stem) > _SHORT else stem[:1]


@cache
def _stemmers() -> _Stemmers:
    return _Stemmers()
