"""Resolutions named by number: `第1540(2004)号决议`, `resolutions 1540 (2004) and 1977 (2011)`, `UNSCR 1540`.

What a number names: with a year, a resolution of the Security Council; with a session in Roman numerals or
before a slash (`2758(XXVI)`, `74/1`, `ES-10/24`), one of the body that the clause names, or else of the
General Assembly where its sessions allow it (Roman until the thirtieth, in 1975, before a slash thereafter).
Numbers of other bodies (`拉加经委会第689(XXXV)号决议`) name nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.names import pinpoints
from indexer.names.numerals import ROMAN, arabic
from indexer.names.symbols import YEAR

_REACH = 150
"""How far before a number its body may be named, in code points."""
_LAST_ROMAN_SESSION = 30

_BODIES = (
    ("S", r"security council|安全理事会|安理会|(?<![a-z])(?:unsc|sc)(?![a-z])"),
    ("A", r"general assembly|(?<![方生织会境员团])(?<!约国)(?<!员国)大会|(?<![a-z])(?:unga|ga)(?![a-z])"),
    ("E", r"economic and social council|ecosoc|经济及社会理事会|经社理事会"),
    ("A/HRC", r"human rights council|人权理事会"),
)
_BODY = "|".join(rf"(?P<{name[-1]}>{pattern})" for name, pattern in _BODIES)


@dataclass(frozen=True, slots=True)
class Named:
    """A resolution named by number, with its span and that of all words which belong to it alone.

    `symbol` is its key form, or, where the year is missing, the beginning of it (`S/RES/1540(`).
    """

    symbol: str
    number: int | None  # where the year is missing
    start: int
    end: int
    place: pinpoints.Place
