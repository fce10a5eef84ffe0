"""Divide a run of Han characters into the words of the field `words`."""

from __future__ import annotations

from functools import cache
from threading import Lock

from indexer.analysis import vocabulary
from indexer.language.zh import segmenter
from indexer.language.zh.segmenter import Cut

_loading = Lock()


def cut(run: str) -> list[str]:
    """Return the words of a folded run of Han characters; joined, they are the run again.

    A run that is one of our own terms is one word: for it, the segmenter need not be loaded.
    """
    if run in vocabulary.known():
        return [run]
    with _loading:
        segment = _segmenter()
    return segment(run)


@cache
def _segmenter() -> Cut:
    return segmenter.load(vocabulary.taught())
