"""Pieces: stretches of source lines. Units consist of pieces, and the coverage counts them.

A unit stays a list of pieces until its text is needed. So each character of the source can be followed to the
unit or to the noise in which it ended up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from indexer.model.document import Kind, Line

Noise: TypeAlias = Literal[
    "masthead", "edition_mark", "page_header", "site", "link", "rule", "table_header", "contents"
]
Role: TypeAlias = Kind | Noise | Literal["label", "mark", "category"]
"""What a piece is: text (by the kind of its unit), noise, a label or number in front, or a footnote mark."""

_STRETCH = 1 << 16
_TAIL = 32
NOISE: tuple[Noise, ...] = get_args(Noise)


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters [start, end) of a line; `note` is the footnote number of a mark."""

    line: Line
    start: int
    end: int
    role: Role
    note: str = ""

    @property
    def text(self) -> str:
        """Return the characters of the piece."""
        return self.line.text[self.start : self.end]

    @property
    def is_printed(self) -> bool:
        """Tell whether the piece holds text: it is not empty and not a footnote mark."""
        return self.role != "mark" and self.end > self.start

    @property
    def tail(self) -> str:
        """Return the last characters, enough to tell how a text ends."""
        return self.line.text[max(self.start, self.end - _TAIL) : self.end]

    @property
    def characters(self) -> int:
        """Count the characters that are not white space."""
        return inked(self.text)


def inked(text: str) -> int:
    """Count the characters that are not white space.

    A long text is counted in stretches, so that only a few of its words are in memory at a time.
    """
    starts = range(0, len(text), _STRETCH)
    return sum(len("".join(text[start : start + _STRETCH].split())) for start in starts)


Block: TypeAlias = list[Piece]
"""Pieces that form one printed paragraph."""


def cut(line: Line, start: int, end: int, role: Role) -> Piece:
    """Return the characters [start, end) of a line as a piece, without white space at either end."""
    body = line.text[start:end]
    left = start + len(body) - len(body.lstrip())
    return Piece(line, left, max(left, start + len(body.rstrip())), role)


def whole(line: Line, role: Role) -> Piece:
    """Return a whole line as a piece, without white space at either end."""
    return cut(line, 0, len(line.text), role)
