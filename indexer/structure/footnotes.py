"""Footnotes: where one begins, and where its mark stood in the text.

A mark looks like text (`。1`, `，2 全面审查`), and text looks like a mark (`。6 个组织`, `，3 月 26 日`). So
marks are looked for only of notes that exist, from the last note back, each before its note and before the
mark of the note that follows; superscripts are preferred.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from indexer.model import Line
from indexer.structure.pieces import Block, Piece
from indexer.structure.reflow import CJK

Place: TypeAlias = tuple[int, int]
"""Line and column."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_RAISED_OPENING = re.compile(rf"\s*({_RAISED})\s*(?=\S)")
_PLAIN_OPENING = re.compile(r"\s*(\d{1,3})\s+(?=\S)")
_PLAIN_MARK = (
    r"(?<=[。，、；：！？）》」”’)\].,;:!?\"])(?<!\d[.,])\d{1,3}"
    r"(?=\s|$)(?!\s*[年月日号时分次个名位项份国篇届种家条段页组人件章节张点])"
)
_MARK = re.compile(f"(?P<raised>{_RAISED})|{_PLAIN_MARK}")
_MAX_GAP = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """A footnote that begins: its number, and where its text begins in the line."""

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote found: its number and where it begins."""

    number: int
    place: Place


def opening(line: Line, last: int, *, after_rule: bool) -> Opening | None:
    """Return the footnote that begins on a line, where `last` is the number of the one before it.

    A superscript at the start of a line begins one; a plain number only below a rule, and where it is the
    next, or nearly so: the text of a note may begin with a number itself.
    """
    if found := _RAISED_OPENING.match(line.text):
        number = int(found[1].translate(_SUPERSCRIPTS))
        return Opening(number, found.end()) if number > last else None
    found = _PLAIN_OPENING.match(line.text) if after_rule else None
    if not found or not last < int(found[1]) <= last + _MAX_GAP:
        return None
    return Opening(int(found[1]), found.end())


def mark(blocks: Iterable[Block], notes: Sequence[Note]) -> tuple[int, ...]:
    """Cut the marks of notes out of the blocks; return the numbers of the notes without one."""
    wanted = {note.number for note in notes}
    candidates = _candidates(blocks, wanted)
    missing: list[int] = []
    found: list[_Candidate] = []
    limit: Place | None = None
    for note in reversed(notes):
        before = note.place if limit is None else min(limit, note.place)
        if chosen := _last_before(candidates[note.number], before):
            found.append(chosen)
            limit = chosen.place
        else:
            missing.append(note.number)
    _cut(found)
    return tuple(reversed(missing))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Characters [start, end) of a piece that may be the mark of a note."""

    block: Block
    piece: Piece
    start: int
    end: int
    number: int
    raised: bool

    @property
    def place(self) -> Place:
        return self.piece.line.number, self.start


def _candidates(blocks: Iterable[Block], wanted: set[int]) -> dict[int, list[_Candidate]]:
    found: dict[int, list[_Candidate]] = defaultdict(list)
    for block in blocks if wanted else ():
        for piece in block:
            for match in _MARK.finditer(piece.line.text, piece.start, piece.end):
                number = int(match[0].translate(_SUPERSCRIPTS))
                if number in wanted:
                    raised = match["raised"] is not None
                    found[number].append(_Candidate(block, piece, match.start(), match.end(), number, raised))
    for one in found.values():
        one.sort(key=lambda candidate: candidate.place)
    return found


def _last_before(candidates: Sequence[_Candidate], limit: Place) -> _Candidate | None:
    """Return the last candidate before a place, superscripts first."""
    before = candidates[: bisect_left(candidates, limit, key=lambda one: one.place)]
    raised = [one for one in before if one.raised]
    return next(reversed(raised or before), None)


def _cut(found: Iterable[_Candidate]) -> None:
    """Part each piece at its marks; `found` runs from the last mark to the first."""
    for one in found:
        at = next(
            place
            for place, piece in enumerate(one.block)
            if piece.start <= one.start < piece.end and piece.line is one.piece.line
        )
        piece = one.block[at]
        left = replace(piece, end=one.start)
        right = replace(piece, start=_resume(piece, one))
        sign = Piece(piece.line, one.start, one.end, "mark", str(one.number))
        one.block[at : at + 1] = [left, sign, right]


def _resume(piece: Piece, one: _Candidate) -> int:
    """Return where the text goes on: in Chinese, the space behind a mark belongs to the mark."""
    rest = piece.line.text[one.end : piece.end]
    tight = CJK.match(rest.lstrip()[:1]) or not rest.strip()
    return one.end + len(rest) - len(rest.lstrip()) if tight else one.end
