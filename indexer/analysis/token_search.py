"""Find the places of a question's tokens in a text without dividing the whole text into tokens.

The text is normalised and folded. The places are those of the tokens of `exact` and `words`; a test checks
this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.analysis.tokens import LETTER, is_han
from indexer.language.en import stems
from indexer.text.spans import Span

_BETWEEN = r"[\W_]*+"
"""Pattern of the characters between two tokens."""


@dataclass(frozen=True, slots=True)
class TokenRun:
    """Consecutive tokens of the field `exact`; with `prefix`, the last one is the beginning of a token.

    The pattern is compiled only when the text contains the first token: compiling takes milliseconds, and a
    question may have hundreds of runs.
    """

    tokens: tuple[str, ...]
    prefix: bool = False

    def places(self, folded: str) -> list[Span]:
        """Return the spans [start, end) of the run in a normalised and folded text; they may overlap."""
        if self.tokens[0] not in folded:
            return []
        pattern = _pattern(self.tokens, prefix=self.prefix)
        return [found.span() for found in _matches(folded, self.tokens[0], pattern)]


@lru_cache(maxsize=1_024)
def _pattern(tokens: tuple[str, ...], *, prefix: bool) -> re.Pattern[str]:
    written = [_alone(token) for token in tokens]
    if prefix and not is_han(tokens[-1]):
        written[-1] = f"(?<!{LETTER}){re.escape(tokens[-1])}{LETTER}*"
    return re.compile(_BETWEEN.join(written))


def _alone(token: str) -> str:
    """Return the pattern of a token that stands as a whole word."""
    return re.escape(token) if is_han(token) else f"(?<!{LETTER}){re.escape(token)}(?!{LETTER})"


def stemmed(folded: str, stem: str) -> list[Span]:
    """Return the spans [start, end) of the words with this stem in a normalised and folded text."""
    words = _matches(folded, stems.beginning(stem), _word())
    return [word.span() for word in words if stems.stem(word[0]) == stem]


def _matches(folded: str, first: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begin with `first`.

    Finding `first` is faster than trying the pattern at every offset.
    """
    at = folded.find(first)
    while at >= 0:
        if found := pattern.match(folded, at):
            yield found
        at = folded.find(first, at + 1)


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a whole word; it is slow to compile and not needed for Chinese questions."""
    return re.compile(f"(?<!{LETTER}){LETTER}+")
