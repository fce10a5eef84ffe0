"""Tokens of the fields `exact` and `words`, each with the span of text that it stands for."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise, starmap
from typing import TypeAlias

from indexer.analysis import han_words
from indexer.language.en import stems
from indexer.model.query import HAN
from indexer.text.folding import fold
from indexer.text.normalising import SOFT_HYPHEN, Normalised, comparable, normalise

LETTER = f"[^\\W_{HAN}]"
"""Pattern of a letter or digit in a word, in folded text."""
_RUN = re.compile(f"(?P<han>[{HAN}]+)|{LETTER}+")
"""Pattern of a run of Han characters, or of a word or number."""
_LONG = 65_536
"""The runs of a text with this many code points or more are not cached."""
_HYPHENATED = rf"(?<!{LETTER}){LETTER}++-(?=(?P<behind>{LETTER}++))"
"""Pattern of a piece of a word with the hyphen after it, in folded text."""

Run: TypeAlias = tuple[str, int, int, bool]
"""A run, its span [start, end) in the normalised text, and whether it is Han."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is indexed, and its span [start, end) in code points of the text as shown."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BrokenWord:
    """A word with a hyphen at the end of a line: its pieces, folded."""

    pieces: tuple[Token, ...]

    @property
    def hyphenated(self) -> str:
        """The word with its hyphen, such as `inter-national`."""
        return "-".join(piece.text for piece in self.pieces)


def is_han(character: str) -> bool:
    """Tell whether a character is Han, of any script; in the field `exact` each is a token of its own."""
    run = _RUN.match(character)
    return run is not None and run["han"] is not None


def exact(text: str) -> tuple[Token, ...]:
    """Return each Han character and each word or number as a token, folded, in the order of the text.

    A symbol is divided at its punctuation: `S/2019/986` gives s, 2019, 986. The position of a token is its
    index, so any run of Han characters is found by the phrase of its characters.
    """
    return _shown(
        text,
        (
            token
            for run, start, end, han in _runs(text)
            for token in (_characters(run, start) if han else (Token(run, start, end),))
        ),
    )


def words(text: str) -> tuple[Token, ...]:
    """Return the words of the Han runs and the English stems as tokens, folded, in the order of the text.

    After them come the stems of the pieces of words that are broken at the end of a line: such a word may be
    one with a hyphen.
    """
    found = (
        token
        for run, start, end, han in _runs(text)
        for token in (_cut(run, start) if han else (Token(stems.stem(run), start, end),))
    )
    return (*_shown(text, found), *_pieces(text))


def broken_words(text: str) -> tuple[BrokenWord, ...]:
    """Return the words that are broken at the end of a line after a hyphen, in the order of the text."""
    if SOFT_HYPHEN not in text or not (normalised := normalise(text)).breaks:
        return ()
    inside = ((run, start, _within(normalised.breaks, start, end)) for run, start, end, _ in _runs(text))
    return tuple(_broken(normalised, run, start, cuts) for run, start, cuts in inside if cuts)


def once_broken(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield how a text with hyphens may stand in a document where a line ends after one of them.

    Yields:
        For each hyphen within a word, the tokens of `exact` with the word joined there, and the two pieces of
        the word as `BrokenWord.hyphenated` gives them.

    """
    folded = comparable(text)
    for word in re.finditer(_HYPHENATED, folded):
        joined = folded[: word.end() - 1] + folded[word.end() :]
        yield exact_texts(joined), word[0] + word["behind"]


def exact_texts(text: str) -> tuple[str, ...]:
    """Return the texts of the tokens of `exact`, without their spans."""
    return _kept(text, chain.from_iterable(run if han else (run,) for run, _, _, han in _runs(text)))


def exact_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the tokens of `exact`, without their texts."""
    places = chain.from_iterable(
        ((at, at + 1) for at in range(start, end)) if han else ((start, end),)
        for _, start, end, han in _runs(text)
    )
    normalised = normalise(text)
    return tuple(starmap(normalised.span, places) if normalised.is_moved else places)


def word_texts(text: str) -> tuple[str, ...]:
    """Return the texts of the tokens of `words`, without their spans."""
    cut = (han_words.cut(run) if han else (stems.stem(run),) for run, _, _, han in _runs(text))
    pieces = (token.text for token in _pieces(text)) if SOFT_HYPHEN in text else ()
    return _kept(text, chain(chain.from_iterable(cut), pieces))


def _shown(text: str, tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Return tokens of the normalised text with their spans in the text as shown."""
    normalised = normalise(text)
    if not normalised.is_moved:
        return tuple(tokens)
    return tuple(Token(token.text, *normalised.span(token.start, token.end)) for token in tokens)


def _pieces(text: str) -> Iterator[Token]:
    """Yield the stems of the pieces of broken words."""
    for word in broken_words(text):
        yield from (replace(piece, text=stems.stem(piece.text)) for piece in word.pieces)


def _within(breaks: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    return tuple(breaks[bisect_right(breaks, start) : bisect_left(breaks, end)])


def _broken(normalised: Normalised, run: str, start: int, cuts: tuple[int, ...]) -> BrokenWord:
    """Return a run [start, ...) of the normalised text in its pieces; `cuts` are where they end."""
    edges = (start, *cuts, start + len(run))
    pieces = (
        Token(run[first - start : last - start], *normalised.span(first, last))
        for first, last in pairwise(edges)
    )
    return BrokenWord(tuple(pieces))


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
    for match in _RUN.finditer(fold(normalise(text).text)):
        yield match[0], match.start(), match.end(), match["han"] is not None


def _characters(run: str, start: int) -> Iterator[Token]:
    for position, character in enumerate(run, start):
        yield Token(character, position, position + 1)


def _cut(run: str, start: int) -> Iterator[Token]:
    for word in han_words.cut(run):
        yield Token(word, start, start + len(word))
        start += len(word)
