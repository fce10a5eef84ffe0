"""Stretches of source lines: what every unit is made of, and what the account counts.

Nothing is copied before the end: a unit is a list of pieces until its text is wanted, so that each
character of the source can be followed to the place where it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.model import Kind, Line

Noise: TypeAlias = Literal["masthead", "edition_mark", "page_header", "link", "rule", "table_header"]
Role: TypeAlias = Kind | Noise | Literal["label", "mark", "category"]
"""Texts by the kind of their unit; the numbers and words in front of them; footnote marks; noise."""

NOISE: tuple[Noise, ...] = ("masthead", "edition_mark", "page_header", "link", "rule", "table_header")


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters [start, end) of a line; `note` is the number that a footnote mark stands for."""

    line: Line
    start: int
    end: int
    role: Role
    note: str = ""

    @property
    def text(self) -> str:
        """Return the characters themselves."""
        return self.line.text[self.start : self.end]

    @property
    def characters(self) -> int:
        """Count the characters that are not white."""
        return inked(self.text)


def inked(text: str) -> int:
    """Count the characters that are not white."""
    return len("".join(text.split()))


Block: TypeAlias = list[Piece]
"""Pieces that read on as one paragraph of print."""


def cut(line: Line, start: int, end: int, role: Role) -> Piece:
    """Return the characters [start, end) of a line without white space at either end."""
    body = line.text[start:end]
    left = start + len(body) - len(body.lstrip())
    return Piece(line, left, max(left, start + len(body.rstrip())), role)


def whole(line: Line, role: Role) -> Piece:
    """Return a line without white space at either end."""
    return cut(line, 0, len(line.text), role)


def printed(block: Block) -> list[Piece]:
    """Return the pieces of a block that hold text: neither footnote marks nor empty."""
    return [piece for piece in block if piece.role != "mark" and piece.end > piece.start]
