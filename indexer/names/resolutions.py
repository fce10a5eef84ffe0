"""Find the resolutions that a text names by number.

Examples: `第1540(2004)号决议`, `resolutions 1540 (2004) and 1977 (2011)`, `UNSCR 1540`.

The module `bodies` decides which body's resolution a number is. A number with a year is a resolution of the
Security Council. A number with a session belongs to the body that the clause names, or else to the General
Assembly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.language.en import citation_patterns as english
from indexer.language.zh import citation_patterns as chinese
from indexer.language.zh.numerals import LABEL, POSITIONAL, read_number
from indexer.model.document import Citation
from indexer.names import bodies, pinpoints
from indexer.names.bodies import BODY
from indexer.names.pinpoints import Place
from indexer.names.symbols import YEAR
from indexer.text.roman_numerals import ROMAN, roman

_REACH = 60
"""How far before a number the words that introduce it may begin, in code points."""
_LEAD_ENDS = f"{chinese.LEAD_ENDS}-.{english.LEAD_ENDS}"
"""The characters in which words that introduce a number may end.

Few numbers follow one of these, so the search for such words is rarely needed.
"""
JOINT = (
    rf"(?:[,、;]\s*+(?:(?:{english.AND})\s++)?"
    rf"|(?:{chinese.AND}|[{chinese.AND_SIGNS}&]|(?:{english.AND})\s)\s*+)"
)
"""Pattern of a sign or a word between two numbers of a list, in folded text."""
_LARGE = 100
"""A bare number below this counts as a resolution only if nothing else is possible."""


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A resolution named without its year; `prefix` is how its symbol begins (`S/RES/1540(`).

    Its body is the Security Council if the text names none; `named` tells whether it names one.
    """

    number: int
    start: int
    end: int
    prefix: str
    pinpoint: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation or an enumeration of citations; the span includes all words about it, also shared ones."""

    start: int
    end: int
    citations: tuple[Citation, ...] = ()
    bare_numbers: tuple[BareNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A number, and what stands after it."""

    match: re.Match[str]
    letter: str
    end: int  # where the number and its letter end
    numbered: bool  # 号 comes after it
    closed: bool  # 决议 comes after it
    place: Place
    behind: int  # where what follows it begins: behind its place, or its day of adoption

    @property
    def is_bare(self) -> bool:
        return self.bare is not None

    @property
    def bare(self) -> int | None:
        """The number, if it has neither year nor session."""
        return _value(self.match["bare"]) if self.match["bare"] else None

    @property
    def is_large(self) -> bool:
        return (self.bare or 0) >= _LARGE

    @property
    def is_old(self) -> bool:
        """Whether its session is written in Chinese numerals."""
        return self.match["label"] is not None


@dataclass(frozen=True, slots=True)
class _Lead:
    """The words before a number: where they begin, where the noun or 第 in them begins, and what they say."""

    start: int
    noun: int
    place: Place  # the part and paragraph that the words name, and where they begin
    body: bodies.Body | None  # the body named immediately before
    english: bool = False
    plural: bool = False
    chinese: bool = False  # 决议 stands before the number
    adjoining: bool = False  # nothing stands between that and the number
    ordinal: bool = False  # 第 stands before the number


def references(text: str, folded: str, own: bodies.Body | None = None) -> Iterator[Reference]:
    """Yield the resolutions that a text names by number, leftmost first; enumerated ones are one reference.

    Args:
        text: The text.
        folded: The folded text, in which each written-out symbol is replaced by filler of the same length.
        own: The body of the document, whose resolutions those are for which the text names no body.

    """
    if not _noun().search(folded):
        return
    position = since = 0
    while match := _number().search(folded, position):
        items = _items(text, folded, match)
        lead = _lead(folded, match.start(), since, own)
        if reference := _reference(folded, lead, items, own):
            since = reference.end
            yield reference
        position = items[-1].place.edge


def _items(text: str, folded: str, first: re.Match[str]) -> list[_Item]:
    """Return a number and the numbers that are enumerated after it."""
    items = [_item(text, folded, first)]
    while joint := _joint().match(folded, items[-1].behind):
        following = _number().match(folded, joint.end())
        if not following:
            break
        items.append(_item(text, folded, following))
    return items


def _item(text: str, folded: str, match: re.Match[str]) -> _Item:
    """Return a number with the letter, the words and the place that follow it."""
    middle = match["middle"] or ""
    letter, end = chinese.LETTERS.get(middle, middle.upper()), match.end()
    # A small letter is a word, not part of the number: "resolution 69/262 a".
    later = None if match["bare"] else _letter().match(folded, end)
    if later and text[later.start(1)].isupper():
        letter, end = later[1].upper(), later.end()
    numbered = _numbered().match(folded, end)
    reach = numbered.end() if numbered else end
    closed = _closed().match(folded, reach)
    reach = closed.end() if closed else reach
    place, behind = place_behind(folded, reach)
    return _Item(match, letter, end, bool(numbered), bool(closed), place, behind)


def place_behind(folded: str, reach: int) -> tuple[Place, int]:
    """Return the place named behind a number, perhaps behind the day of adoption, and where both end."""
    named = pinpoints.after(folded, reach)
    dated = None if named.part or named.pinpoint else _dated().match(folded, reach)
    if not dated:
        return named, named.edge
    later = pinpoints.after(folded, dated.end())
    return (later if later.part or later.pinpoint else named), later.edge


def _lead(folded: str, position: int, since: int, own: bodies.Body | None) -> _Lead:
    """Return the words that introduce the number at `position` and begin no earlier than `since`."""
    start = max(since, position - _REACH)
    ends = folded[start:position].rstrip()[-1:]
    match = _lead_pattern().search(folded, start, position) if ends and ends in _LEAD_ENDS else None
    if not match or not match[0].strip():
        return _Lead(position, position, Place(None, None, position), None)
    noun = next((match.start(name) for name in ("english", "chinese", "ordinal") if match[name]), position)
    start = match.start()
    return _Lead(
        start=start,
        noun=noun,
        place=pinpoints.before(folded, start, since) if match["english"] else Place(None, None, start),
        body=bodies.adopting(folded, noun, start, own),
        english=bool(match["english"]),
        plural=bool(match["plural"]),
        chinese=bool(match["chinese"]),
        adjoining=bool(match["chinese"]) and not match["chinese"].rstrip().endswith(chinese.ORDINAL),
        ordinal=bool(match["ordinal"]),
    )


def _reference(
    folded: str, lead: _Lead, items: list[_Item], document: bodies.Body | None
) -> Reference | None:
    """Return the reference made of those items that are resolutions, None if none is."""
    kept = tuple(_resolutions(folded, lead, items))
    if not kept:
        return None
    clause = bodies.adopting(folded, lead.noun, own=document)
    named: list[Citation | BareNumber] = []
    for item in kept:
        own = (
            None if item is items[0] else bodies.adopting(folded, item.match.start(), items[0].end, document)
        )
        body = own or (lead.body if item.is_bare and clause != "other" else clause)
        if symbol := _symbol(item, body or (None if item.is_bare else document)):
            before = lead.place if item is items[0] else Place(None, None, item.match.start())
            one = _named(item, symbol, before, alone=len(kept) == 1)
            named.append(replace(one, named=body is not None) if isinstance(one, BareNumber) else one)
    if not named:
        return None
    return Reference(
        lead.place.edge,
        kept[-1].place.edge,
        tuple(one for one in named if isinstance(one, Citation)),
        tuple(one for one in named if isinstance(one, BareNumber)),
    )


def _resolutions(folded: str, lead: _Lead, items: list[_Item]) -> Iterator[_Item]:
    """Yield the items that are resolutions.

    An item is one if a noun such as `resolution` comes before it or 决议 after it. Bare numbers need more
    evidence than that.
    """
    last_closed = max((index for index, item in enumerate(items) if item.closed), default=-1)
    only_bare = True
    for index, item in enumerate(items):
        if item.bare == 0:  # numerals that are no number
            continue
        closed = index <= last_closed
        only_bare = only_bare and item.is_bare
        if item.is_old:
            named = lead.adjoining or closed
        elif not item.is_bare:
            named = lead.english or lead.chinese or closed
        elif lead.english:
            named = index == 0 or (lead.plural and only_bare and item.is_large)
        else:
            ordinal = lead.ordinal and only_bare
            named = closed and (item.numbered or ordinal or (item.closed and item.is_large))
            if lead.adjoining and index == 0 and item.is_large and not item.closed:
                named = _behind_bare().match(folded, item.end) is not None
        if named:
            yield item


def _symbol(item: _Item, body: bodies.Body | None) -> str | None:
    """Return the symbol of an item, for a bare number only its beginning; None if it has no known body."""
    match = item.match
    if match["year"]:
        return bodies.dated(str(_value(match["number"])), str(_value(match["year"])))
    if match["roman"] or match["label"]:
        session = match["roman"] or roman(_value(match["label"]))
        return bodies.of_roman_session(str(_value(match["number"])), session, item.letter, body)
    if match["session"]:
        return bodies.of_session(match["session"], match["item"], item.letter, body)
    return None if body in {"H", "C", "other"} else f"{body or 'S'}/RES/{item.bare}("


def _value(numeral: str) -> int:
    """Return the value of a number in digits or in Chinese numerals."""
    return int(numeral) if numeral.isdecimal() else read_number(numeral) or 0


def _named(item: _Item, symbol: str, before: Place, *, alone: bool) -> Citation | BareNumber:
    """Return the citation or bare number of an item, with its span.

    The span of a single name covers all words about it. The span of an enumerated name covers its number and
    its own paragraph.
    """
    after = item.place
    start = before.edge if alone else item.match.start()
    end = after.edge if alone or after.part or after.pinpoint else item.end
    pinpoint = after.pinpoint or before.pinpoint
    if item.is_bare:
        return BareNumber(item.bare or 0, start, end, symbol, pinpoint)
    return Citation(symbol, start, end, pinpoint, after.part or before.part)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(f"{chinese.RESOLUTION}|{english.RESOLUTION}")


@cache
def _number() -> re.Pattern[str]:
    """Return the pattern of a resolution's number: with a year or a session, or bare."""
    year = rf"(?P<year>{YEAR}|{chinese.HAN_YEAR})"
    session = rf"\(\s?(?:{year}|(?P<roman>(?:e?s-)?{ROMAN})|(?P<label>{LABEL}))\s?\)"
    middle = rf"(?P<middle>[a-z{''.join(chinese.LETTERS)}])"
    return re.compile(
        r"(?<![\d/])(?:(?<!\.)|(?<=(?<![a-z])res\.)|(?<=(?<![a-z])no\.)|(?<=(?<![a-z])nos\.))"
        rf"(?:(?P<number>[1-9]\d{{0,3}}|(?<!{POSITIONAL}){chinese.HAN_NUMBER})\s?{middle}?\s?{session}"
        r"|(?P<session>[1-9]\d{0,3}|(?<![a-z])e?s-\d{1,2})\s?/\s?(?P<item>[1-9]\d{0,2})(?![\d/])"
        r"|(?P<bare>[1-9]\d{0,3}(?!\d|[./]\d)"
        rf"|{chinese.HAN_BARE}(?=\s?{chinese.NUMBERED}\s?{chinese.RESOLUTION})))"
    )


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(r"\s?([a-z])(?![a-z])")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\s*+{chinese.NUMBERED}")


@cache
def _closed() -> re.Pattern[str]:
    return re.compile(rf"\s*+{chinese.RESOLUTION}")


@cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of what stands between two enumerated numbers."""
    return re.compile(
        rf"\s*+{JOINT}(?:{BODY}\s*+)?"
        rf"(?:{chinese.DATED}\s*+)?(?:{chinese.ORDINAL}\s*+)?(?=\d|e?s-\d|{POSITIONAL})"
    )


@cache
def _lead_pattern() -> re.Pattern[str]:
    """Return the pattern of the words that introduce a number and end where it begins."""
    return re.compile(
        rf"(?:{BODY}\s*+{chinese.POSSESSIVE}?)?(?:(?P<english>{english.LEAD})"
        rf"|(?P<chinese>{chinese.RESOLUTION}(?:\s*+{chinese.ORDINAL})?)"
        rf"|(?P<ordinal>{chinese.ORDINAL}))?[\s-]*+$"
    )


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(english.DATED)


@cache
def _behind_bare() -> re.Pattern[str]:
    return re.compile(chinese.BEHIND_BARE)
