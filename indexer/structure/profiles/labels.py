"""The labels above the parts and sections of a resolution (`A`, `II`, 甲, 二), alone or before a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from indexer.language.zh.citation_patterns import LETTERS
from indexer.language.zh.numerals import LABEL, from_han
from indexer.structure.layout import ended
from indexer.structure.numbering import paragraph_number
from indexer.structure.part_labels import part_label
from indexer.text.roman_numerals import from_roman, roman

if TYPE_CHECKING:
    from indexer.structure.boilerplate import PrintedLine

_LONGEST = 200
_LABEL = re.compile(
    rf"\s*(?:(?P<latin>[A-Z]|[IVX]{{1,5}})|(?P<letter>[{''.join(LETTERS)}])|(?P<han>{LABEL}))"
    r"(?:\s*+[.．]\s*+|\s++(?=\S)|\s*+$)(?P<title>.*)"
)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Labelled(NamedTuple):
    """The label on a line, as a letter or a Roman numeral, and the title behind it, which may be empty."""

    label: str
    title: str


def labelled(text: str) -> Labelled | None:
    """Return the label with which a line begins as the heading of a part or section, None if none does.

    A Chinese numeral is one only where it stands alone: before words it is the number of a paragraph.
    """
    found = _LABEL.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    title = found["title"].strip()
    if found["latin"]:
        stopped = text[found.end("latin") :].lstrip()[:1] in (".", "．")
        return Labelled(found["latin"], title) if stopped or not title else None
    if title:
        return None
    value = from_han(found["han"]) if found["han"] else 0
    return Labelled(roman(value).upper() if value else LETTERS.get(found["letter"] or "", ""), "")


def follows(label: str, last: str) -> bool:
    """Tell whether a label is the one after another, or the first if there is no other."""
    if label in _ALPHABET and label == (
        _ALPHABET[_ALPHABET.index(last) + 1 :][:1] if last in _ALPHABET else ""
    ):
        return True
    values = from_roman(label.lower()), from_roman(last.lower())
    return (values[0] == values[1] + 1 and values[0] > 0) if last else label in ("A", "I")


def begins_numbers_anew(lines: Iterable[PrintedLine], label: str, *, first: bool) -> bool:
    """Tell whether the numbers of paragraphs begin anew below a label.

    Args:
        lines: The lines below it.
        label: The label.
        first: Whether it is the first of its kind; then the numbers below the second must begin anew too.

    """
    numbered = False
    for one in lines:
        text = one.line.text
        if part_label(text):
            return False
        if number := paragraph_number(text):
            if not numbered and number[0] != 1:
                return False
            if not first:
                return True
            numbered = True
        elif (found := labelled(text)) and not ended(found.title) and follows(found.label, label):
            if not numbered or not first:
                return False
            first, numbered = False, False
    return False
