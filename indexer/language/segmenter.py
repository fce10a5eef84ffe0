"""Divide a run of Han characters into words, with jieba's algorithm and dictionary.

rjieba gives the same words as jieba ten times as fast. If rjieba is not installed, jieba is used.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import TypeAlias

from indexer.language import vocabulary

Cut: TypeAlias = Callable[[str], list[str]]

_KNOWN = "[\u4e00-\u9fd5]+|."
_loading = Lock()


def cut(run: str) -> list[str]:
    """Return the words of a folded run of Han characters; joined, they are the run again.

    Characters outside the range that jieba knows become words of one character, because jieba and rjieba
    treat them differently. A run that is one of our own terms is one word. For it the segmenter, which takes
    0.1 s to load, is not needed.
    """
    if run in vocabulary.known():
        return [run]
    segment = _segmenter()
    return [word for known in re.findall(_KNOWN, run) for word in segment(known)]


def _segmenter() -> Cut:
    with _loading:
        return _load()


@cache
def _load() -> Cut:
    try:
        return with_rjieba()
    except ImportError:
        return with_jieba()


def with_rjieba() -> Cut:
    """Load rjieba and teach our words to its default instance: a second one would double the start time."""
    import rjieba

    _teach(rjieba.add_word, rjieba.has_word, rjieba.cut)
    return rjieba.cut


def with_jieba() -> Cut:
    """Load jieba as an instance of our own, without its cache in the shared temporary directory."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources, which warns that it is deprecated
        import jieba

    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    _teach(segmenter.add_word, segmenter.FREQ.get, segmenter.lcut)
    return segmenter.lcut  # type: ignore[no-any-return]


def _teach(add: Callable[[str, int, str], object], knows: Callable[[str], object], cut: Cut) -> None:
    """Add our words that the segmenter would divide, and words of its dictionary as folding spells them."""
    for word in vocabulary.terms():
        if not knows(word) or cut(word) != [word]:
            add(word, vocabulary.FREQUENCY, vocabulary.TAG)
    for word, frequency in vocabulary.refolded():
        add(word, frequency, vocabulary.TAG)
