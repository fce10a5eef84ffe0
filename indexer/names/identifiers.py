"""Find what the United Nations number beside their documents: one value each, however it is written.

These are the numbers under which documents are printed (`19-22564`), press releases (`SC/14010`), notes
verbales of committees (`SCA/2/19 (14)`) and entries of sanctions lists (`QDi.004`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

_PRESS = (
    "sc ga ga/ab ga/col ga/dis ga/ef ga/l ga/pal ga/shc ga/spd sg/sm sg/t sg/a dsg/sm dsg/t ecosoc env/dev "
    "hr hr/ct l/t pi org ngo wom pal dc obv afr sea dev pop soc iha ik bio sag note ref trr ab/p"
)
"""What press releases are numbered by."""
_LISTS = "cd cf ci er gb ht iq ir kp lb lr ly ml qd rw sd sl so ss ta ye"
"""The lists of sanctions committees; a letter follows that says whether a person or an entity is listed."""

_Normal: TypeAlias = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class IdentifierFound:
    """A number of this kind in a text; `token` is its value token, offsets are half-open, in code points."""

    token: str
    start: int
    end: int


def find(folded: str) -> Iterator[IdentifierFound]:
    """Yield what is numbered so in a folded text, kind by kind."""
    for kind, pattern, normal in _kinds():
        for match in pattern.finditer(folded):
            yield IdentifierFound(f"{kind}:{normal(match)}", *match.span())


def _job(match: re.Match[str]) -> str:
    return f"{match['year'] or match['joined']}-{match['number'] or match['rest']}"


def _entry(match: re.Match[str]) -> str:
    return f"{match['list'].upper()}{match['what']}.{match['number']}"


def _note(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match[0]).upper()


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str], _Normal], ...]:
    """Return each kind of number, its pattern, and what makes its normal form of a match."""
    release = "|".join(sorted(_PRESS.split(), key=len, reverse=True))
    job = (
        r"(?<![\w./-])(?:(?:[a-z]{1,2}\.\s?)?(?P<year>\d{2})-(?P<number>\d{5})|n(?P<joined>\d{2})(?P<rest>\d{5}))"
        r"(?:\s?\([a-z]\))?(?![\w/-]|[.,]\d)"
    )
    note = (
        r"(?<![\w./-])(?:sca/\d{1,3}/\d{2}(?:\s?\(\d{1,4}\))?|[a-z]{2,6}/\d{1,3}/\d{2}\s?\(\d{1,4}\))"
        r"(?![\w/])"
    )
    entry = (
        rf"(?<![\w./-])(?P<list>{'|'.join(_LISTS.split())})(?P<what>[ie])\.(?P<number>\d{{3}})(?![\w/-]|\.\d)"
    )
    return (
        ("job", re.compile(job), _job),
        ("press", re.compile(rf"(?<![\w./-])(?:{release})/\d{{3,5}}(?![\w/-]|\.\d)"), _note),
        ("note", re.compile(note), _note),
        ("entry", re.compile(entry), _entry),
    )
