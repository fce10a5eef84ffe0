"""Where a State stands in a list of States, as the sentence around that list says: no guess beyond it.

A list is a run of three or more mentions joined by nothing but list signs (、 and commas, 和 and `and`,
the stroke of two that act together) inside one sentence. Its introduction is that sentence with the list
left out: `2019年，委员会访问了…。`, `In 2020, … named theirs.` What stands before the list tells the role in
most English sentences, what stands behind it in most Chinese ones, so both are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.answer.addresses import anchor
from indexer.answer.citing import citation
from indexer.answer.results import Role
from indexer.entries import unit_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.addresses import Addresses
    from indexer.model import Mention
    from indexer.record import Record

LEAST = 3
"""Fewest States of a list; two that are joined act together more often than they are enumerated."""
ELLIPSIS = "…"

_AND = r"(?:以及|和|及|与|與|或|(?:and|or|as\s+well\s+as)\s)"
_JOINED = re.compile(rf"\s*(?:[、，,;；/]\s*{_AND}?|{_AND})\s*(?:the\s)?\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"\bthe\s$", re.IGNORECASE)
_ABBREVIATIONS = ("[A-Z]", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Nos", "para", "paras", "art", "arts", "vol")
_STOP = "".join(rf"(?<!\b{short})" for short in _ABBREVIATIONS) + r"[.!?]"
_END = re.compile(rf"[。！？][”’」』》)）]*|{_STOP}[\"”’)]*(?=\s+[\"“‘(]?[A-Z])|\n")
"""The end of a sentence; a Latin stop ends one where a capital follows, but not after an abbreviation."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of States in a text: its sentence without it, and the codes of its States, in order."""

    introduction: str
    states: tuple[str, ...]


def enumerations(text: str, mentions: Sequence[Mention]) -> tuple[Enumeration, ...]:
    """Return the lists of States in a unit's text; `mentions` are those of that text, in order."""
    ends = [match.end() for match in _END.finditer(text) if not _inside(match.start(), mentions)]
    found = []
    for run in _runs(text, mentions, ends):
        codes = tuple(dict.fromkeys(mention.state for mention in run))
        if len(codes) >= LEAST:
            found.append(Enumeration(_introduction(text, run, ends), codes))
    return tuple(found)


def roles(record: Record, code: str, addresses: Addresses) -> tuple[Role, ...]:
    """Return the lists of a unit in which the State with this code stands."""
    head, paragraph = record.head, record.paragraph
    return tuple(
        Role(
            id=unit_id(head.symbol, head.language, paragraph.part, paragraph.locator),
            symbol=head.symbol,
            language=head.language,
            script=head.script,
            edition=head.edition,
            part=paragraph.part,
            locator=paragraph.locator,
            year=head.date.year if head.date else None,
            section=paragraph.section,
            introduction=found.introduction,
            size=len(found.states),
            citation=citation(head.symbol, paragraph.part, paragraph.locator, head.edition),
            url=addresses.unit(head.symbol, head.language, anchor(paragraph.part, paragraph.locator)),
        )
        for found in enumerations(paragraph.text, paragraph.mentions)
        if code in found.states
    )


def _inside(position: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a stop is part of a name: that of `St. Kitts` ends no sentence."""
    return any(mention.start < position < mention.end for mention in mentions)


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
    return _JOINED.fullmatch(text, left.end, right.start) is not None


def _sentence(mention: Mention, ends: list[int]) -> int:
    return bisect_right(ends, mention.start)


def _introduction(text: str, run: list[Mention], ends: list[int]) -> str:
    sentence = _sentence(run[0], ends)
    start = ends[sentence - 1] if sentence else 0
    end = ends[sentence] if sentence < len(ends) else len(text)
    before = _ARTICLE.sub("", text[start : run[0].start])
    return f"{before}{ELLIPSIS}{text[run[-1].end : end]}".strip()
