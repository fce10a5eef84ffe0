"""Find the resolutions of which only the numbers are written, behind a whole symbol of the same body.

`A/RES/48/1 and 48/2` names two resolutions, `S/RES/1540(2004)、1977(2011)` too. A number that is written
otherwise than the symbol (with a session instead of a year) is none of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.language.zh import citation_patterns as chinese
from indexer.names.resolutions import JOINT, place_behind
from indexer.names.symbols import YEAR, Occurrence
from indexer.text.roman_numerals import ROMAN

_MOST = 50
"""How many numbers are read behind one symbol."""
_EARLY = 10
"""Only behind a resolution of a session below this may another of one be named: 3/4 is a fraction."""


def following(folded: str, symbol: str, end: int) -> Iterator[Occurrence]:
    """Yield the resolutions whose numbers are listed behind a symbol, in the order of the text.

    Args:
        folded: The folded text.
        symbol: The symbol written whole, in key form; nothing follows one that is of no resolution.
        end: Where it ends, in code points.

    """
    if not (series := _symbol().fullmatch(symbol)):
        return
    kind = next(kind for kind in ("year", "session", "item") if series[kind])
    for _ in range(_MOST):
        joint = _joint().match(folded, place_behind(folded, end)[1])
        found = _numbers()[kind].match(folded, joint.end()) if joint else None
        if not found:
            return
        if kind == "item" and not _is_session(found["first"], series["first"]):
            return
        end = found.end()
        first, second = found["first"].upper(), found["second"].upper()
        number = f"{first}/{second}" if kind == "item" else f"{first}({second})"
        yield Occurrence(f"{series['series']}{number}", found.start(), end)


def _is_session(number: str, of_symbol: str) -> bool:
    """Tell whether the first number of one is a session, as likely as that of the symbol before it."""
    return (
        not number.isdecimal() or int(number) >= _EARLY or (of_symbol.isdecimal() and int(of_symbol) < _EARLY)
    )


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(
        r"(?P<series>(?:[A-Z.]{1,12}/)+(?:RES|DEC)/)(?P<first>(?:E?S-)?\d{1,4})"
        rf"(?:\((?:(?P<year>{YEAR})|(?P<session>[A-Z-]{{1,3}}[IVXLC]{{0,7}}))\)|/(?P<item>\d{{1,4}}))[A-Z]?"
    )


@cache
def _numbers() -> dict[str, re.Pattern[str]]:
    """Return the pattern of a number of each kind: with a year, with a session behind it or before it."""
    number = r"(?P<first>[1-9]\d{0,3})\s?\(\s?"
    return {
        "year": re.compile(rf"{number}(?P<second>{YEAR})\s?\)"),
        "session": re.compile(rf"{number}(?P<second>(?:e?s-)?{ROMAN})\s?\)"),
        "item": re.compile(
            r"(?P<first>(?:e?s-)?\d{1,4})/(?P<second>[1-9]\d{0,2})(?![\d/]|\.\d|(?:st|nd|rd|th)(?![a-z]))"
        ),
    }


@cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of what stands between two numbers."""
    return re.compile(
        rf"\)?(?:\s*+{chinese.NUMBERED})?\s*+{JOINT}"
        rf"(?:{chinese.DATED}\s*+)?(?:{chinese.ORDINAL}\s*+)?(?=\d|e?s-\d)"
    )
