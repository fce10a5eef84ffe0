"""Divide a run of Han characters into words, with jieba's algorithm and dictionary.

rjieba gives the same words as jieba ten times as fast. If rjieba is not installed, jieba is used.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Cut: TypeAlias = Callable[[str], list[str]]

FREQUENCY = 1000
"""The frequency of a taught word in jieba's scale.

With it, the word is as common as 联络 or 草案, which is enough to keep it whole.
"""
_TAG = "nz"
"""The part of speech of a taught word, `other proper noun`; it does not affect the segmentation."""
_KNOWN = "[\u4e00-\u9fd5]+|."


@dataclass(frozen=True, slots=True)
class TaughtWords:
    """Words that a segmenter is taught beside its own dictionary.

    `terms` are words that it might divide; `respelt` are words of its dictionary as folding spells them, with
    their frequencies.
    """

    terms: tuple[str, ...]
    respelt: tuple[tuple[str, int], ...]


def load(taught: TaughtWords) -> Cut:
    """Return the segmenter, which takes 0.1 s to load.

    Characters outside the range that jieba knows become words of one character, because jieba and rjieba
    treat them differently.
    """
    try:
        segment = with_rjieba(taught)
    except ImportError:
        segment = with_jieba(taught)
    return _over_known(segment)


def load_apart(taught: TaughtWords) -> Cut:
    """Return a second segmenter, which does not know what `load` was taught.

    It takes 0.1 s to load, and 25 MB.
    """
    try:
        segment = _apart(taught)
    except ImportError:
        segment = with_jieba(taught)
    return _over_known(segment)


def _over_known(segment: Cut) -> Cut:
    return lambda run: [word for known in re.findall(_KNOWN, run) for word in segment(known)]


def with_rjieba(taught: TaughtWords) -> Cut:
    """Load rjieba and teach our words to its default instance: a second one would double the start time."""
    import rjieba

    _teach(taught, rjieba.add_word, rjieba.has_word, rjieba.cut)
    return rjieba.cut


def _apart(taught: TaughtWords) -> Cut:
    """Load an instance of rjieba of our own."""
    import rjieba

    own = rjieba.Jieba()
    _teach(taught, own.add_word, own.has_word, own.cut)
    return own.cut


def with_jieba(taught: TaughtWords) -> Cut:
    """Load jieba as an instance of our own, without its cache in the shared temporary directory."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources, which warns that it is deprecated
        import jieba

    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    _teach(taught, segmenter.add_word, segmenter.FREQ.get, segmenter.lcut)
    return segmenter.lcut  # type: ignore[no-any-return]


def _teach(
    taught: TaughtWords, add: Callable[[str, int, str], object], knows: Callable[[str], object], cut: Cut
) -> None:
    for word in taught.terms:
        if not knows(word) or cut(word) != [word]:
            add(word, FREQUENCY, _TAG)
    for word, frequency in taught.respelt:
        add(word, frequency, _TAG)
