"""Find the documents that a question names: by symbols, numbers of resolutions, addresses and names of files.

The words about a name belong to it (see `surroundings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from msgspec import structs

from indexer.language.en.citation_patterns import BOTH
from indexer.language.zh.citation_patterns import AND, BOTH_SIGNS, NUMBERED, ORDINAL, PRESIDENTIAL_STATEMENT
from indexer.model.document import Citation
from indexer.names import addresses, bodies, citations, file_names, pinpoints, symbols
from indexer.names.bodies import BODY
from indexer.query import surroundings
from indexer.query.ast import BeginningNode, Node, NumberNode, OrNode, ReferenceNode, ValueNode
from indexer.query.surroundings import Tail
from indexer.text.folding import fold
from indexer.text.roman_numerals import ROMAN
from indexer.text.spans import Taken

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
_FILE_NAME = re.compile(r"(?<![\w./-])[A-Za-z]{1,10}[-_][\w()\[\].-]{3,80}")
"""What may be a symbol with other signs for its slashes: `S-2019-986`, `S_2019_986-ZH.pdf`."""
_BEGINNING = re.compile(r"(?<![\w./-])[A-Za-z][A-Za-z.-]{0,11}(?:\.\d{1,3})?/[\w./()-]{0,60}\*(?![\w*])")
"""The beginning of a symbol, with a star behind it."""
_JOINT = re.compile(rf"\s*+(?:[,、;]\s*+(?:{BOTH}\s++)?|(?:{BOTH}\s|{AND}|[{BOTH_SIGNS}&])\s*+)")
"""What stands between two documents of a list, in a folded text; it asks for nothing."""
_YEAR_DIGITS = 4
_CONTEXT = 40
"""How much of the text before the end of a name the search for what follows looks at, in code points."""
_REACH = 300
"""How far behind a name the words that belong to it may go, in code points."""
_Cited: TypeAlias = Citation | citations.BareNumber


@dataclass(frozen=True, slots=True)
class Recognition:
    """A name and the stretch of the question that it takes up; offsets in code points, half-open."""

    start: int
    end: int
    node: Node


def find(text: str, plain: str) -> tuple[Recognition, ...]:
    """Return the documents named in a question, in order; the arguments are those of `recognition.recognise`.

    Where names overlap, addresses come first, then symbols, numbers of resolutions and names of files.
    """
    folded = fold(plain)
    taken = Taken(len(plain))
    found: list[Recognition] = []
    for finder in (_addresses, _beginnings, _references, _bodied, _numbers, _file_names):
        ordered = sorted(finder(text, plain, folded), key=lambda one: one.start)
        found += [named for named in ordered if taken.take(named.start, named.end)]
    found.sort(key=lambda one: one.start)
    return tuple(_grown(text, folded, found)) if found else ()


def _grown(text: str, folded: str, found: list[Recognition]) -> Iterator[Recognition]:
    """Yield names with the words around them that belong to them; none takes words of another."""
    ends = (*(one.start for one in found[1:]), len(text))
    since = 0
    for named, limit in zip(found, ends, strict=True):
        grown = named
        if isinstance(named.node, (ReferenceNode, NumberNode)):
            start = surroundings.begin(folded, named.start, since)
            tail = _tail(folded, named, limit)
            node = _node(text[start : tail.end], start, tail, named.node)
            grown = Recognition(start, tail.end, node)
        since = grown.end
        yield grown


def _tail(folded: str, named: Recognition, limit: int) -> Tail:
    """Return what stands behind a name, up to the next one."""
    node = named.node
    part, pinpoint = None, None
    if isinstance(node, ReferenceNode):
        part, pinpoint = node.citation.part, node.citation.pinpoint
    elif isinstance(node, NumberNode):
        pinpoint = node.number.pinpoint
    first = max(0, named.end - _CONTEXT)
    window = folded[first : min(limit, named.end + _REACH)]
    tail = surroundings.after(window, Tail(named.end - first, part, pinpoint))
    return replace(tail, end=first + tail.end)


def _node(words: str, start: int, tail: Tail, node: ReferenceNode | NumberNode) -> ReferenceNode | NumberNode:
    """Return the node of a name with the words around it; the day in brackets tells the year of a number."""
    if isinstance(node, NumberNode):
        number = replace(node.number, pinpoint=tail.pinpoint, start=start, end=tail.end)
        if not tail.day or not number.prefix.startswith("S/"):
            return NumberNode(words, start, tail.end, number, tail.language)
        year = tail.day[:_YEAR_DIGITS]
        cited = Citation(f"{number.prefix}{year})", start, tail.end, tail.pinpoint, tail.part)
        return ReferenceNode(words, start, tail.end, cited, tail.language, tail.day)
    cited = structs.replace(node.citation, start=start, end=tail.end, part=tail.part, pinpoint=tail.pinpoint)
    language = tail.language or node.language
    return ReferenceNode(words, start, tail.end, cited, language, tail.day, tail.speaker, node.guessed)


def _addresses(text: str, plain: str, _: str) -> Iterator[Recognition]:
    """Yield the documents that web addresses name."""
    for address, start, end in addresses.occurrences(plain):
        words = text[start:end]
        if address.token:
            yield Recognition(start, end, ValueNode(words, start, end, address.token))
        else:
            cited = Citation(address.symbol, start, end, address.locator or None, address.part or None)
            yield Recognition(start, end, ReferenceNode(words, start, end, cited, address.language))


def _beginnings(text: str, plain: str, _: str) -> Iterator[Recognition]:
    """Yield beginnings of symbols with a star behind them.

    A star also closes the symbol of a document that was issued again: a whole symbol means that document
    first, and then those whose symbols begin so.
    """
    for match in _BEGINNING.finditer(plain):
        start, end = match.span()
        written = plain[start : end - 1].rstrip("-/.:(")
        symbol = symbols.beginning(plain[start : end - 1])
        if symbol is None:
            continue
        begun = BeginningNode(text[start : end - 1], start, end, symbol)
        if written != plain[start : end - 1] or not symbols.is_symbol(written):
            yield Recognition(start, end, begun)
            continue
        cited = Citation(symbols.parse(written), start, end)
        whole = ReferenceNode(text[start : start + len(written)], start, end, cited)
        yield Recognition(start, end, OrNode((whole, begun)))


def _references(text: str, plain: str, folded: str) -> Iterator[Recognition]:
    """Yield symbols and resolution numbers without a year.

    Words that several of them share (a list of numbers) go to the name that they precede; those at the end go
    to the last name.
    """
    found = citations.references(plain)
    starts = [reference.start for reference in found] + [len(plain)]
    for reference, following in zip(found, starts[1:], strict=True):
        cited: list[_Cited] = [*reference.citations, *reference.bare_numbers]
        cited.sort(key=lambda one: one.start)
        joint = _JOINT.fullmatch(folded, reference.end, following)
        ends = [*(one.end for one in cited[:-1]), joint.end() if joint else reference.end]
        at = reference.start
        for one, end in zip(cited, ends, strict=True):
            yield Recognition(at, end, _reference(text, one))
            at = end


def _reference(text: str, one: _Cited) -> ReferenceNode | NumberNode:
    words = text[one.start : one.end]
    if isinstance(one, Citation):
        return ReferenceNode(words, one.start, one.end, one)
    return NumberNode(words, one.start, one.end, one)


def _bodied(text: str, _: str, folded: str) -> Iterator[Recognition]:
    """Yield resolutions named by their body and number alone: `UNSC 1540`, `GA 74/1`, 安理会第1540号."""
    for match in _body_and_number().finditer(folded):
        if one := _of_body(folded, match):
            yield Recognition(one.start, one.end, _reference(text, one))


def _of_body(folded: str, match: re.Match[str]) -> _Cited | None:
    """Return what a body's name and a number name, None if it is no resolution of the body."""
    start, end = match.span()
    number, year = match["number"], match["year"]
    body = bodies.adopting(folded, match.start("number" if number else "session"), start)
    symbol: str | None = None
    if match["session"]:
        symbol = bodies.of_session(match["session"], match["item"], "", body)
    elif match["roman"]:
        symbol = bodies.of_roman_session(number, match["roman"], "", body)
    elif year and body == "S":
        symbol = bodies.dated(number, year)
    elif body in ("S", "A", "E") and not year:
        return citations.BareNumber(int(number), start, end, f"{body}/RES/{number}(")
    return Citation(symbol, start, end) if symbol else None


def _numbers(text: str, plain: str, folded: str) -> Iterator[Recognition]:
    """Yield numbers with a year or session, `1540 (2004)`, as resolutions, and numbers of statements."""
    for pattern, symbol_of in ((_RESOLUTION, _resolution), (_STATEMENT, _statement)):
        for match in pattern.finditer(plain):
            place = pinpoints.after(folded, match.end())
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


def _file_names(text: str, plain: str, _: str) -> Iterator[Recognition]:
    """Yield symbols that are written as the names of files are: `S-2019-986`, `S_2019_986-ZH.pdf`."""
    for match in _FILE_NAME.finditer(plain):
        written = addresses.balanced(match[0].rstrip(".-"))
        proposal = file_names.proposed(written)
        if proposal.symbol:
            start, end = match.start(), match.start() + len(written)
            cited = Citation(proposal.symbol, start, end)
            node = ReferenceNode(text[start:end], start, end, cited, proposal.language, guessed=True)
            yield Recognition(start, end, node)


@cache
def _body_and_number() -> re.Pattern[str]:
    """Return the pattern of a body's name and a number, with no noun between or behind them."""
    year = rf"\s?\(\s?(?P<year>{symbols.YEAR})\s?\)"
    session = r"(?P<session>[1-9]\d{0,3}|e?s-\d{1,2})\s?/\s?(?P<item>[1-9]\d{0,2})(?![\w/])"
    old = rf"\s?\(\s?(?P<roman>(?:e?s-)?{ROMAN})\s?\)"
    alone = rf"(?=\s?{NUMBERED})|(?![\w/]|[.,]\d|\s?\((?:\d{{4}}|[ivxlc]{{1,8}})\))"
    number = rf"(?P<number>[1-9]\d{{2,3}})(?:{year}|{old}|{alone})"
    return re.compile(rf"{BODY}\s*+(?:{ORDINAL}\s?)?(?:{session}|{number})(?:\s?{NUMBERED})?")
