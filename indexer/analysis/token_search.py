"""Find the places of a question's tokens in a text without dividing the whole text into tokens.

The text is normalised and folded. The places are those of the tokens of `exact` and `words`; a test checks
this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from indexer.analysis.tokens import LETTER, is_han
from indexer.language.en import stems
from indexer.text.spans import Span

_BETWEEN = re.compile(r"[\W_]*+")
"""The characters between two tokens."""
_LETTERS = re.compile(f"{LETTER}*")
_LETTER = re.compile(LETTER)


@dataclass(frozen=True, slots=True)
class TokenRun:
    """Consecutive tokens of the field `exact`; with `prefix`, the last one is the beginning of a token.

    No pattern is compiled for a run: that would take some milliseconds for each, and a question may have
    hundreds of runs.
    """

    tokens: tuple[str, ...]
    prefix: bool = False

    def places(self, folded: str) -> list[Span]:
        """Return the spans [start, end) of the run in a normalised and folded text; they may overlap."""
        starts = _found(folded, self.tokens[0])
        return [(start, end) for start in starts if (end := self._end(folded, start)) is not None]

    def _end(self, folded: str, start: int) -> int | None:
        """Return where the run that begins at an offset ends; None where another text stands there."""
        end = start
        for index, token in enumerate(self.tokens):
            begun = _end_of(_BETWEEN, folded, end) if index else start
            if not folded.startswith(token, begun):
                return None
            end = begun + len(token)
            last = self.prefix and index == len(self.tokens) - 1
            if not is_han(token) and not _is_whole(folded, begun, end, prefix=last):
                return None
            if not is_han(token) and last:
                end = _end_of(_LETTERS, folded, end)
        return end


def _is_whole(folded: str, start: int, end: int, *, prefix: bool) -> bool:
    """Return whether no letter stands before a token, nor, unless it is a prefix, behind it."""
    if start and _LETTER.match(folded, start - 1):
        return False
    return prefix or _LETTER.match(folded, end) is None


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def stemmed(folded: str, wanted: str) -> list[Span]:
    """Return the spans [start, end) of the words with a stem in a normalised and folded text.

    Of several stems, with blanks between them, they are the spans of words beside one another.
    """
    first, *others = wanted.split(" ")
    starts = sorted({start for begun in stems.beginnings(first) for start in _found(folded, begun)})
    ends = ((start, _stemmed_end(folded, start, (first, *others))) for start in starts)
    return [(start, end) for start, end in ends if end is not None]


def _stemmed_end(folded: str, start: int, wanted: Iterable[str]) -> int | None:
    """Return where words with some stems end that begin at an offset; None where other words stand there."""
    end = start
    for at, stem in enumerate(wanted):
        word = _word().match(folded, _end_of(_BETWEEN, folded, end) if at else start)
        if word is None or stems.stem(word[0]) != stem:
            return None
        end = word.end()
    return end


def _found(folded: str, first: str) -> Iterator[int]:
    """Yield the offsets where a text is found.

    This is faster than trying a pattern at every offset.
    """
    at = folded.find(first)
    while at >= 0:
        yield at
        at = folded.find(first, at + 1)


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a whole word; it is slow to compile and not needed for Chinese questions."""
    return re.compile(f"(?<!{LETTER}){LETTER}+")
