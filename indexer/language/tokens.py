"""Tokens of the fields `exact` and `words`, with the stretch of text that each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from indexer.folding import fold
from indexer.language import segmenter, stems

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f"
LETTER = f"[^\\W_{_HAN}]"
"""Pattern of a letter or digit of a word in a folded text."""
_RUN = re.compile(f"(?P<han>[{_HAN}]+)|(?:{LETTER}[{_MARKS}]*)+")
"""A run of Han characters, or a word or number; accents that follow a letter belong to it."""
ACCENTS = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is indexed, and where it stands: [start, end), in code points of the text as given."""

    text: str
    start: int
    end: int


def is_han(character: str) -> bool:
    """Tell whether a character is Han, of any script; what `exact` makes a token of its own."""
    run = _RUN.match(character)
    return run is not None and run["han"] is not None


def exact(text: str) -> tuple[Token, ...]:
    """Return every Han character and every word or number, folded, in the order of the text.

    A symbol falls apart at its signs: `S/2019/986` is s, 2019, 986. The position of a token is its index,
    so any run of Han characters is found by the phrase of its own tokens.
    """
    return tuple(
        token
        for run, start, end, han in _runs(text)
        for token in (_characters(run, start) if han else (Token(run, start, end),))
    )


def words(text: str) -> tuple[Token, ...]:
    """Return the words of the Han runs and the English stems, folded, in the order of the text."""
    return tuple(
        token
        for run, start, end, han in _runs(text)
        for token in (_cut(run, start) if han else (Token(stems.stem(run), start, end),))
    )


def stemmed(text: str) -> tuple[Token, ...]:
    """Return those tokens of `words` that are no Han words; needs no segmenter."""
    return tuple(Token(stems.stem(run), start, end) for run, start, end, han in _runs(text) if not han)


def exact_texts(text: str) -> tuple[str, ...]:
    """Return what the tokens of `exact` are, without where they stand."""
    return tuple(chain.from_iterable(run if han else (run,) for run, _, _, han in _runs(text)))


def exact_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the tokens of `exact` stand, without what they are."""
    return tuple(
        chain.from_iterable(
            ((at, at + 1) for at in range(start, end)) if han else ((start, end),)
            for _, start, end, han in _runs(text)
        )
    )


def word_texts(text: str) -> tuple[str, ...]:
    """Return what the tokens of `words` are, without where they stand."""
    return tuple(
        token
        for run, _, _, han in _runs(text)
        for token in (segmenter.cut(run) if han else (stems.stem(run),))
    )


@lru_cache(maxsize=16)
def _runs(text: str) -> tuple[tuple[str, int, int, bool], ...]:
    """Return each run, where it stands, and whether it is Han; both fields are made from the same runs."""
    found = []
    for match in _RUN.finditer(fold(text)):
        run, han = match[0], match["han"] is not None
        plain = run if han or run.isalnum() else ACCENTS.sub("", run)
        found.append((plain, match.start(), match.end(), han))
    return tuple(found)


def _characters(run: str, start: int) -> Iterator[Token]:
    for position, character in enumerate(run, start):
        yield Token(character, position, position + 1)


def _cut(run: str, start: int) -> Iterator[Token]:
    for word in segmenter.cut(run):
        yield Token(word, start, start + len(word))
        start += len(word)
