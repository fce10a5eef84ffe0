"""How a source is laid out, and so where its paragraphs end.

Three layouts are met. *Hard*: every line is a paragraph. *Wrapped*: lines are broken at a width, and blank
lines part paragraphs. *Spread*: text from a PDF, wrapped and with a blank line after every line of print,
so that blank lines mean nothing, and the first line of a page is the one without. Some spread texts end
each paragraph with a space; where they do, nothing else is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.model import Line

_ENDERS = frozenset("。！？；：…!?;:.")
_CLOSERS = "”’\"'）)》」』】]*"
_NOTE_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[。！？；：])\d{1,3}|(?<=[^\d\s][.!?;:”])\d{1,3})$")
_TAIL = 16
_NUMBERED = re.compile(r"\s*\d{1,3}\s*[.．、](?!\d)")
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 130
"""Columns; a Han character takes two."""
_SLACK = 12
_WRAPPED_SHARE = 8
"""In wrapped text, at least every eighth line ends in the middle of a sentence for want of room."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` is the usual width of a full line in columns, 0 where lines are not wrapped."""

    width: int
    spread: bool = False
    spaces_end: bool = False  # a space at the end of a line ends a paragraph

    @property
    def hard(self) -> bool:
        """Tell whether every line is a paragraph."""
        return not self.width

    def full(self, last: Line, following: Line) -> bool:
        """Tell whether a wrapped line was broken for want of room: the next word would not have fitted."""
        first = _first_word(following.text.strip())
        return columns(last.text.strip()) + columns(first) + 2 >= self.width

    def short(self, line: Line) -> bool:
        """Tell whether a line is clearly not a full one."""
        width = columns(line.text.strip())
        return width < (self.width - _SLACK if self.width else _WIDEST_WRAP // 2)


def measure(lines: Sequence[Line]) -> Layout:
    """Find out how lines are laid out.

    Lines are wrapped where many that are about as long as the longest end in the middle of a sentence. Rows
    of tables with tabs do not count.
    """
    prose = [line for line in lines if "\t" not in line.text]
    widths = [columns(line.text.strip()) for line in prose]
    width = sorted(widths)[len(widths) * 9 // 10] if widths else 0
    broken = [
        one for one, size in zip(prose, widths, strict=True) if size >= width - _SLACK and not ended(one.text)
    ]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or len(broken) * _WRAPPED_SHARE < len(prose):
        return Layout(0)
    apart = [one for one, following in pairwise(prose) if following.blank_before]
    spread = len(set(apart) & set(broken)) * 10 >= len(apart) * 3 and len(apart) * 2 > len(prose)
    return Layout(width, spread, spaces_end=spread and _spaces_end(prose, broken))


def _spaces_end(lines: Sequence[Line], broken: Sequence[Line]) -> bool:
    """Tell whether lines before a numbered paragraph end in a space, and lines inside one do not."""
    before = [one for one, following in pairwise(lines) if _NUMBERED.match(following.text)]
    spaced = sum(one.trailing > 0 for one in before)
    inside = sum(one.trailing > 0 for one in broken)
    return len(before) > 1 and spaced * 10 >= len(before) * 9 and inside * 5 < len(broken)


def ended(text: str) -> bool:
    """Tell whether a text ends as sentences and lead-ins end; brackets, quotes and note marks aside."""
    tail = _NOTE_MARK.sub("", text.rstrip()[-_TAIL:])
    return tail.rstrip(_CLOSERS)[-1:] in _ENDERS


def columns(text: str) -> int:
    """Return the width of a text in columns."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text if char > "\u1100")


def _first_word(text: str) -> str:
    """Return what cannot be broken at the start of a text: one wide character, or a Latin word."""
    found = re.match(r"[!-~]+", text)
    return found[0] if found else text[:1]
