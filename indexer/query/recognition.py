"""The names in the free text of a question: symbols, resolution numbers, dates, numbers, States."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from indexer.model import Citation
from indexer.names import citations, states, symbols, values
from indexer.query.nodes import And, Node, Number, Reference, StateName, Value

GAP = "|"
"""What stands in place of text that can be part of no name."""

_RESOLUTION = re.compile(rf"(?<![\w/.-])(\d{{1,4}})\s?\(({symbols.YEAR})\)(?![a-z\d])")
"""A number and a year: in a running text they may be anything, in a question they are a resolution."""
_Cited: TypeAlias = Citation | citations.BareNumber
_INITIAL = re.compile(r"(?<![^\W_])[a-z]")
_JOINED_BEFORE = re.compile(r"\w[-/.:_&@'’]?$")
_JOINED_AFTER = re.compile(r"[-/.:_&@'’]?\w|\(")
_ADDRESS = re.compile(r"(?:https?://|undocs\.org/|docs\.un\.org/)[^\s|]*$")
"""What stands before a symbol in the address of a document, `https://undocs.org/zh/`."""
_STARRED = re.compile(r"[-/.:(]*\*")
_COUNTED = ("届", "屆", "次", "期")
"""What an ordinal counts belongs to it: 第二十六届."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the stretch of the question that says nothing else; offsets in code points, half-open."""

    start: int
    end: int
    node: Node


def recognise(text: str, masked: str) -> tuple[Named, ...]:
    """Return the names in a question, in no order; where they overlap, symbols come first, then values.

    `masked` is the text with GAPs for quoted phrases, operators and the like. States and months may begin
    with a small letter, acronyms not (`us`). What a star follows, or what is but a piece of a longer word or
    Han run, is no name: 19 in COVID-19, 智利 in 智利援助.
    """
    found: list[Named] = []
    for finder in (_references, _resolutions, _values, _states):
        new = [named for named in finder(text, masked) if not _STARRED.match(masked, named.end)]
        masked = mask(masked, ((named.start, named.end) for named in new))
        found += new
    return tuple(found)


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with GAPs instead of these spans, of the same length."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = GAP * (end - start)
    return "".join(signs)


def _references(text: str, masked: str) -> Iterator[Named]:
    """Yield symbols and bare numbers; words that several of them share go to the one behind, or the last."""
    for reference in citations.references(masked):
        address = _ADDRESS.search(masked, 0, reference.start)
        at = address.start() if address else reference.start
        cited: list[_Cited] = [*reference.citations, *reference.bare_numbers]
        cited.sort(key=lambda one: one.start)
        ends = [*(one.end for one in cited[:-1]), reference.end]
        for one, end in zip(cited, ends, strict=True):
            yield Named(at, end, _reference(text, one))
            at = end


def _reference(text: str, one: _Cited) -> Node:
    words = text[one.start : one.end]
    if isinstance(one, Citation):
        return Reference(words, one.start, one.end, one)
    return Number(words, one.start, one.end, one)


def _resolutions(text: str, masked: str) -> Iterator[Named]:
    for match in _RESOLUTION.finditer(masked):
        cited = Citation(f"S/RES/{int(match[1])}({match[2]})", *match.span())
        yield Named(*match.span(), _reference(text, cited))


def _values(text: str, masked: str) -> Iterator[Named]:
    found = values.find(_capitals(masked), taken=())
    for (start, last), group in groupby(found, key=lambda value: (value.start, value.end)):
        tokens = [value.token for value in group]
        ordinal, number = (tokens[0].startswith(kind) for kind in ("ord:", "num:"))
        end = last + (ordinal and masked.startswith(_COUNTED, last))
        # Digits beside Han characters are part of their run (6个组织); grouped ones (70 997 人) cannot be.
        if not number or not masked[start:end].isalnum() or _alone(masked, start, end):
            yield Named(start, end, _value(text[start:end], start, end, tokens))


def _value(text: str, start: int, end: int, tokens: list[str]) -> Node:
    """Return a value; one of several days is its first and its last day."""
    days = [token for token in tokens if token.startswith("date:")] or tokens
    nodes = tuple(Value(text, start, end, token) for token in dict.fromkeys((days[0], days[-1])))
    return And(nodes) if len(nodes) > 1 else nodes[0]


def _states(text: str, masked: str) -> Iterator[Named]:
    for mention in states.find(_capitals(masked)):
        start, end = mention.start, mention.end
        if _alone(masked, start, end):
            yield Named(start, end, StateName(text[start:end], start, end, mention.state))


def _capitals(text: str) -> str:
    return _INITIAL.sub(lambda letter: letter[0].upper(), text)


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a word of its own."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not _JOINED_BEFORE.search(before) and not _JOINED_AFTER.match(after)
