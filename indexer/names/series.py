"""Find the documents of a series of which only the ends of the symbols are written, behind a whole symbol.

`CRC/C/SR.1588、1589和1602` names three summary records, `A/64/7 and Corr.1 and Add.2` a document, its
corrigendum and its addendum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.language.en import citation_patterns as english
from indexer.language.zh import citation_patterns as chinese
from indexer.names.symbols import Occurrence

_MOST = 50
"""How many ends are read behind one symbol."""
_LEAST_DIGITS = 3
"""How many digits a number has at least that may go on without a word before it, as in `S/2019/985、986`."""
_FOLLOWERS = {"add": "Add", "corr": "Corr", "rev": "Rev", "amend": "Amend"}


def following(folded: str, symbol: str, end: int) -> Iterator[Occurrence]:
    """Yield the documents whose ends are listed behind a symbol, in the order of the text.

    A bare number counts only if it is greater than the one before it. It must also be as long and have some
    digits, or else nothing may follow that it might count: `A/64/7/Add.1 and 2 others` has one symbol.

    Args:
        folded: The folded text.
        symbol: The symbol written whole, in key form.
        end: Where it ends, in code points.

    """
    for _ in range(_MOST):
        found = _end().match(folded, end)
        following = _continued(symbol, found) if found else None
        if not found or not following:
            return
        symbol, end = following, found.end()
        yield Occurrence(symbol, found.start("shown"), end)


def _continued(symbol: str, found: re.Match[str]) -> str | None:
    """Return the symbol that an end makes of the one before it; None if the end is none."""
    number = found["number"]
    if word := found["follower"]:
        name = _FOLLOWERS[word]
        # No corrigendum has followers of its own, and a second addendum is one of the same document.
        base = symbol.split("/")
        for ending in ("Corr.", f"{name}."):
            if base[-1].startswith(ending):
                base.pop()
        return "/".join((*base, f"{name}.{int(found['of'])}"))
    last = _last().search(symbol)
    if not last or int(number) <= int(last["number"]):
        return None
    grown = len(number) - len(last["number"])
    long = grown == 0 and len(number) >= _LEAST_DIGITS
    closed = found["closed"] is not None
    goes_on = long or (closed and grown in (0, 1)) if last["word"] else long and closed
    return f"{symbol[: last.start('number')]}{number}" if goes_on else None


@cache
def _end() -> re.Pattern[str]:
    """Return the pattern of a joint and the end of a symbol."""
    joint = (
        rf"\s*+(?:[,、]\s*+(?:(?:{english.AND})\s++)?"
        rf"|(?:{chinese.AND}|[{chinese.AND_SIGNS}&{chinese.TO}–-]|(?:{english.AND}|{english.TO})\s)\s*+)"
    )
    behind = (
        rf"\s*+(?:$|[.,、;。:)\]{chinese.NUMBERED}{chinese.AND_SIGNS}&–-]|(?:{english.AND}|{english.TO})\s)"
    )
    follower = rf"/?(?P<follower>{'|'.join(_FOLLOWERS)})\.\s?(?P<of>\d{{1,3}})(?!\d)"
    return re.compile(
        rf"{joint}(?P<shown>{follower}|(?P<number>\d{{1,6}})(?![\d/a-z]|[.,]\d)(?P<closed>(?={behind}))?)"
    )


@cache
def _last() -> re.Pattern[str]:
    return re.compile(r"(?:(?P<word>[A-Za-z]\.)|/)(?P<number>\d+)$")
