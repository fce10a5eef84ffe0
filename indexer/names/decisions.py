"""Find the decisions that a text names by number: `decision 48/477`, `第48/477号决定`.

Few bodies give their decisions symbols of their own, so a decision is a value with a normal form, and no
symbol is made up for it.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.language.en import citation_patterns as english
from indexer.language.zh import citation_patterns as chinese
from indexer.text.spans import Span

_MOST = 50
"""How many numbers one list may have after its first."""
_NUMBER = r"(?:e?s-)?\d{1,4}/\d{1,3}"
_JOINT = rf"\s*+(?:[,、]|{chinese.AND}|[{chinese.AND_SIGNS}]|{english.AND})\s*+"


def find(folded: str) -> tuple[tuple[str, Span], ...]:
    """Return the number of each decision that a folded text names, and its span, in order.

    The span of a single decision has the words about it, that of one in a list only the number.
    """
    if not _noun().search(folded):
        return ()
    lists = [(match, match.end()) for match in _introduced().finditer(folded)]
    lists.extend(
        (match, closing.end())
        for match in _listed().finditer(folded)
        if (closing := _closing().match(folded, match.end()))
    )
    lists.sort(key=lambda one: one[0].start())
    return tuple(one for match, end in lists for one in _numbers(match, end))


def _numbers(match: re.Match[str], end: int) -> tuple[tuple[str, Span], ...]:
    found = list(_number().finditer(match.string, *match.span("numbers")))
    if len(found) == 1:
        return ((found[0][0], (match.start(), end)),)
    return tuple((number[0], number.span()) for number in found)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(f"{chinese.DECISION}|{english.DECISION}")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER)


@cache
def _introduced() -> re.Pattern[str]:
    """Return the pattern of the word and the numbers behind it."""
    number = rf"{_NUMBER}(?![\d/])"
    return re.compile(
        rf"(?:{chinese.DECISION}\s?{chinese.ORDINAL}?\s?|{english.DECISION}\s)"
        rf"(?P<numbers>{number}(?:{_JOINT}{number}){{0,{_MOST}}})(?:\s?{chinese.NUMBERED})?"
    )


@cache
def _listed() -> re.Pattern[str]:
    """Return the pattern of the numbers that a word behind them may say what they are."""
    number = rf"{_NUMBER}(?:\s?{chinese.NUMBERED})?"
    return re.compile(
        rf"{chinese.ORDINAL}\s?(?P<numbers>{number}(?:{_JOINT}(?:{chinese.ORDINAL}\s?)?{number}){{0,{_MOST}}})"
    )


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"\s?{chinese.DECISION}")
