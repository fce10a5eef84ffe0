"""Whose resolution a number names: the body that adopted it, from the words before it, and its symbol."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from indexer.names.symbols import YEAR
from indexer.numerals import arabic

Body: TypeAlias = Literal["S", "A", "E", "H", "other"]
"""Security Council, General Assembly, Economic and Social Council, Human Rights Council, none of these."""

BODY = (
    r"(?:联合国|(?<![a-z])(?:united nations|un)\s)?"
    r"(?:(?P<S>security council|安全理事会|安理会|(?<![a-z])(?:unsc|sc)(?![a-z]))"
    r"|(?P<A>general assembly|(?<![方生织会境员团国])大会|(?<=联合国)大会|(?<![a-z])(?:unga|ga)(?![a-z]))"
    r"|(?P<E>economic and social council|ecosoc|经济及社会理事会|经社理事会)"
    r"|(?P<H>human rights council|人权理事会))"
)
"""Pattern of the bodies whose resolutions are told apart, in folded text."""

_REACH = 150
"""How far before a number its body may be named, in code points."""
_LAST_ROMAN_SESSION = 30
"""From 1976 the General Assembly numbers its resolutions by session, `31/1`, no longer `3541 (XXX)`."""
_YEAR_DIGITS = 4


def adopting(folded: str, position: int, since: int = 0) -> Body | None:
    """Return the body last named, after `since`, in the clause that leads up to `position`.

    `other` is a body of no concern here that stands immediately before.
    """
    start = max(since, position - _REACH, *(folded.rfind(stop, 0, position) + 1 for stop in "。;\n"))
    named = next(reversed(list(_bodies().finditer(folded, start, position))), None)
    other = _others().search(folded, named.end() if named else start, position)
    if other:
        return "other"
    match named and named.lastgroup:
        case "S" | "A" | "E" | "H" as body:
            return body
    return None


def dated(number: str, year: str) -> str:
    """Return the symbol of a resolution with its year: only the Security Council names them so."""
    return f"S/RES/{number}({year})"


def of_roman_session(number: str, session: str, letter: str, body: Body | None) -> str | None:
    """Return the symbol of `2758 (XXVI)`, or None where it is none of the bodies told apart."""
    special, _, roman = session.rpartition("-")
    if body == "E":
        return f"E/RES/{number}({session.upper()})"
    if body in {"H", "other"} or (not special and arabic(roman) > _LAST_ROMAN_SESSION):
        return None
    return f"A/RES/{number}({session.upper()}){letter}"


def of_session(session: str, number: str, letter: str, body: Body | None) -> str | None:
    """Return the symbol of `74/1`, `ES-10/24` or, of the Economic and Social Council, `2014/33`."""
    if body == "other":
        return None
    if body == "H":
        return f"A/HRC/RES/{session.upper()}/{number}"
    if len(session) == _YEAR_DIGITS and session.isdecimal():
        return f"E/RES/{session}/{number}" if body == "E" and re.fullmatch(YEAR, session) else None
    if session.isdecimal() and int(session) <= _LAST_ROMAN_SESSION:
        return None
    return f"A/RES/{session.upper()}/{number}{letter}"


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(BODY)


@cache
def _others() -> re.Pattern[str]:
    date = r"(?:\s*\d{4}年\d{1,2}月\d{1,2}日)?"
    kinds = r"commission|committee|conference|board|parties|organi[sz]ation|union|health assembly|parliament"
    topic = r"(?:\s+(?:on|for|of|to)(?:\s+[a-z'’-]+){1,8})?"
    return re.compile(rf"(?:委员会|理事会|会议|组织|联盟|大会){date}(?:通过)?的?\s*$|(?:{kinds}){topic}\s*$")
