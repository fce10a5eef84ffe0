"""Tell where a State's name only seems to stand, since its characters belong to two words: 明智利用.

The table `straddling.tsv` tells which neighbours make that possible; `scripts/straddling_words.py` makes it.
Few names in a text have such neighbours, and only for those is the text around the name divided into words.
The segmenter is one that knows the names of States and nothing else of ours, so the answer does not depend on
what else was taught or read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import inf
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from indexer.language.zh import segmenter

LONGEST = 3
"""The longest name that words may take apart, in code points."""
_REACH = 8
"""How far from a name the text is divided into words, in code points."""
_LONGEST = 2
"""The longest neighbour that the table has, in code points."""
_DIGITS = "0123456789.-"
_RUN = re.compile("[\u4e00-\u9fd5]*")
_loading = Lock()


class _Division(NamedTuple):
    """What each neighbour costs where a name is divided; less than `least` makes the division likelier."""

    least: float
    before: Mapping[str, float]
    behind: Mapping[str, float]


def straddles(plain: str, start: int, end: int, names: Callable[[], Iterable[str]]) -> bool:
    """Tell whether the characters of a name belong to words that begin before it or end behind it.

    Args:
        plain: The folded text.
        start: Where the name begins, in code points.
        end: Where it ends.
        names: Returns the Chinese names of States that the segmenter is taught, folded.

    """
    divisions = _divisions(plain[start:end])
    if not any(_is_possible(plain, start, end, one) for one in divisions):
        return False
    left = _run(plain[max(0, start - _REACH) : start][::-1])[::-1]
    right = _run(plain[end : end + _REACH])
    return _is_divided(left + plain[start:end] + right, len(left), len(left) + end - start, names)


def _is_possible(plain: str, start: int, end: int, division: _Division) -> bool:
    """Tell whether the neighbours of a name may make this division of it the likelier reading."""
    sizes = range(_LONGEST + 1)
    before = min(division.before.get(plain[max(0, start - size) : start], inf) for size in sizes)
    behind = min(division.behind.get(plain[end : end + size], inf) for size in sizes)
    return before + behind < division.least


def _is_divided(run: str, start: int, end: int, names: Callable[[], Iterable[str]]) -> bool:
    """Tell whether the segmenter ends a word within a name and does not begin and end one with it."""
    with _loading:
        cut = _segmenter(names)
    bounds, at = {0}, 0
    for word in cut(run):
        at += len(word)
        bounds.add(at)
    inside = any(start < bound < end for bound in bounds)
    return inside and not bounds >= {start, end}


@cache
def _segmenter(names: Callable[[], Iterable[str]]) -> segmenter.Cut:
    return segmenter.load_apart(segmenter.TaughtWords(tuple(sorted(names())), ()))


@cache
def _divisions(name: str) -> tuple[_Division, ...]:
    """Return the ways to divide a name that two words may take apart."""
    lines = (line.split("\t") for line in _lines().get(name, ()))
    return tuple(
        _Division(float(least), _costs(before), _costs(behind)) for _, _, least, before, behind in lines
    )


@cache
def _lines() -> Mapping[str, list[str]]:
    """Return for each name the lines of the table."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("straddling.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            found.setdefault(line.partition("\t")[0], []).append(line)
    return found


def _costs(column: str) -> Mapping[str, float]:
    """Read a column: neighbours, each with its cost behind it; an empty one stands for none."""
    parts = ((part, part.rstrip(_DIGITS)) for part in column.split())
    return {text: float(part[len(text) :]) for part, text in parts}


def _run(text: str) -> str:
    """Return the Han characters at the start of a text."""
    found = _RUN.match(text)
    return found[0] if found else ""
