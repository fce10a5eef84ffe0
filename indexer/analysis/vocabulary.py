"""Words that the segmenter is taught beside its own dictionary; they do not depend on any document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.language.zh.segmenter import TaughtWords
from indexer.text.folding import fold

LONGEST_ORGANIZATION = 6
"""The longest name, in characters, that is taught as one word.

Longer names stay divided into their words, so that 裁军 finds 联合国裁军事务厅.
"""

_HAN_RUN = "[\u4e00-\u9fff]{2,}"


@dataclass(frozen=True, slots=True)
class Sources:
    """The contents of the project's tables from which the vocabulary is made."""

    states: tuple[str, ...]
    organizations: tuple[str, ...]
    terms: tuple[str, ...]
    refolded: tuple[str, ...]


@cache
def sources() -> Sources:
    """Read the tables; `scripts/refolded_words.py` makes `refolded.tsv`."""
    from indexer.names import organizations, states

    return Sources(states.names("zh"), organizations.names("zh"), _lines("terms.tsv"), _lines("refolded.tsv"))


@cache
def known() -> frozenset[str]:
    """Return the terms as a set, for looking up a run."""
    return frozenset(terms())


def terms() -> tuple[str, ...]:
    """Return the folded names of States, short names of organizations and terms of `terms.tsv`, sorted."""
    read = sources()
    short = {word for word in _words(read.organizations) if len(word) <= LONGEST_ORGANIZATION}
    return tuple(sorted(_words(read.states) | short | _words(read.terms)))


def refolded() -> tuple[tuple[str, int], ...]:
    """Return words of jieba's dictionary as folding spells them, with their frequencies."""
    rows = (line.split("\t") for line in sources().refolded)
    return tuple((word, int(frequency)) for word, frequency in rows)


@cache
def taught() -> TaughtWords:
    """Return all words that the segmenter is taught."""
    return TaughtWords(terms(), refolded())


def _words(names: tuple[str, ...]) -> set[str]:
    """Return the names folded, without those that hold a space or a sign: no word of a segmenter does."""
    folded = fold("\n".join(names)).split("\n")  # one call is faster
    return {name for name in folded if re.fullmatch(_HAN_RUN, name)}


def _lines(name: str) -> tuple[str, ...]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
