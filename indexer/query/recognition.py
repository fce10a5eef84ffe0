"""Recognises names in the text of a question: of documents, States, organizations, and dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from indexer.language.zh.date_patterns import YEAR_ALONE, YEAR_SIGN
from indexer.language.zh.numerals import COUNTED, read_number
from indexer.names import organizations, states, values
from indexer.query import references
from indexer.query.ast import (
    AndNode,
    Node,
    OrganizationNode,
    OrNode,
    QuoteNode,
    StateNode,
    ValueNode,
    WordNode,
)
from indexer.query.references import Recognition
from indexer.text.spans import masked

GAP = "|"
"""Replaces every character that cannot be part of a name."""

_JOINED_BEFORE = re.compile(r"\w[-/.:_&@'’]?$")
_JOINED_AFTER = re.compile(r"[-/.:_&@'’]?\w|\(")
_HAN_YEAR = re.compile(YEAR_ALONE)
_STARRED = re.compile(r"[-/.:(]*\*")


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
    for finder in (references.find, _values, _organizations, _states):
        new = [named for named in map(partial(_unless_starred, plain), finder(text, plain)) if named]
        plain = masked(plain, ((named.start, named.end) for named in new), GAP)
        found += new
    return tuple(found)


def _unless_starred(plain: str, named: Recognition) -> Recognition | None:
    """Return a name; None for one that a star goes on with."""
    star = None if plain[named.end - 1] == "*" else _STARRED.match(plain, named.end)
    return None if star else named


def _values(text: str, plain: str) -> Iterator[Recognition]:
    """Yield dates, months, numbers and ordinals; a number within a Han run or longer word is left out."""
    for match in _HAN_YEAR.finditer(plain):
        yield Recognition(*match.span(), _year(text, match))
    found = values.find(values.capitals(plain), taken=())
    for (start, last), group in groupby(found, key=lambda value: (value.start, value.end)):
        tokens = [value.token for value in group]
        ordinal = tokens[0].startswith("ord:")
        number = tokens[0].startswith(("num:", "pct:"))
        end = last + (ordinal and plain.startswith(COUNTED, last))
        # Digits next to Han characters belong to their run (6个组织); digits in groups (70 997 人) cannot.
        if not number or not plain[start:end].isalnum() or _alone(plain, start, end):
            yield Recognition(start, end, _value(text[start:end], start, end, tokens))


def _year(text: str, match: re.Match[str]) -> Node:
    """Return the node for a year in Chinese numerals: as typed, or in digits as it is mostly printed."""
    start, end = match.span()
    digits = f"{read_number(match['year'])}{YEAR_SIGN}"
    return OrNode((QuoteNode(text[start:end], start, end), WordNode(digits, start, end)))


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
    for mention in states.find(values.capitals(plain)):
        start, end = mention.start, mention.end
        if _alone(plain, start, end):
            yield Recognition(start, end, StateNode(text[start:end], start, end, mention.state))


def _organizations(text: str, plain: str) -> Iterator[Recognition]:
    for one, start, end in organizations.find(plain, typed=True):
        if _alone(plain, start, end):
            yield Recognition(start, end, OrganizationNode(text[start:end], start, end, one.code))


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a word of its own, not a piece of a longer one."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not _JOINED_BEFORE.search(before) and not _JOINED_AFTER.match(after)
