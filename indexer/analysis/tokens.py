"""Tokens of the fields `exact` and `words`, each with the span of text that it stands for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from indexer.analysis import han_words
from indexer.language.en import stems
from indexer.model.query import HAN
from indexer.text.folding import fold

_MARKS = "\u0300-\u036f"
LETTER = f"[^\\W_{HAN}]"
"""Pattern of a letter or digit in a word, in folded text."""
_RUN = re.compile(f"(?P<han>[{HAN}]+)|(?:{LETTER}[{_MARKS}]*)+")
"""Pattern of a run of Han characters, or of a word or number with the accents that follow its letters."""
ACCENTS = re.compile(f"[{_MARKS}]")
_LONG = 65_536
"""The runs of a text with this many code points or more are not cached."""

Run: TypeAlias = tuple[str, int, int, bool]
"""A run without accents, its span [start, end), and whether it is Han."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is indexed, and its span [start, end) in code points of the original text."""

    text: str
    start: int
    end: int


def is_han(character: str) -> bool:
    """Tell whether a character is Han, of any script; in the field `exact` each is a token of its own."""
    run = _RUN.match(character)
    return run is not None and run["han"] is not None


def exact(text: str) -> tuple[Token, ...]:
    """Return each Han character and each word or number as a token, folded, in the order of the text.

    A symbol is divided at its punctuation: `S/2019/986` gives s, 2019, 986. The position of a token is its
    index, so any run of Han characters is found by the phrase of its characters.
    """
    return tuple(
        token
        for run, start, end, han in _runs(text)
        for token in (_characters(run, start) if han else (Token(run, start, end),))
    )


def words(text: str) -> tuple[Token, ...]:
    """Return the words of the Han runs and the English stems as tokens, folded, in the order of the text."""
    return tuple(
        token
        for run, start, end, han in _runs(text)
        for token in (_cut(run, start) if han else (Token(stems.stem(run), start, end),))
    )


def stemmed(text: str) -> tuple[Token, ...]:
    """Return the tokens of `words` that are not Han words; this needs no segmenter."""
    return tuple(Token(stems.stem(run), start, end) for run, start, end, han in _runs(text) if not han)


def exact_texts(text: str) -> tuple[str, ...]:
    """Return the texts of the tokens of `exact`, without their spans."""
    return _kept(text, chain.from_iterable(run if han else (run,) for run, _, _, han in _runs(text)))


def exact_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the tokens of `exact`, without their texts."""
    return tuple(
        chain.from_iterable(
            ((at, at + 1) for at in range(start, end)) if han else ((start, end),)
            for _, start, end, han in _runs(text)
        )
    )


def word_texts(text: str) -> tuple[str, ...]:
    """Return the texts of the tokens of `words`, without their spans."""
    cut = (han_words.cut(run) if han else (stems.stem(run),) for run, _, _, han in _runs(text))
    return _kept(text, chain.from_iterable(cut))


def _kept(text: str, tokens: Iterable[str]) -> tuple[str, ...]:
    """Return tokens as a tuple; those of a long text share equal strings: a Han character takes 76 bytes."""
    return tuple(tokens if len(text) < _LONG else map(sys.intern, tokens))


def _runs(text: str) -> Iterable[Run]:
    """Return the runs of a text; only those of shorter texts are cached.

    All fields are made from the same runs, but the runs of a text take thirty times the memory of the text.
    """
    return _remembered(text) if len(text) < _LONG else _found(text)


@lru_cache(maxsize=16)
def _remembered(text: str) -> tuple[Run, ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[Run]:
    for match in _RUN.finditer(fold(text)):
        run, han = match[0], match["han"] is not None
        plain = run if han or run.isalnum() else ACCENTS.sub("", run)
        yield plain, match.start(), match.end(), han


def _characters(run: str, start: int) -> Iterator[Token]:
    for position, character in enumerate(run, start):
        yield Token(character, position, position + 1)


def _cut(run: str, start: int) -> Iterator[Token]:
    for word in han_words.cut(run):
        yield Token(word, start, start + len(word))
        start += len(word)
