"""Find where phrases stand in a text as it is shown: English ones in any form of their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts, is_han, words
from indexer.analysis.token_search import TokenRun
from indexer.language import CONVENTIONS
from indexer.text.folding import fold
from indexer.text.normalising import normalise
from indexer.text.spans import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.document import Language
    from indexer.text.spans import Span

_JOINING = " \t\n\r\u00a0-\u2010\u2011'’"
"""Signs that may stand between the words of a phrase."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase, as `sentences.phrase_of` writes it, and where it stands; in code points, half-open."""

    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """A phrase without spaces; where all of it is Han characters (`is_han`), signs between these part it."""

    phrase: str
    tokens: TokenRun
    is_han: bool


class Phrases:
    """Phrases of one language that are looked for in any number of texts."""

    def __init__(self, phrases: Iterable[str], language: Language) -> None:
        separator = CONVENTIONS[language].word_separator
        self._runs: defaultdict[str, list[_Run]] = defaultdict(list)
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase in dict.fromkeys(phrases):
            tokens = tuple(phrase.split(separator)) if separator else exact_texts(phrase)
            if tokens and separator:
                self._by_first[tokens[0]].append((tokens, phrase))
            elif tokens:
                run = TokenRun(tokens)
                self._runs[phrase[0]].append(_Run(phrase, run, all(map(is_han, phrase))))

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """Return where the phrases stand, in order; of those that overlap, the longest."""
        found = [*self._among_words(text), *self._among_characters(text)]
        taken = Taken(len(text))
        longest = sorted(found, key=lambda one: (one.start - one.end, one.start))
        kept = [one for one in longest if taken.take(one.start, one.end)]
        return tuple(sorted(kept, key=lambda one: one.start))

    def _among_words(self, text: str) -> Iterator[Occurrence]:
        if not self._by_first:
            return
        tokens = words(text)
        for at, token in enumerate(tokens):
            for wanted, phrase in self._by_first.get(token.text, ()):
                end = at + len(wanted)
                if tuple(one.text for one in tokens[at:end]) != wanted:
                    continue
                places = [(one.start, one.end) for one in tokens[at:end]]
                if _are_joined(text, places):
                    yield Occurrence(phrase, places[0][0], places[-1][1])

    def _among_characters(self, text: str) -> Iterator[Occurrence]:
        if not self._runs:
            return
        plain = normalise(text)
        folded = fold(plain.text)
        for first in self._runs.keys() & set(folded):
            for one in self._runs[first]:
                for start, end in one.tokens.places(folded) if one.phrase in folded or not one.is_han else ():
                    if end - start == len(one.phrase) or not one.is_han:
                        yield Occurrence(one.phrase, *plain.span(start, end))


def _are_joined(text: str, places: list[Span]) -> bool:
    """Tell whether nothing but spaces, hyphens and apostrophes stands between words."""
    return all(
        before[1] <= behind[0] and not text[before[1] : behind[0]].strip(_JOINING)
        for before, behind in pairwise(places)
    )
