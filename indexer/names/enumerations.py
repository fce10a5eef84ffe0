"""Lists of States in a text, each with the sentence that says what it lists.

A list is a run of three or more mentions joined by nothing but list signs (、 and commas, 和 and `and`,
the stroke of two that act together) inside one sentence. Its introduction is that sentence with the list
left out: `2019年，委员会访问了…。`, `In 2020, … named theirs.` What stands before the list tells the role in
most English sentences, what stands behind it in most Chinese ones, so both are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model import Mention

LEAST = 3
"""Fewest States of a list; two that are joined act together more often than they are enumerated."""
ELLIPSIS = "…"

# Patterns are strings: `re` compiles and keeps them when they are first used, and importing stays fast.
_AND = r"(?:以及|和|及|与|與|或|(?:and|or|as\s+well\s+as)\s)"
_JOINED = rf"(?i)\s*(?:[、，,;；/]\s*{_AND}?|{_AND})\s*(?:the\s)?\s*"
_ARTICLE = r"(?i)\bthe\s$"
_ABBREVIATIONS = ("[A-Z]", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Nos", "para", "paras", "art", "arts", "vol")
_STOP = "".join(rf"(?<!\b{short})" for short in _ABBREVIATIONS) + r"[.!?]"
_END = rf"[。！？][”’」』》)）]*|{_STOP}[\"”’)]*(?=\s+[\"“‘(]?[A-Z])|\n"
"""The end of a sentence; a Latin stop ends one where a capital follows, but not after an abbreviation."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of States in a text: its sentence without it, and the codes of its States, in order."""

    introduction: str
    states: tuple[str, ...]


def find(text: str, mentions: Sequence[Mention]) -> tuple[Enumeration, ...]:
    """Return the lists of States in a unit's text; `mentions` are those of that text, in order."""
    if len(mentions) < LEAST:
        return ()
    ends = _ends(text, mentions)
    found = []
    for run in _runs(text, mentions, ends):
        codes = tuple(dict.fromkeys(mention.state for mention in run))
        if len(codes) >= LEAST:
            found.append(Enumeration(_introduction(text, run, ends), codes))
    return tuple(found)


def _ends(text: str, mentions: Sequence[Mention]) -> list[int]:
    """Return where sentences end; a stop that is part of a name, as in `St. Kitts`, ends none."""
    starts = [mention.start for mention in mentions]

    def inside(position: int) -> bool:
        before = bisect_left(starts, position)
        return before > 0 and position < mentions[before - 1].end

    return [match.end() for match in re.finditer(_END, text) if not inside(match.start())]


def _runs(text: str, mentions: Sequence[Mention], ends: list[int]) -> list[list[Mention]]:
    """Group neighbouring mentions that only list signs join, inside one sentence."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        last = runs[-1][-1] if runs else None
        if last and _joined(text, last, mention) and _sentence(last, ends) == _sentence(mention, ends):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _joined(text: str, left: Mention, right: Mention) -> bool:
    return re.fullmatch(_JOINED, text[left.end : right.start]) is not None


def _sentence(mention: Mention, ends: list[int]) -> int:
    return bisect_right(ends, mention.start)


def _introduction(text: str, run: list[Mention], ends: list[int]) -> str:
    sentence = _sentence(run[0], ends)
    start = ends[sentence - 1] if sentence else 0
    end = ends[sentence] if sentence < len(ends) else len(text)
    before = re.sub(_ARTICLE, "", text[start : run[0].start])
    return f"{before}{ELLIPSIS}{text[run[-1].end : end]}".strip()
