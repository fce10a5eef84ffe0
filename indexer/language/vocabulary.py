"""Words that a segmenter is taught beside its own dictionary; nothing here depends on documents."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from indexer.folding import fold

FREQUENCY = 1000
"""Of a taught word in jieba's scale: as common as 联络 or 草案, enough for it to be cut as one."""
TAG = "nz"
"""Part of speech of a taught word, `other proper noun`; it decides nothing about the cut."""
LONGEST_ORGANIZATION = 6
"""Longer names stay cut into their words, so that 裁军 finds 联合国裁军事务厅."""

_HAN_RUN = re.compile("[\u4e00-\u9fff]{2,}")


@cache
def terms() -> tuple[str, ...]:
    """Return the folded names of States, short names of organizations and terms of `terms.tsv`, sorted."""
    return tuple(sorted(_names() | {fold(term) for term in _lines("terms.tsv")}))


@cache
def refolded() -> tuple[tuple[str, int], ...]:
    """Return words of jieba's dictionary as folding spells them, with their frequencies.

    `refolded.tsv` is made by `scripts/refolded_words.py`.
    """
    rows = (line.split("\t") for line in _lines("refolded.tsv"))
    return tuple((word, int(frequency)) for word, frequency in rows)


def _names() -> set[str]:
    """Take the Han runs of names: a word of a segmenter cannot hold a space or a sign."""
    try:
        from indexer.names import organizations, states
    except ImportError:  # TEMPORARY, until the names are there
        return set()

    runs = {run for name in states.names("zh") for run in _HAN_RUN.findall(fold(name))}
    short = {run for name in organizations.names("zh") for run in _HAN_RUN.findall(fold(name))}
    return runs | {run for run in short if len(run) <= LONGEST_ORGANIZATION}


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
