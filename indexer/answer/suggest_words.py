"""Finds words and phrases by what is typed of them: letters, Han characters, pinyin."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts, word_texts
from indexer.engines.base import And, Or, Request, Term
from indexer.language.zh import pinyin
from indexer.language.zh.closed_classes import JOINING
from indexer.model.stored import load
from indexer.query.expressions import in_row
from indexer.query.filters import filters
from indexer.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.answer.suggest_vocabulary import Vocabulary
    from indexer.engines.base import Engine
    from indexer.language.zh.pinyin import Pinyin

MOST_FOUND = 12
"""How many words of one source are looked at further."""
MOST_PHRASES = 60
"""How many phrases of the lexicon are compared by the frequencies of their words."""
LOOKED_THROUGH = 15
"""In how many units is looked for what follows the words before."""
ALTERNATIVES = 12
"""How many words with the beginning typed are looked for in them."""
BEFORE = 2
"""How many words before the last have to stand in front of it."""
SHORTEST_WORD = 2
"""How many letters of a word are typed before words of the texts are looked for: one begins too many."""
SHORTEST_PINYIN = 2
"""The shortest pinyin, in letters."""


def chinese(vocabulary: Vocabulary, typed: str) -> tuple[str, ...]:
    """Return words and phrases that begin with some Han characters, the most frequent first."""
    beginning = fold(typed)
    words = [one for one in vocabulary.han(beginning[0]) if one.startswith(beginning)]
    phrases = [one for one in vocabulary.phrases(beginning[0]) if one.startswith(beginning)]
    return _frequent(vocabulary, words, phrases)


def read_so(vocabulary: Vocabulary, typed: Pinyin) -> tuple[str, ...]:
    """Return Chinese words and phrases that are read as some pinyin, the most frequent first."""
    if len(typed.letters) < SHORTEST_PINYIN:
        return ()
    return vocabulary.kept(("read", typed.letters), lambda: _read_so(vocabulary, typed))


def _read_so(vocabulary: Vocabulary, typed: Pinyin) -> tuple[str, ...]:
    firsts = pinyin.first_characters(typed)
    words = [one for first in firsts for one in vocabulary.han(first) if pinyin.is_read(one, typed)]
    phrases = [one for first in firsts for one in vocabulary.phrases(first) if pinyin.is_read(one, typed)]
    return _frequent(vocabulary, words, phrases)


def _frequent(vocabulary: Vocabulary, words: Iterable[str], phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the most frequent words and phrases."""
    known = {one: vocabulary.frequency("words", one) for one in words if len(one) > 1}
    further = [one for one in phrases if len(one) > 1 and one not in known][:MOST_PHRASES]
    known |= {one: vocabulary.at_most(one) for one in further}
    found = sorted(known, key=lambda one: (-known[one], len(one), one))
    return tuple(islice((one for one in found if _is_whole(vocabulary, one, known[one])), MOST_FOUND))


def _is_whole(vocabulary: Vocabulary, word: str, frequency: int) -> bool:
    """Tell whether a Chinese word is none to which the segmenter left a character that joins it to others.

    In front of a word such a character is taken for one where the rest is the more frequent word.
    """
    if word.endswith(JOINING):
        return False
    rest = word[1:]
    return not (
        word.startswith(JOINING) and len(rest) > 1 and vocabulary.frequency("words", rest) > frequency
    )


def latin(vocabulary: Vocabulary, engine: Engine, before: Sequence[str], beginning: str) -> tuple[str, ...]:
    """Return the words in the texts that begin with some letters, the most frequent first; of one stem, one.

    Args:
        vocabulary: The words of the library.
        engine: The engine of the library.
        before: The words typed before, as the field `exact` has them; what is returned has stood behind
            the last of them.
        beginning: The letters, folded.

    """
    if len(beginning) < SHORTEST_WORD:
        return ()
    found = vocabulary.latin(beginning)
    if before:
        found = _behind(engine, tuple(before[-BEFORE:]), found[:ALTERNATIVES], beginning)
    by_stem: dict[str, str] = {}
    for word in found[:ALTERNATIVES]:
        by_stem.setdefault(word_texts(word)[0], word)
    return tuple(by_stem.values())[:MOST_FOUND]


def _behind(engine: Engine, before: tuple[str, ...], words: Sequence[str], beginning: str) -> tuple[str, ...]:
    """Return what follows some words in the first units that have them and one of some others."""
    wanted = And((in_row("exact", before), Or(tuple(Term("exact", word) for word in words))))
    answer = engine.search(Request(wanted, filters(()), sort="document", limit=LOOKED_THROUGH))
    counts = Counter(
        word
        for found in answer.found
        for word in _followers(exact_texts(load(found.stored).paragraph.text), before)
        if word.startswith(beginning)
    )
    return tuple(word for word, _ in counts.most_common())


def _followers(tokens: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    """Yield the tokens that follow some others which stand side by side."""
    size = len(before)
    for at in range(len(tokens) - size):
        if tokens[at] == before[0] and tokens[at : at + size] == before:
            yield tokens[at + size]
