"""Decide which body adopted a resolution, from the words before its number, and build its symbol."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from indexer.language.arabic_numerals import arabic
from indexer.language.en import name_patterns as english
from indexer.language.zh import name_patterns as chinese
from indexer.names.document_types import organ_of
from indexer.names.symbols import YEAR

Body: TypeAlias = Literal["S", "A", "E", "H", "C", "other"]
"""A body that adopts resolutions.

They are the Security Council, the General Assembly, the Economic and Social Council, the Human Rights
Council, the former Commission on Human Rights, and any other body.
"""

_NAMES = "|".join(f"(?P<{key}>{english.BODIES[key]}|{name})" for key, name in chinese.BODIES.items())
BODY = rf"(?:{chinese.UNITED_NATIONS}|{english.UNITED_NATIONS})?(?:{_NAMES})"
"""Pattern of the names of the bodies whose resolutions are recognised, in folded text."""

_REACH = 150
"""How far before a number its body may be named, in code points."""
_LAST_ROMAN_SESSION = 30
"""The last session whose resolutions are numbered like `3541 (XXX)`.

From 1976 the General Assembly numbers its resolutions by session, as in `31/1`.
"""
_YEAR_DIGITS = 4
_OF_COUNCIL = re.compile(r"A/HRC/RES/(?P<session>\d{1,3})/(?P<number>\d{1,3})$")
_SESSION_OF_COUNCIL = re.compile(r"A/HRC/(?:RES/|DEC/)?(?P<session>\d{1,3})/")
_COUNCILS = ("S", "E", "H")
"""The bodies that a text calls the Council."""
_ORGANS: dict[str, Body] = {
    "security-council": "S",
    "general-assembly": "A",
    "economic-and-social-council": "E",
    "human-rights-council": "H",
}


def own(symbol: str, organ: str) -> Body | None:
    """Return the body to which a document belongs: resolutions that it names without any body are of that.

    Args:
        symbol: The symbol of the document.
        organ: Its body, as a value of the field `organ`; may be empty.

    """
    if symbol.startswith("E/CN.4/") and "/SUB." not in symbol.upper():
        return "C"
    return _ORGANS.get(organ or organ_of(symbol))


def settled(cited: str, citing: str) -> str:
    """Return the symbol of a cited resolution as it must be in view of the document that cites it.

    A document of the Human Rights Council cites no resolution of a later session of the Council: one that
    seems so is the General Assembly's, which counts its sessions higher.

    Args:
        cited: The symbol that the text seems to name.
        citing: The symbol of the document.

    """
    later, present = _OF_COUNCIL.match(cited), _SESSION_OF_COUNCIL.match(citing)
    if later and present and int(later["session"]) > int(present["session"]):
        return f"A/RES/{later['session']}/{later['number']}"
    return cited


def adopting(folded: str, position: int, since: int = 0, own: Body | None = None) -> Body | None:
    """Return the body named last in the clause before `position`, None if none is named.

    The result is `other` if the name of any other body stands immediately before the number. A council that
    is not named in full is the one named last in the clause, or else that of the document.

    Args:
        folded: The folded text.
        position: The offset of the number, in code points.
        since: The offset before which no name is looked for.
        own: The body of the document.

    """
    reach = max(since, position - _REACH)
    start = max(reach, *(folded.rfind(stop, reach, position) + 1 for stop in "。;\n"))
    every = list(_bodies().finditer(folded, start, position))
    named = every[-1] if every else None
    if _council().search(folded, named.end() if named else start, position):
        councils = [one.lastgroup for one in every if one.lastgroup in _COUNCILS]
        return _body(councils[-1] if councils else own if own in _COUNCILS else "other")
    other = _others().search(folded, named.end() if named else start, position)
    if other:
        return "other"
    return _body(named.lastgroup) if named else None


def _body(name: str | None) -> Body | None:
    match name:
        case "S" | "A" | "E" | "H" | "C" | "other" as body:
            return body
    return None


def dated(number: str, year: str) -> str:
    """Return the symbol of a resolution named with its year: only the Security Council's are named so."""
    return f"S/RES/{number}({year})"


def of_roman_session(number: str, session: str, letter: str, body: Body | None) -> str | None:
    """Return the symbol of a resolution such as `2758 (XXVI)`, None if it is by no recognised body."""
    special, _, roman = session.rpartition("-")
    if body == "E":
        return f"E/RES/{number}({session.upper()})"
    if body in {"H", "C", "other"} or (not special and arabic(roman) > _LAST_ROMAN_SESSION):
        return None
    return f"A/RES/{number}({session.upper()}){letter}"


def of_session(session: str, number: str, letter: str, body: Body | None) -> str | None:
    """Return the symbol of a resolution such as `74/1` or `ES-10/24`, None if it is by no recognised body.

    For the Economic and Social Council, the first number may be a year: `2014/33`.
    """
    if body == "other":
        return None
    is_year = len(session) == _YEAR_DIGITS and session.isdecimal()
    if body == "C":
        return f"E/CN.4/RES/{session}/{number}" if is_year else None
    if body == "H" and not is_year:
        return f"A/HRC/RES/{session.upper()}/{number}"
    if is_year:
        return f"E/RES/{session}/{number}" if body == "E" and re.fullmatch(YEAR, session) else None
    if session.isdecimal() and int(session) <= _LAST_ROMAN_SESSION:
        return None
    return f"A/RES/{session.upper()}/{number}{letter}"


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(BODY)


@cache
def _council() -> re.Pattern[str]:
    """Return the pattern of a council not named in full at the end of a text."""
    return re.compile(rf"(?:{chinese.COUNCIL}|{english.COUNCIL})$")


@cache
def _others() -> re.Pattern[str]:
    """Return the pattern of the name of any other body at the end of a text."""
    return re.compile(rf"(?:{chinese.OTHER_BODY}|{english.OTHER_BODY})$")
