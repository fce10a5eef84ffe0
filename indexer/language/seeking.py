"""Where the tokens of a question stand in a text, found without cutting the whole text into tokens.

The same places as by `exact_texts` and `word_texts`, which a test holds, for texts without combining accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from indexer.language import stems
from indexer.language.tokens import ACCENTS, LETTER, is_han

Span: TypeAlias = tuple[int, int]
"""A stretch of a text: [start, end), in code points."""

_BETWEEN = r"[\W_]*"
"""What is no token."""


def is_plain(folded: str) -> bool:
    """Tell whether a folded text is without combining accents, which belong to words but not to tokens."""
    return folded.isascii() or not ACCENTS.search(folded)


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens side by side: where the first one's letters are found, `pattern` tells whether all stand."""

    first: str
    pattern: re.Pattern[str]

    def places(self, folded: str) -> Iterator[Span]:
        """Yield where the tokens stand in a plain folded text, [start, end) each; they may overlap."""
        return (found.span() for found in _matches(folded, self.first, self.pattern))


@lru_cache(maxsize=1_024)
def run(tokens: tuple[str, ...], *, prefix: bool = False) -> Run:
    """Return what finds these tokens of the field `exact`; with `prefix` the last one may go on."""
    written = [_alone(token) for token in tokens]
    if prefix and not is_han(tokens[-1]):
        written[-1] = f"(?<!{LETTER}){re.escape(tokens[-1])}{LETTER}*"
    return Run(tokens[0], re.compile(_BETWEEN.join(written)))


def _alone(token: str) -> str:
    return re.escape(token) if is_han(token) else f"(?<!{LETTER}){re.escape(token)}(?!{LETTER})"


def stemmed(folded: str, stem: str) -> Iterator[Span]:
    """Yield where the words with a stem stand in a plain folded text, [start, end) each."""
    words = _matches(folded, stems.beginning(stem), _word())
    return (word.span() for word in words if stems.stem(word[0]) == stem)


def _matches(folded: str, first: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches that begin where `first` stands: that is found sooner than the pattern is tried."""
    at = folded.find(first)
    while at >= 0:
        if found := pattern.match(folded, at):
            yield found
        at = folded.find(first, at + 1)


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a whole word: slow to compile, and no question in Chinese needs it."""
    return re.compile(f"(?<!{LETTER}){LETTER}+")
