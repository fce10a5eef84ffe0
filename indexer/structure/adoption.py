"""Recognise the lines around the text of a resolution: its number, its opening, its meeting and its day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from indexer.language.en import masthead_patterns as english
from indexer.language.zh import masthead_patterns as chinese
from indexer.language.zh.numerals import LABEL, from_han
from indexer.names import bodies, dates
from indexer.names.bodies import Body
from indexer.structure.body_names import is_body
from indexer.text.folding import fold
from indexer.text.roman_numerals import roman

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "0": "0",
    "○": "0",
}
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_DATE = re.compile(rf"([一二三四五六七八九〇零0○]{{4}})年({LABEL})月({LABEL})日")
_BY_SESSION = re.compile(r"((?:es-|s-)?\d{1,4})/(\d{1,4})(?:\s?([a-z]))?\s?[.．]\s*(?=\S|$)")
_BY_NUMBER = re.compile(
    r"(?P<before>resolution\s|第)?\s?(?P<number>\d{1,4}|[一二三四五六七八九〇零0○]{2,4})\s?"
    r"\((?P<of>\d{4}|(?:es-|s-)?[ivxl]{1,7}|[一二三四五六七八九十]{1,4})\)"
    rf"(?P<behind>\s?号?(?:{chinese.RESOLUTION}))?\s?(?P<stop>[.．、。]\s*(?=\S))?"
)
_LONGEST = 400
_YEAR = 4
"""How many digits a year has."""


@dataclass(frozen=True, slots=True)
class NumberHeading:
    """The number with which the heading of a resolution begins, and the column at which its title begins.

    `session` is a session (`50`, `XXVI`) or a year; a title is missing if `start` is the end of the line.
    """

    number: str
    session: str
    letter: str
    start: int

    def symbol(self, body: Body | None) -> str | None:
        """Return the symbol of the resolution, None if its body is unknown."""
        if self.session.isdecimal() and len(self.session) == _YEAR and body != "E":
            return bodies.dated(self.number, self.session) if body in ("S", None) else None
        if not self.session.isdecimal() and "-" not in self.session:
            return bodies.of_roman_session(self.number, self.session, self.letter, body or "A")
        return bodies.of_session(self.session, self.number, self.letter, body) if body else None


def number_heading(text: str) -> NumberHeading | None:
    """Return the number with which a line begins as the heading of a resolution, or None."""
    folded = fold(text[:_LONGEST])
    blanks = len(folded) - len(folded.lstrip())
    if found := _BY_SESSION.match(folded, blanks):
        return NumberHeading(found[2], found[1].upper(), (found[3] or "").upper(), found.end())
    found = _BY_NUMBER.match(folded, blanks)
    if not found or not _is_heading(found, folded):
        return None
    number, of = found["number"], found["of"]
    if not number.isdecimal():
        number = "".join(_DIGITS[one] for one in number)
    if not of.isascii():
        of = roman(from_han(of) or 0)
    return NumberHeading(number, of.upper(), "", found.end())


def _is_heading(found: re.Match[str], folded: str) -> bool:
    """Tell whether a number stands as a heading: with the word for it and nothing else, or before a title."""
    if found["before"] or found["behind"]:
        return found.end() == len(folded.rstrip()) or found["stop"] is not None
    return found["stop"] is not None and not found["of"].isdecimal()


def body_of(text: str) -> Body | None:
    """Return the body that a text names last, None if it names none whose resolutions are recognised."""
    return bodies.adopting(fold(text), len(text)) if text else None


def opening(text: str) -> bool:
    """Tell whether a line is the name with which the text of a resolution opens: `The General Assembly,`."""
    if len(text) > _LONGEST:
        return False
    plain = _plain(text)
    named = plain.endswith(",") and is_body(plain.rstrip(","))
    return named or _opening().fullmatch(plain) is not None


def closing(text: str) -> bool:
    """Tell whether a line says at which meeting, on which day or by which vote a text was adopted."""
    plain = _plain(text[:_LONGEST])
    return _closing().fullmatch(plain) is not None or lone_date(text) is not None


def lone_date(text: str) -> date | None:
    """Return the day if a line holds one date and nothing else, else None."""
    bare = written_out(fold(text[:_LONGEST]).strip(" \t\u3000|,.")) if len(text) < _LONGEST else ""
    shown = bare if _HAN.search(bare) else bare.title()
    found = dates.find(shown)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(shown)) or len(found[0].spans) != 1:
        return None
    span = found[0].spans[0]
    return span.start if span.start == span.end else None


def day_of_line(text: str) -> date | None:
    """Return the first single day that a line names with its year, None if it names none."""
    folded = written_out(text[:_LONGEST])
    singles = (span for one in dates.find(folded) for span in one.spans if span.start == span.end)
    return next((span.start for span in singles), None)


def meeting_day(text: str) -> date | None:
    """Return the day of the meeting that a text names (`At the 6355th meeting, held on 9 July`), or None."""
    start = text[:_LONGEST]
    if not _meeting().search(fold(start)):
        return None
    return day_of_line(start)


def written_out(text: str) -> str:
    """Return a text with the dates in Chinese numerals in digits: `一九五四年十一月十一日`."""
    return _HAN_DATE.sub(_in_digits, text)


def _in_digits(found: re.Match[str]) -> str:
    year = "".join(_DIGITS[one] for one in found[1])
    return f"{year}年{from_han(found[2])}月{from_han(found[3])}日"


def _plain(text: str) -> str:
    folded = fold(text.strip(" \t\u3000|"))
    return "".join(folded.split()) if _HAN.search(folded) else " ".join(folded.split())


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(f"{chinese.OPENING}|{english.OPENING}")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(f"{chinese.CLOSING}|{english.CLOSING}")


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(f"{chinese.MEETING}|{english.MEETING}")
