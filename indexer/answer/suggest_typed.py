"""Divides a question that is being typed into what stays as it is and the words that are completed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis.tokens import Token, exact, is_han
from indexer.model.fields import BY_NAME

LONGEST = 200
"""The longest question for which others are suggested, in code points."""
MOST_WORDS = 6
"""How many words before the end may belong to what is completed."""
MOST_HAN = 12
"""How many Han characters before the end may belong to what is completed."""
_EDGE = re.compile(r'["“”„«»()（）:：]|(?<!\S)-|(?<!\S)(?:AND|OR|NOT)(?=\s)')
"""What words that are completed do not go across."""
_FIELD = re.compile(r"(?<![a-z])([a-z]{1,20})[:：]$")
_VALUE = re.compile(r"\S+\s+")
_CLOSING = {'"': '"', "“": "”"}
_OPENING = "".join(_CLOSING)
_QUOTES = '"“”'


@dataclass(frozen=True, slots=True)
class Typed:
    """A question that is being typed.

    Attributes:
        head: What stays as it is, with its blanks.
        tail: The words being typed.
        field: The filter whose value is typed, or empty.
        closing: The sign that closes a quotation which is open, or empty.

    """

    head: str
    tail: str
    field: str
    closing: str

    def completed(self, start: int, shown: str) -> str:
        """Return the whole question with the tail from an offset on replaced."""
        if self.field and not self.closing and " " in shown:
            return f'{self.head}{self.tail[:start]}"{shown}"'
        return f"{self.head}{self.tail[:start]}{shown}{self.closing}"

    def starts(self) -> tuple[int, ...]:
        """Return where in the tail what is completed may begin, the earliest first.

        That is at the beginning of each of the last words, and in a run of Han characters at each of them.
        """
        tokens = exact(self.tail)
        if not tokens:
            return ()
        han = is_han(tokens[-1].text[0])
        last = tokens[-(MOST_HAN if han else MOST_WORDS) :]
        return tuple(one.start for at, one in enumerate(last) if _may_begin(last[at:], han=han))


def _may_begin(tokens: tuple[Token, ...], *, han: bool) -> bool:
    """Tell whether some tokens may be one name or phrase: Han characters of one run, or words in a row."""
    if not han:
        return True
    return tokens[-1].start - tokens[0].start == len(tokens) - 1 and is_han(tokens[0].text[0])


def read(text: str) -> Typed:
    """Divide a question that is being typed."""
    edge, closing = 0, ""
    for one in _EDGE.finditer(text):
        edge = one.end()
        if one[0] in _QUOTES:
            closing = "" if closing else _CLOSING.get(one[0], "")
    field = _field(text[:edge].rstrip(_OPENING))
    tail = text[edge:].lstrip()
    if field and not closing and (value := _VALUE.match(tail)):  # the value is whole, and words follow
        tail, field = tail[value.end() :], ""
    return Typed(text[: len(text) - len(tail)], tail, field, closing)


def _field(head: str) -> str:
    """Return the name of the filter whose value follows, or an empty text."""
    named = _FIELD.search(head)
    return named[1] if named and named[1] in BY_NAME else ""
