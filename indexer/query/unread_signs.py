"""Finds signs that mean something to other search engines and nothing here, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.model.query import Notice
from indexer.query import notices


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is written with such a sign, what is meant instead, and the notice that says so.

    `told` gets what was typed, and the whole question as it is meant.
    """

    pattern: re.Pattern[str]
    instead: str
    told: Callable[[str, str], Notice]


_RULES = (
    _Rule(
        re.compile(r"(?<![\w/?=:.&-])([A-Za-z]{2,60})\?[A-Za-z]\w{0,60}(?![\w?=&/])"),
        r"\1*",
        notices.no_letter,
    ),
    _Rule(re.compile(r"(?<=[\w·])\^[0-9]{1,4}(?:\.[0-9]{1,4})?(?!\w)"), "", notices.no_weight),
    _Rule(
        re.compile(
            r"(?<!\S)(\w{1,60}) (?:[WN]/|(?:NEAR|ADJ|PRE|WITHIN)/?)([0-9]{1,3}) (\w{1,60})(?!\S)",
            re.IGNORECASE,
        ),
        r'"\1 \3"~\2',
        notices.no_distance,
    ),
    _Rule(re.compile(r"(?<=\S) (?:/[sp]|NEAR|ADJ)(?= \S)"), "", notices.no_distance),
    _Rule(re.compile(r"(?<=[A-Za-z]{2})~[0-9]?(?:\.[0-9])?(?![\w\"”·])"), "", notices.no_likeness),
    _Rule(re.compile(r"(?<!\S)\+(?=[^\W\d]|·)"), "", notices.no_plus),
    _Rule(re.compile(r"(?<=\S) &{1,2}(?= \S)"), "", notices.no_ampersand),
    _Rule(re.compile(r"(?<=[^\s|]) \|{1,2} (?=[^\s|])|(?<=[\w·])\|{1,2}(?=[\w·])"), " OR ", notices.no_bar),
    _Rule(re.compile(r"(?<!\S)!(?=[\w·])"), "-", notices.no_exclamation),
)


_ANY = re.compile(r"[?^/~+&|!]|NEAR|ADJ|PRE|WITHIN", re.IGNORECASE)
"""What one of the patterns has in it; most questions have nothing of it."""


def unread(text: str, plain: str) -> Iterator[Notice]:
    """Yield a notice for each sort of sign in a question that means nothing; of one sort, for the first.

    Args:
        text: The question.
        plain: The same text, of the same length, with a middle dot for each character of phrases and of names
            that are no values.

    """
    if not _ANY.search(plain):
        return
    for rule in _RULES:
        if found := rule.pattern.search(plain):
            start, end = found.span()
            meant = text[:start] + found.expand(rule.instead) + text[end:]
            yield rule.told(_around(text, start, end), meant)


def _around(text: str, start: int, end: int) -> str:
    """Return what was typed in a span, with the word that a sign in it ends or begins."""
    if text[start:end].strip() and (start == 0 or text[start].isspace() or text[start - 1].isspace()):
        behind = re.compile(r"\w{0,60}").match(text, end)
        return (text[start:end] + (behind[0] if behind else "")).strip()
    before = text[max(0, start - 60) : start].split()
    return (before[-1] if before else "") + text[start:end].strip()
