"""Align words by their characters, where a language writes words together.

A rare word may be made of frequent characters, and where a text is cut into words wrongly, its characters are
right. So this alignment errs elsewhere than that of words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain

import numpy as np

from indexer.analysis import is_han
from indexer.lexicon.word_alignment import Link, align


def align_by_characters(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], dictionary: Collection[tuple[str, str]] = ()
) -> Iterator[tuple[int, Link]]:
    """Align the words of pairs of sentences as `word_alignment.align` does, the right ones by characters.

    Args:
        pairs: The words of each sentence and of its translation, which is in Han characters.
        dictionary: Pairs of words that are known to translate each other.

    Yields:
        The place of each pair of sentences with the links of its words.

    """
    divided = [tuple(map(_characters, right)) for _, right in pairs]
    apart = [tuple(chain.from_iterable(words)) for words in divided]
    for place, link in align(
        [(left, right) for (left, _), right in zip(pairs, apart, strict=True)], dictionary
    ):
        yield place, joined(link, tuple(map(len, divided[place])))


def joined(link: Link, sizes: Sequence[int]) -> Link:
    """Return the links of words by those of their characters.

    Args:
        link: The links; the right words are characters.
        sizes: The number of characters of each right word, in order.

    Returns:
        Links in which a word is said for what its characters are said for in the mean, and said by a left
        word if any of its characters is.

    """
    starts = np.array([0, *accumulate(sizes)][:-1])
    forwards = np.add.reduceat(link.forwards, starts, axis=1) / np.array(sizes)
    backwards = np.minimum(1.0, np.add.reduceat(link.backwards, starts, axis=1))
    return Link(forwards, backwards)


def _characters(word: str) -> tuple[str, ...]:
    return tuple(word) if is_han(word[0]) else (word,)
