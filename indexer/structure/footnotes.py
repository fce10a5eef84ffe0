"""Find footnotes, and find where each footnote's mark is in the text.

A mark can look like text (`。1`, `，2 全面审查`), and text can look like a mark (`。6 个组织`,
`，3 月 26 日`). So the search looks only for marks of footnotes that exist. It goes from the last footnote to
the first: a mark must come before its own footnote and before the mark of the next footnote. Superscripts are
preferred.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from indexer.language.zh.document_patterns import COUNTED
from indexer.model.document import Line
from indexer.structure.pieces import Block, Piece
from indexer.structure.reflow import CJK

Place: TypeAlias = tuple[int, int]
"""A position in the source: line number and column."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_RAISED_OPENING = re.compile(rf"\s*({_RAISED})\s*(?=\S)")
_SIGNED_OPENING = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})/(?=\s))\s*(?=\S)")
_STAR_OPENING = re.compile(r"\s*(\*{1,3})\s*(?=[^\s*])")
_STROKE = re.compile(r"/\s+")
_STAR_MARK = re.compile(r"[^\s*,，、]\s?(?:\*{1,3}[,，、]\s?){0,3}\*{1,3}\s*$")
_STARS = re.compile(r"\*{1,3}")
_TAIL = 16
_PLAIN_OPENING = re.compile(r"\s*(\d{1,3})\s+(?=\S)")
_PLAIN_MARK = (
    r"(?<=[。，、；：！？）》」”’)\].,;:!?\"])(?<!\d[.,])\d{1,3}"
    rf"(?=\s|$)(?!\s*[{COUNTED}])"
)
_SIGNED_MARK = r"\[\d{1,3}\]|(?<=[^\s\d]) ?(?<![\d/])\d{1,3}/(?![\w/])"
_MARK = re.compile(rf"(?P<raised>{_RAISED})|{_SIGNED_MARK}|{_PLAIN_MARK}|(?<=[^\s*]) ?\*{{1,3}}(?=\s*$)")
_MAX_GAP = 3
_LONGEST_NUMBER = 4
_POWER = 4
_UNIT = re.compile(r"(?<![A-Za-z])[ckm]?m$")
_AROUND_SIGNS = " \t\u00a0.)/]["
"""What may stand around the number of a note: `1/`, `[1]`."""


@dataclass(frozen=True, slots=True)
class NoteOpening:
    """The beginning of a footnote: its sign, its number, and the column at which its text begins.

    The number of a note that has a sign instead (`*`) is 0.
    """

    sign: str
    number: int
    start: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that was found: its sign, which is mostly a number, and the position where it begins."""

    sign: str
    place: Place


def opening(
    line: Line, last: int, *, after_rule: bool, stars: frozenset[str] = frozenset()
) -> NoteOpening | None:
    """Return the footnote that begins on a line, None if none does.

    Where the format knows the line for one of a note, that is believed. A superscript at the start of a line
    begins a footnote. A plain number does so only below a rule, and only if it is greater than the last
    number by at most 3: the text of a footnote may itself begin with a number.

    Args:
        line: The line.
        last: The number of the footnote before it, 0 if there is none.
        after_rule: Whether the line stands below a rule.
        stars: The stars that stand in the text as marks of notes.

    """
    if line.role == "note":
        return _known(line) if line.label else None
    if found := _RAISED_OPENING.match(line.text):
        number = int(found[1].translate(_SUPERSCRIPTS))
        return NoteOpening(str(number), number, found.end()) if number > last else None
    if stars and (found := _STAR_OPENING.match(line.text)) and found[1] in stars:
        return NoteOpening(found[1], 0, found.end())
    if found := _SIGNED_OPENING.match(line.text):
        number = int(found[1] or found[2])
        near = last < number <= last + (_MAX_GAP if after_rule else 1)
        return NoteOpening(str(number), number, found.end()) if near else None
    found = _PLAIN_OPENING.match(line.text) if after_rule else None
    if not found or not last < int(found[1]) <= last + _MAX_GAP:
        return None
    return NoteOpening(found[1], int(found[1]), found.end())


def _known(line: Line) -> NoteOpening:
    """Return the footnote that begins on a line, as its format knows."""
    sign = line.text[: line.label].translate(_SUPERSCRIPTS).strip(_AROUND_SIGNS)
    number = int(sign) if sign.isdecimal() and len(sign) <= _LONGEST_NUMBER else 0
    behind = _STROKE.match(line.text, line.label)
    return NoteOpening(sign or "*", number, behind.end() if behind else line.label)


def stars(texts: Iterable[str]) -> frozenset[str]:
    """Return the stars behind the words of lines, which are the marks of notes."""
    return frozenset(
        sign
        for text in texts
        if (found := _STAR_MARK.search(text[-_TAIL:]))
        for sign in _STARS.findall(found[0])
    )


def mark(blocks: Iterable[Block], notes: Sequence[Note]) -> tuple[str, ...]:
    """Cut the footnote marks out of the blocks, so that each mark becomes a piece of its own.

    Args:
        blocks: The blocks in which marks may stand; they are changed in place.
        notes: The footnotes found, in order.

    Returns:
        The signs of the footnotes for which no mark was found.

    """
    wanted = {note.sign for note in notes}
    candidates = _candidates(blocks, wanted)
    missing: list[str] = []
    found: list[_Candidate] = []
    limit: Place | None = None
    for note in reversed(notes):
        before = note.place if limit is None else min(limit, note.place)
        if (numbered := candidates.get(note.sign)) and (chosen := numbered.last_before(before)):
            found.append(chosen)
            limit = chosen.place
        elif numbered and note.sign.startswith("*"):
            found.append(numbered.first())  # the note of a title may be printed above it
        elif not note.sign.startswith("*"):  # a star may stand in the masthead
            missing.append(note.sign)
    _cut([*found, *_repeated(candidates, found)])
    return tuple(reversed(missing))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The characters [start, end) of a piece, which may be the mark of a footnote."""

    block: Block
    piece: Piece
    start: int
    end: int
    sign: str

    @property
    def place(self) -> Place:
        return self.piece.line.number, self.start


@dataclass(frozen=True, slots=True)
class _Candidates:
    """All candidates for the mark of one footnote, in order: `raised` are the superscripts."""

    raised: list[_Candidate] = field(default_factory=list)
    plain: list[_Candidate] = field(default_factory=list)

    def sort(self) -> None:
        """Sort the candidates by position, as `last_before` needs them."""
        for candidates in (self.raised, self.plain):
            candidates.sort(key=_place)

    def first(self) -> _Candidate:
        """Return the first candidate of all."""
        return min((*self.raised, *self.plain), key=_place)

    def last_before(self, limit: Place) -> _Candidate | None:
        """Return the last candidate before a position, preferably a superscript."""
        for candidates in (self.raised, self.plain):
            if count := bisect_left(candidates, limit, key=_place):
                return candidates[count - 1]
        return None


def _start(candidate: _Candidate) -> int:
    return candidate.start


def _place(candidate: _Candidate) -> Place:
    return candidate.place


def _candidates(blocks: Iterable[Block], wanted: set[str]) -> dict[str, _Candidates]:
    """Return the candidates for each of the wanted footnotes, by sign."""
    found: dict[str, _Candidates] = defaultdict(_Candidates)
    for block in blocks if wanted else ():
        for piece in block:
            for start, end, raised in _signs(piece):
                sign = piece.line.text[start:end].translate(_SUPERSCRIPTS).strip(_AROUND_SIGNS)
                if sign in wanted:
                    signed = found[sign].raised if raised else found[sign].plain
                    signed.append(_Candidate(block, piece, start, end, sign))
    for one in found.values():
        one.sort()
    return found


def _signs(piece: Piece) -> Iterator[tuple[int, int, bool]]:
    """Yield where a mark may stand in a piece, as columns of its line, and whether it is raised there.

    A line of which the format knows the raised digits has no other marks.
    """
    if piece.line.raised:
        inside = (span for span in piece.line.raised if piece.start <= span[0] < span[1] <= piece.end)
        yield from ((*_with_stroke(piece, *span), True) for span in inside)
        return
    for match in _MARK.finditer(piece.line.text, piece.start, piece.end):
        yield match.start(), match.end(), match["raised"] is not None


def _with_stroke(piece: Piece, start: int, end: int) -> tuple[int, int]:
    """Return where a raised mark begins and ends, with its stroke (`1/`) and the blank before that."""
    text = piece.line.text
    if text[end : end + 1] != "/" or text[end + 1 : end + 2].isalnum() or end == piece.end:
        return start, end
    return start - (start > piece.start and text[start - 1] == " "), end + 1


def _repeated(candidates: Mapping[str, _Candidates], found: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Yield the other raised marks of notes, which refer to a note once more; a power (`m2`) is none."""
    taken = {one.place for one in found}
    for one in (one for signed in candidates.values() for one in signed.raised):
        before = one.piece.line.text[max(0, one.start - _POWER) : one.start]
        if one.piece.line.raised and one.place not in taken and not _UNIT.search(before):
            yield one


def _cut(found: Sequence[_Candidate]) -> None:
    """Divide the pieces at their marks."""
    marks: dict[int, list[_Candidate]] = defaultdict(list)
    blocks: dict[int, Block] = {}
    for one in reversed(found):
        marks[id(one.piece)].append(one)
        blocks[id(one.block)] = one.block
    for signed in marks.values():
        signed.sort(key=_start)
    for block in blocks.values():
        block[:] = [part for piece in block for part in _parts(piece, marks.get(id(piece), ()))]


def _parts(piece: Piece, marks: Sequence[_Candidate]) -> Iterator[Piece]:
    """Yield the marks of a piece and the text before, between and after them."""
    if not marks:
        yield piece
        return
    start = piece.start
    for one, end in zip(marks, [*(one.start for one in marks[1:]), piece.end], strict=True):
        yield replace(piece, start=start, end=one.start)
        yield Piece(piece.line, one.start, one.end, "mark", one.sign)
        start = _resume(piece, one, end)
    yield replace(piece, start=start)


def _resume(piece: Piece, one: _Candidate, end: int) -> int:
    """Return the column where the text goes on after a mark; `end` is where this stretch of text ends.

    In Chinese, the space after a mark belongs to the mark.
    """
    rest = piece.line.text[one.end : end]
    tight = CJK.match(rest.lstrip()[:1]) or not rest.strip()
    return one.end + len(rest) - len(rest.lstrip()) if tight else one.end
