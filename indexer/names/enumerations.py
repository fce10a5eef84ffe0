"""Find lists of States in a text, each with its introduction: the sentence that says what is listed.

A list is a run of three or more mentions within one sentence. Between them stand only list signs: 、 and
commas, 和 and `and`, or the stroke between two States that act together. The introduction is the sentence
with the list left out: `2019年，委员会访问了…。`, `In 2020, … named theirs.` In most English sentences the
words before the list tell the role of its States, in most Chinese ones the words after it. So both are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.language.en import sentence_patterns as english
from indexer.language.zh import sentence_patterns as chinese
from indexer.text.normalising import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model.document import Mention

LEAST = 3
"""Smallest number of States in a list; two States joined by a sign mostly act together."""
ELLIPSIS = "…"
LONGEST = 2_000
"""How much of a sentence is kept on either side of a list, in code points: many lists may share one."""

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
_AND = rf"(?:{chinese.AND}|{english.AND})\s*+"
_JOINED = rf"(?i)\s*+(?:[、，,;；/]\s*+(?:{_AND})?|{_AND})(?:{english.ARTICLE}\s*+)?"
_ARTICLE = rf"(?i)\b{english.ARTICLE}$"
_END = rf"{chinese.END}|{english.END}|\n"
"""Pattern of the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of States: the sentence without the list, and the codes of the States in order."""

    introduction: str
    states: tuple[str, ...]


def find(text: str, mentions: Sequence[Mention]) -> tuple[Enumeration, ...]:
    """Return the lists of States in a text.

    Args:
        text: The text of a unit.
        mentions: The mentions of States in that text, in order.

    """
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
    """Return the offsets where sentences end; a stop inside a name, as in `St. Kitts`, ends none."""
    starts = [mention.start for mention in mentions]

    def inside(position: int) -> bool:
        before = bisect_left(starts, position)
        return before > 0 and position < mentions[before - 1].end

    return [match.end() for match in re.finditer(_END, text) if not inside(match.start())]


def _runs(text: str, mentions: Sequence[Mention], ends: list[int]) -> list[list[Mention]]:
    """Group neighbouring mentions in one sentence that are joined only by list signs."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        last = runs[-1][-1] if runs else None
        if last and _joined(text, last, mention) and _sentence(last, ends) == _sentence(mention, ends):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _joined(text: str, left: Mention, right: Mention) -> bool:
    return re.fullmatch(_JOINED, normalise(text[left.end : right.start]).text) is not None


def _sentence(mention: Mention, ends: list[int]) -> int:
    """Return the number of the sentence in which a mention stands, counted from 0."""
    return bisect_right(ends, mention.start)


def _introduction(text: str, run: list[Mention], ends: list[int]) -> str:
    """Return the sentence of a list with an ellipsis in place of the list."""
    sentence = _sentence(run[0], ends)
    first, last = run[0].start, run[-1].end
    start = max(ends[sentence - 1] if sentence else 0, first - LONGEST)
    end = min(ends[sentence] if sentence < len(ends) else len(text), last + LONGEST)
    before = re.sub(_ARTICLE, "", text[start:first])
    return f"{before}{ELLIPSIS}{text[last:end]}".strip()
