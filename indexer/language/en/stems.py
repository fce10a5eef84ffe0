"""English stems, by the Snowball stemmer named `english` (Porter 2), of one spelling and of singulars."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from threading import local

from indexer.language.en import plurals, spelling

ALGORITHM = "english"
_WORD = re.compile("[a-z]{3,}")
_SHORT = 3
"""Up to this length, a stem may have replaced all but the first letter: that of `dying` is `die`."""
_REPLACED = 2
"""How many letters at its end a longer stem has replaced at most: that of `centre` is `center`."""
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
    same letters have the same stem everywhere, in a text and in a question. British and American spellings of
    a word share a stem, and so do an irregular plural and its singular.
    """
    if not _WORD.fullmatch(word):
        return word
    stemmed: str = _stemmers().stem(spelling.one_spelling(plurals.singular(word)))
    return word if _NO_STEM.search(stemmed) else spelling.one_l(stemmed)


@lru_cache(maxsize=4_096)
def beginnings(stem: str) -> tuple[str, ...]:
    """Return texts with one of which every word of this stem begins."""
    usual = stem[:-_REPLACED] if len(stem) > _SHORT else stem[:1]
    return tuple(dict.fromkeys((usual, *spelling.other_beginnings(stem), *_plurals().get(stem, ()))))


def identity() -> str:
    """Return all that decides on a stem besides the version of the stemmer, as a text."""
    return repr((ALGORITHM, spelling.identity(), plurals.identity()))


@cache
def _plurals() -> dict[str, tuple[str, ...]]:
    """Return the irregular plurals by their stems."""
    found: dict[str, tuple[str, ...]] = {}
    for plural in plurals.SINGULARS:
        found[stem(plural)] = (*found.get(stem(plural), ()), plural)
    return found


@cache
def _stemmers() -> _Stemmers:
    return _Stemmers()
