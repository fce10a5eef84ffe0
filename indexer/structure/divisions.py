"""Take headings of divisions (`Section 1`, `Chapter II`), and those whose number has a line of its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from indexer.language.en import document_patterns as english
from indexer.language.en.numerals import VALUES
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.numerals import LABEL, from_han
from indexer.structure.article_numbers import article
from indexer.structure.layout import ended
from indexer.structure.numbering import (
    HeadingMarker,
    decimal_number,
    heading_marker,
    item_markers,
    paragraph_number,
)
from indexer.structure.pieces import whole
from indexer.structure.reflow import join
from indexer.text.folding import fold
from indexer.text.roman_numerals import from_roman

if TYPE_CHECKING:
    from indexer.model.document import Line
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.walker import Walker

LEVELS = {"part": -1, "chapter": 0, "section": 1}
"""The level of the heading of each division: those of `I.` and `A.` are 1 and 2."""
_LONGEST = 200
_MAX_SKIPPED = 3
"""How many decimal numbers may be missing."""
_LONE = re.compile(rf"\s*(?:([A-Z]|[IVX]{{1,6}}|{LABEL})[.．、]|(\d{{1,3}})[.．])\s*")


def division(walker: Walker, here: PrintedLine) -> bool:
    """Take the heading of a division with its title, which stands on the same line or on the next."""
    text = here.line.text
    found = _divisions().fullmatch(fold(text).strip()) if len(text) <= _LONGEST else None
    if not found or ended(text) or not walker.gap(here).possible or here.line.role in ("note", "row"):
        return False
    named = {name: value for name, value in found.groupdict().items() if value}
    title = named.pop("title", None) or named.pop("chinese_title", None)
    name, number = next(iter(named.items()))
    value = _value(number)
    lines = [here.line]
    below = next(walker.ahead(1), None)
    if not value or (title and not may_be_title(title)):
        return False
    if not title and below and may_be_title(below.line.text) and not article(below.line.text):
        lines.append(below.line)
    _take(walker, lines, HeadingMarker(LEVELS[name.removeprefix("chinese_")], value))
    return True


def lone_label(walker: Walker, here: PrintedLine) -> bool:
    """Take a heading whose letter or number stands on a line of its own, above its words.

    A number is that of a heading only if the paragraph with the next number follows its words.
    """
    found = _LONE.fullmatch(here.line.text)
    if not found or here.line.role in ("note", "row") or not walker.gap(here).possible:
        return False
    below, next_ = ([*walker.some_ahead(3)[1:], None, None])[:2]
    if not below or not may_be_title(below.line.text) or (found[2] and not _precedes_next(walker, next_)):
        return False
    if found[2] and int(found[2]) == walker.outline.last_number + 1 and not _precedes_next(walker, next_):
        return False
    lines = [here.line, below.line]
    words = f"{here.line.text.strip()} {below.line.text.strip()}"
    _take(walker, lines, heading_marker(words, walker.outline.values) if found[1] else None)
    return True


def decimal(walker: Walker, here: PrintedLine) -> bool:
    """Begin a paragraph with a decimal number (`2.3`) that is the next one or begins a series."""
    found = decimal_number(here.line.text)
    gap = walker.gap(here)
    if not found or here.line.role == "row" or not gap.possible:
        return False
    major, minor, end = found
    last_major, last_minor = walker.outline.last_decimal
    goes_on = major == last_major and last_minor < minor <= last_minor + (_MAX_SKIPPED if gap.certain else 1)
    last = walker.outline.last_number
    begins = minor == 1 and (major in (last, last + 1) or (gap.certain and major > last_major))
    if not goes_on and not begins:
        return False
    walker.open(walker.outline.decimal(major, minor), here.line, end)
    return True


def _precedes_next(walker: Walker, one: PrintedLine | None) -> bool:
    """Tell whether a line has the next paragraph number."""
    number = paragraph_number(one.line.text) if one else None
    return bool(number and number[0] == walker.outline.last_number + 1)


def may_be_title(text: str) -> bool:
    """Tell whether a line may be the words of a heading: short, no sentence, without a number of its own."""
    numbered = paragraph_number(text) or decimal_number(text) or item_markers(text) or _LONE.fullmatch(text)
    return (
        bool(text.strip())
        and len(text) <= _LONGEST
        and not numbered
        and (not ended(text) and not text.rstrip().endswith((",", "，")))
    )


def _take(walker: Walker, lines: list[Line], marker: HeadingMarker | None) -> None:
    block = [whole(line, "heading") for line in lines]
    walker.outline.heading(block, join(block, walker.language)[0], marker)
    walker.untitled = False
    walker.close(len(lines))


def _value(number: str) -> int:
    """Return the value of the number of a division, 0 if it is none."""
    if number.isdecimal():
        return int(number)
    return from_han(number) or from_roman(number) or VALUES.get(number, 0) or _CARDINALS.get(number, 0)


_CARDINALS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}


@cache
def _divisions() -> re.Pattern[str]:
    latin = "|".join(
        rf"(?:{word}) (?P<{name}>\d{{1,3}}|[ivxl]{{1,7}}|{'|'.join(_CARDINALS)})"
        for name, word in english.DIVISIONS.items()
    )
    han = "|".join(
        rf"第(?P<chinese_{name}>[一二三四五六七八九十百\d]{{1,4}})(?:{word})"
        for name, word in chinese.DIVISIONS.items()
    )
    return re.compile(
        rf"(?:{latin})(?:[.:]?\s(?P<title>\S.*)|[.:]?)|(?:{han})(?:[.:]?\s{{0,9}}(?P<chinese_title>\S.*))?"
    )
