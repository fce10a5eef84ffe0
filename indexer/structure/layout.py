"""The layout of a source, which decides where its paragraphs end.

There are three layouts:

- *Hard*: every line is a paragraph.
- *Wrapped*: lines are broken at a width, and blank lines separate paragraphs.
- *Spread*: text from a PDF, wrapped and with a blank line after every printed line. Blank lines therefore
  mean nothing, and only the first line of a page has none before it.

Some spread texts end each paragraph with a space at the line's end. There, that space alone decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.model.document import Line

_ENDERS = frozenset("。！？；：…!?;:.")
_CLOSERS = "”’\"'）)》」』】]*"
_NOTE_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[。！？；：])\d{1,3}|(?<=[^\d\s][.!?;:”])\d{1,3})$")
_TAIL = 16
_NUMBERED = re.compile(r"\s*\d{1,3}\s*[.．、](?!\d)")
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 130
"""The usual width of full lines in wrapped text, in columns; a Han character takes two."""
_SLACK = 12
_WRAPPED_SHARE = 8
"""In wrapped text, at least one line in eight is full and ends in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a source; `width` is that of a full line in columns, 0 if lines are not wrapped."""

    width: int
    spread: bool = False
    spaces_end: bool = False  # a space at the end of a line ends a paragraph

    @property
    def hard(self) -> bool:
        """Tell whether every line is a paragraph."""
        return not self.width

    def full(self, last: Line, following: Line) -> bool:
        """Tell whether a line was broken because the first word of `following` would not have fitted."""
        first = _first_word(following.text.strip())
        return columns(last.text.strip()) + columns(first) + 2 >= self.width

    def short(self, line: Line) -> bool:
        """Tell whether a line is clearly shorter than a full line."""
        width = columns(line.text.strip())
        return width < (self.width - _SLACK if self.width else _WIDEST_WRAP // 2)


def measure(lines: Sequence[Line]) -> Layout:
    """Determine the layout of a text.

    Lines are wrapped if many of those that are about as long as the longest end in the middle of a sentence.
    Rows of tables with tabs do not count.
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
    """Tell whether a text ends as sentences and lead-ins do; brackets, quotes and note marks are ignored."""
    tail = _NOTE_MARK.sub("", text.rstrip()[-_TAIL:])
    return tail.rstrip(_CLOSERS)[-1:] in _ENDERS


def columns(text: str) -> int:
    """Return the width of a text in columns; a wide character takes two."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text if char > "\u1100")


def _first_word(text: str) -> str:
    """Return the start of a text that cannot be broken: one wide character, or a Latin word."""
    found = re.match(r"[!-~]+", text)
    return found[0] if found else text[:1]
