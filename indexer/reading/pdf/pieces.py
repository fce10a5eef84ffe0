"""What is printed on a page: pieces of text with their places, rows of pieces, and ruled lines.

All lengths are in points. The origin is at the lower left, as text is read: a page whose text runs upwards
has been turned before. A baseline is the height on which letters stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

_HAN = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_WIDE = re.compile(f"[{_HAN}]")
WORD_GAP, WIDE_GAP = 0.17, 0.45
"""From which gap, in sizes of the print, there is a blank between letters, and between Han characters."""
_SOME_GAP = 0.08
SEGMENT_GAP = 1.4
"""From which gap, in sizes of the print, the two sides of a row stand apart."""
_FEW = 40
"""How many raised or lowered pieces a line has at most."""
_RAISED, _SMALLER = 0.15, 0.82
"""How much higher raised digits stand at least, in sizes of the print, and how large they are at most."""


class Blank(Enum):
    """Whether a blank is before a piece: none, one of the file, or one that PDFium has worked out."""

    NONE = 0
    REAL = 1
    WORKED_OUT = 2


@dataclass(slots=True)
class Piece:
    """Letters that follow one another on one baseline, in one size, without a blank between them."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    blank: Blank  # what is before it


@dataclass(slots=True)
class Rule:
    """A horizontal ruled line."""

    left: float
    right: float
    base: float


@dataclass(slots=True)
class Page:
    """The pieces and rules of a page, in the order of the file, and how wide and high it is."""

    number: int  # of the sheet, from 0
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """The pieces on one baseline, from left to right, with those that are raised or lowered beside them."""

    pieces: list[Piece]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1].right

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its text, with a blank where there is one in print."""
        return composed(self)[0]


def is_wide(text: str) -> bool:
    """Tell whether there is a Han character or the like in a text."""
    return _WIDE.search(text) is not None


def composed(row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of a row and the spans of its raised digits."""
    parts: list[str] = []
    raised: list[tuple[int, int]] = []
    length = 0
    before: Piece | None = None
    for piece in row.pieces:
        if before is not None and is_apart(before, piece):
            parts.append(" ")
            length += 1
        if is_raised(piece, row):
            if raised and raised[-1][1] == length:
                raised[-1] = (raised[-1][0], length + len(piece.text))
            else:
                raised.append((length, length + len(piece.text)))
        parts.append(piece.text)
        length += len(piece.text)
        before = piece
    return "".join(parts), tuple(raised)


def is_apart(before: Piece, piece: Piece) -> bool:
    """Tell whether there is a blank between two neighbours of a row."""
    gap = piece.left - before.right
    size = min(before.size, piece.size)
    if piece.blank is Blank.REAL:
        return gap > -size
    if piece.blank is Blank.WORKED_OUT and gap > _SOME_GAP * size:
        return True
    wide = is_wide(before.text[-1]) or is_wide(piece.text[0])
    return gap > size * (WIDE_GAP if wide else WORD_GAP)


def is_raised(piece: Piece, row: Row) -> bool:
    """Tell whether a piece is digits above the baseline of its row, as the marks of notes are."""
    higher = piece.base - row.base
    if not piece.text.isdecimal() or higher < _RAISED * row.size:
        return False
    return piece.size <= _SMALLER * row.size or higher >= 2 * _RAISED * row.size


def rows_of(pieces: list[Piece]) -> list[Row]:
    """Return the rows that pieces make, from the top down."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        last = rows[-1] if rows else None
        if last is not None and last.base - piece.base <= 0.2 * max(min(last.size, piece.size), 4):
            last.pieces.append(piece)
            if piece.size > last.size:
                last.base, last.size = piece.base, piece.size
        else:
            rows.append(Row([piece], piece.base, piece.size))
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.left)
    return _joined(rows)


def _joined(rows: list[Row]) -> list[Row]:
    """Join small rows that stand between two lines to the row beside which they are raised or lowered."""
    done: list[Row] = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is not None and _belongs(row, below, 0.75):
            below.pieces = sorted(below.pieces + row.pieces, key=lambda piece: piece.left)
        elif done and _belongs(row, done[-1], 0.4):
            done[-1].pieces = sorted(done[-1].pieces + row.pieces, key=lambda piece: piece.left)
        else:
            done.append(row)
    return done


def _belongs(row: Row, other: Row, most: float) -> bool:
    """Tell whether each piece of a small row touches a piece of the other one, and covers none."""
    if (
        len(row.pieces) > _FEW
        or row.size > _SMALLER * other.size
        or abs(row.base - other.base) > most * other.size
    ):
        return False
    near = 0.6 * other.size
    for piece in row.pieces:
        touching = (
            piece.text.isdecimal()
        )  # a mark may stand far from the next word of a line that is spread out
        for one in other.pieces:
            if min(one.right, piece.right) - max(one.left, piece.left) > 0.3 * other.size:
                return False
            touching = touching or abs(piece.left - one.right) < near or abs(one.left - piece.right) < near
        if not touching and len(row.pieces) == 1:
            return False
    return True


def segments(row: Row) -> list[Row]:
    """Return the parts of a row that stand apart."""
    parts: list[list[Piece]] = [[row.pieces[0]]]
    right = row.pieces[0].right
    for piece in row.pieces[1:]:
        if piece.left - right > SEGMENT_GAP * row.size:
            parts.append([])
        parts[-1].append(piece)
        right = max(right, piece.right)
    return [Row(part, row.base, row.size) for part in parts]
