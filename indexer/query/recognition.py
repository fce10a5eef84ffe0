"""Recognises names in the text of a question: of documents, States, organizations, and dates and numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeAlias

from indexer.language.en.citation_patterns import BOTH
from indexer.language.zh.citation_patterns import AND, BOTH_SIGNS, NUMBERED, PRESIDENTIAL_STATEMENT
from indexer.language.zh.numerals import COUNTED
from indexer.model.document import Citation
from indexer.names import citations, organizations, pinpoints, states, symbols, values
from indexer.query.ast import (
    AndNode,
    Node,
    NumberNode,
    OrganizationNode,
    OrNode,
    PrefixNode,
    ReferenceNode,
    StateNode,
    ValueNode,
)
from indexer.text.folding import fold
from indexer.text.roman_numerals import ROMAN
from indexer.text.spans import masked

GAP = "|"
"""Replaces every character that cannot be part of a name."""

_RESOLUTION = re.compile(
    rf"(?<![\w/.-])(\d{{1,4}})\s?\((?:(?P<year>{symbols.YEAR})|(?P<session>(?i:(?:e?s-)?{ROMAN})))\)(?![A-Za-z\d])"
    r"|(?<![\w/.-])(?P<special>(?i:es)-\d{1,2})/(?P<item>[1-9]\d{0,2})(?![\w/])"
)
"""A number and a year or a session: ambiguous in a running text, but in a question it means a resolution."""
_STATEMENT = re.compile(
    rf"(?<![\w/.-])(?i:prst)/({symbols.YEAR})/(\d{{1,3}})(?![\w/])"
    rf"|{PRESIDENTIAL_STATEMENT}({symbols.YEAR})\D{{0,3}}(\d{{1,3}}){NUMBERED}?"
)
"""The number of a statement by the President of the Security Council, without the body."""
_Cited: TypeAlias = Citation | citations.BareNumber
_INITIAL = re.compile(r"(?<![^\W_])[a-z]")
_JOINED_BEFORE = re.compile(r"\w[-/.:_&@'’]?$")
_JOINED_AFTER = re.compile(r"[-/.:_&@'’]?\w|\(")
_ADDRESS = re.compile(r"(?P<begins>https?://|undocs\.org/|docs\.un\.org/)[^\s|]*+")
"""A web address; in the address of a document, its symbol stands after `https://undocs.org/zh/`."""
_JOINT = re.compile(rf"\s*+(?:[,、;]\s*+(?:{BOTH}\s++)?|(?:{BOTH}\s|{AND}|[{BOTH_SIGNS}&])\s*+)")
"""What stands between two documents of a list, in a folded text; it asks for nothing."""
_REISSUED = re.compile(r"\*(?![\w*])")
_STARRED = re.compile(r"[-/.:(]*\*")


@dataclass(frozen=True, slots=True)
class Recognition:
    """A name and the stretch of the question that it takes up; offsets in code points, half-open."""

    start: int
    end: int
    node: Node


def recognise(text: str, plain: str) -> tuple[Recognition, ...]:
    """Return the names in a question, in no particular order.

    Where names overlap, symbols are preferred, then values. A stretch before a star is no name, nor is a
    piece of a longer word or Han run: 19 in COVID-19, 智利 in 智利援助. States and months may begin with a
    small letter, but acronyms may not (`us`).

    Args:
        text: The question as typed.
        plain: The same text, of the same length, with GAPs for quoted phrases, operators and the like.

    """
    found: list[Recognition] = []
    for finder in (_references, _resolutions, _values, _organizations, _states):
        new = [named for named in map(partial(_starred, plain), finder(text, plain)) if named]
        plain = masked(plain, ((named.start, named.end) for named in new), GAP)
        found += new
    return tuple(found)


def _starred(plain: str, named: Recognition) -> Recognition | None:
    """Return a name; None for one that a star goes on with.

    A star closes the symbol of a document that was issued again, and so it means that document first, and
    then those whose symbols begin so.
    """
    star = _STARRED.match(plain, named.end)
    if not star:
        return named
    if not isinstance(named.node, ReferenceNode) or not _REISSUED.match(plain, named.end):
        return None
    cited = named.node
    begun = PrefixNode(cited.text, cited.start, star.end())
    return Recognition(named.start, star.end(), OrNode((cited, begun)))


def _references(text: str, plain: str) -> Iterator[Recognition]:
    """Yield symbols and resolution numbers without a year.

    Words that several of them share (a list of numbers) go to the name that they precede; those at the end go
    to the last name.
    """
    addresses = [(one.end("begins"), one.start(), one.end()) for one in _ADDRESS.finditer(plain)]
    references, folded = citations.references(plain), fold(plain)
    starts = [reference.start for reference in references] + [len(plain)]
    for reference, following in zip(references, starts[1:], strict=True):
        place = bisect_right(addresses, (reference.start, len(plain))) - 1
        _, start, end = addresses[place] if place >= 0 else (0, 0, -1)
        at = start if reference.start <= end else reference.start
        cited: list[_Cited] = [*reference.citations, *reference.bare_numbers]
        cited.sort(key=lambda one: one.start)
        joint = _JOINT.fullmatch(folded, reference.end, following)
        ends = [*(one.end for one in cited[:-1]), joint.end() if joint else reference.end]
        for one, end in zip(cited, ends, strict=True):
            yield Recognition(at, end, _reference(text, one))
            at = end


def _reference(text: str, one: _Cited) -> Node:
    words = text[one.start : one.end]
    if isinstance(one, Citation):
        return ReferenceNode(words, one.start, one.end, one)
    return NumberNode(words, one.start, one.end, one)


def _resolutions(text: str, plain: str) -> Iterator[Recognition]:
    """Yield numbers with a year or session, `1540 (2004)`, as resolutions, and numbers of statements."""
    for pattern, symbol_of in ((_RESOLUTION, _resolution), (_STATEMENT, _statement)):
        for match in pattern.finditer(plain):
            place = pinpoints.after(fold(plain), match.end())
            cited = Citation(symbol_of(match), match.start(), place.edge, place.pinpoint, place.part)
            yield Recognition(cited.start, cited.end, _reference(text, cited))


def _resolution(match: re.Match[str]) -> str:
    """Return the symbol of a resolution: one with a year is the Security Council's."""
    if match["year"]:
        return f"S/RES/{int(match[1])}({match['year']})"
    if match["session"]:
        return f"A/RES/{int(match[1])}({match['session'].upper()})"
    return f"A/RES/{match['special'].upper()}/{match['item']}"


def _statement(match: re.Match[str]) -> str:
    year, number = match.groups()[:2] if match[1] else match.groups()[2:]
    return f"S/PRST/{year}/{int(number)}"


def _values(text: str, plain: str) -> Iterator[Recognition]:
    """Yield dates, months, numbers and ordinals; a number within a Han run or longer word is left out."""
    found = values.find(_capitals(plain), taken=())
    for (start, last), group in groupby(found, key=lambda value: (value.start, value.end)):
        tokens = [value.token for value in group]
        ordinal = tokens[0].startswith("ord:")
        number = tokens[0].startswith(("num:", "pct:"))
        end = last + (ordinal and plain.startswith(COUNTED, last))
        # Digits next to Han characters belong to their run (6个组织); digits in groups (70 997 人) cannot.
        if not number or not plain[start:end].isalnum() or _alone(plain, start, end):
            yield Recognition(start, end, _value(text[start:end], start, end, tokens))


def _value(text: str, start: int, end: int, tokens: list[str]) -> Node:
    """Return the node for a value; a range of days becomes its first and its last day.

    Of a passage with items, which is named without them too (第26段), the last token tells most.
    """
    if tokens[0].startswith("passage:"):
        return ValueNode(text, start, end, tokens[-1])
    days = [token for token in tokens if token.startswith("date:")] or tokens
    nodes = tuple(ValueNode(text, start, end, token) for token in dict.fromkeys((days[0], days[-1])))
    return AndNode(nodes) if len(nodes) > 1 else nodes[0]


def _states(text: str, plain: str) -> Iterator[Recognition]:
    for mention in states.find(_capitals(plain)):
        start, end = mention.start, mention.end
        if _alone(plain, start, end):
            yield Recognition(start, end, StateNode(text[start:end], start, end, mention.state))


def _organizations(text: str, plain: str) -> Iterator[Recognition]:
    for one, start, end in organizations.find(plain, typed=True):
        if _alone(plain, start, end):
            yield Recognition(start, end, OrganizationNode(text[start:end], start, end, one.code))


def _capitals(text: str) -> str:
    """Return the text with the first letter of each word in upper case, of the same length."""
    return _INITIAL.sub(lambda letter: letter[0].upper(), text)


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a word of its own, not a piece of a longer one."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not _JOINED_BEFORE.search(before) and not _JOINED_AFTER.match(after)
