"""Recognise the numbers in front of paragraphs, items and headings, as the United Nations print them.

Paragraphs have `1.`. Items have `(a)`, and below it `(i)`, `(一)` or `㈠`, which are all the same level.
Headings have `一.` or `I.`, and below it `A.`. What a number means depends on the numbers before it: `(i)`
after `(h)` is a letter, but after a colon it is a Roman number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.language.arabic_numerals import arabic
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.numerals import CIRCLED, LABEL, from_han
from indexer.text.roman_numerals import from_roman, roman

Style: TypeAlias = Literal["paragraph", "note", "letter", "roman", "digit"]
"""The style of a number: of a paragraph, of a footnote, or of one level of items."""

_PARAGRAPH = re.compile(rf"\s*(\d{{1,4}})\s*(?:[.．](?:(?!\d)|(?={chinese.TOUCHING}))|、(?!\s*\d))\s*")
_DECIMAL = re.compile(
    r"\s*(\d{1,3})[.．](\d{1,3})(?:[.．](?!\d))?(?:\s+(?=[A-Z“\"(\[\u3400-\u9fff《])|(?=[\u3400-\u9fff《“]))"
)
_HAN = re.compile(rf"\s*({LABEL})\s*[、.．]\s*")
_ITEM = re.compile(rf"\s*(?:[(（]\s*([a-z]{{1,6}}|{LABEL}|\d{{1,2}})\s*[)）]|([{CIRCLED}]))\s*")
_HEADING = re.compile(
    rf"\s*(?:({LABEL})\s*[.．、]|([IVXLC]{{1,7}}|[A-Z])\s*[.．](?=\s|[^\x00-\x7f]))\s*(?=\S)"
)
_AROUND_LABELS = " \t\u00a0.．、)）(（"
_MOST_LETTERS = 2
_MAX_GAP = 3
"""How many items may be missing; with a larger gap, a number does not begin an item."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of an item: its style and value, and the column `end` where the text begins."""

    style: Style
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class HeadingMarker:
    """A number at the start of a heading: level 1 (`一.`, `I.`) or level 2 (`A.`), and its value."""

    level: int
    value: int


def paragraph_number(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return the paragraph number at column `start` and the column of its text, None if there is none."""
    found = _PARAGRAPH.match(text, start)
    return (int(found[1]), found.end()) if found else None


def decimal_number(text: str) -> tuple[int, int, int] | None:
    """Return the values of a decimal number (`145.12`) and the column of its text, None if there is none."""
    found = _DECIMAL.match(text)
    return (int(found[1]), int(found[2]), found.end()) if found else None


def han_number(text: str) -> tuple[int, int] | None:
    """Return a paragraph number in Chinese numerals (`一、`) and the column of its text, or None."""
    found = _HAN.match(text)
    value = from_han(found[1]) if found else None
    return (value, found.end()) if found and value else None


def item_markers(text: str, start: int = 0) -> tuple[Marker, ...]:
    """Return the possible meanings of an item's number at column `start`, letters first; empty if none."""
    found = _ITEM.match(text, start)
    if not found:
        return ()
    if found[2]:
        return (Marker("roman", CIRCLED.index(found[2]) + 1, found.end()),)
    token = found[1]
    if token.isdecimal():
        return (Marker("digit", int(token), found.end()),)
    if not token.isascii():
        return (Marker("roman", arabic(token), found.end()),)
    meanings: tuple[tuple[Style, int], ...] = (("letter", letter_value(token)), ("roman", from_roman(token)))
    return tuple(Marker(style, value, found.end()) for style, value in meanings if value)


def known_markers(text: str, label: int) -> tuple[Marker, ...]:
    """Return the possible meanings of a label that is known to be one, in brackets or not: `a.`, `ii)`, `2.`.

    Args:
        text: The line.
        label: How many characters at its start are the label.

    """
    token = text[:label].strip(_AROUND_LABELS)
    bracketed = item_markers(f"({token})")
    return tuple(Marker(one.style, one.value, label) for one in bracketed)


def choose_item(
    markers: Sequence[Marker], open_levels: Mapping[Style, int], *, after_colon: bool, certain: bool
) -> Marker | None:
    """Return what an item's number means, or None if it is a reference in running text.

    Args:
        markers: The possible meanings of the number.
        open_levels: The last number of each open level, outermost first.
        after_colon: Whether the text before ends with a colon.
        certain: Whether a printed paragraph certainly begins here; otherwise only the next number of an open
            level, or the first of a new one, is accepted.

    """
    first = [one for one in markers if one.style not in open_levels and one.value == 1]
    following = [one for one in markers if open_levels.get(one.style) == one.value - 1]
    ranked = first + following if after_colon else following + first
    if certain:
        near = [one for one in markers if one.value <= open_levels.get(one.style, 0) + _MAX_GAP]
        ranked += [one for one in near if one.style in open_levels] + near
    return ranked[0] if ranked else None


def heading_marker(text: str, last: Mapping[int, int]) -> HeadingMarker | None:
    """Return the number of a heading, None if it has none.

    `C.` after `B.` is a letter, `I.` at the start is a Roman number.

    Args:
        text: The heading.
        last: The last number at each level, among the open sections.

    """
    found = _HEADING.match(text)
    if not found:
        return None
    if found[1]:
        return HeadingMarker(1, arabic(found[1]))
    meanings = [
        HeadingMarker(level, value)
        for level, value in ((2, letter_value(found[2].lower())), (1, from_roman(found[2].lower())))
        if value
    ]
    if len(found[2]) > 1:
        meanings.reverse()  # `II` is a Roman number, unless `HH` comes before it
    expected = [one for one in meanings if last.get(one.level, 0) + 1 == one.value]
    return next(iter(expected + meanings), None)


def written(style: Style, value: int) -> str:
    """Return a number as it is written in locators: `9`, `fn.1`, `(a)`, `(ii)`, `(3)`."""
    if style == "paragraph":
        return str(value)
    if style == "note":
        return f"fn.{value}"
    return f"({_letters(value) if style == 'letter' else roman(value) if style == 'roman' else value})"


def letter_value(token: str) -> int:
    """Return the position of a letter: `a` is 1, and `aa`, `bb` follow after `z`. 0 if it is not a letter."""
    alike = len(set(token)) == 1 and len(token) <= _MOST_LETTERS
    return ord(token[0]) - ord("a") + 1 + 26 * (len(token) - 1) if alike else 0


def _letters(value: int) -> str:
    doubled, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (doubled + 1)
