"""Finds the units of a library that hold a term, with what says the same in the other language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.answer.translations import partners
from indexer.engines.base import Filter, Request
from indexer.lexicon.candidates import phrase_expression
from indexer.lexicon.occurrences import Phrases
from indexer.lexicon.phrase_table import SIDES, other
from indexer.lexicon.sentence_beads import LEAST_SCORE, sentence_beads
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

MOST_PAIRS = 60
"""From how many units with a counterpart on no further ones are looked for."""
_WINDOW = 120
"""How many units are read at once."""
_MOST_WINDOWS = 4
"""How many times so many units are read, where few of them have a counterpart."""
_KEPT = 2_048
"""Of how many units the alignment of their sentences is remembered; one takes some kilobytes."""


@dataclass(frozen=True, slots=True)
class UnitPair:
    """A unit that holds a term, at `asked`, and what says the same in the other language.

    `said` is where translations of the term stand in that, of those that overlap the longest.
    """

    source: StoredUnit
    target: StoredUnit
    asked: tuple[Occurrence, ...]
    said: tuple[Occurrence, ...]

    @property
    def is_digest(self) -> bool:
        """Whether one of both is a digest, which is no text of the United Nations."""
        return "digest" in (self.source.head.edition, self.target.head.edition)


@dataclass(frozen=True, slots=True)
class FoundPairs:
    """The pairs of units with a term; `units` hold it, of which `looked_at` were looked at."""

    units: int
    looked_at: int
    pairs: tuple[UnitPair, ...]


@dataclass(frozen=True, slots=True)
class AlignedSentences:
    """Sentences of both units of a pair that say the same; `score`, from 0 to 1, tells how surely."""

    source: Span
    target: Span
    score: float


def find(context: Context, phrase: str, translations: Sequence[str], language: Language) -> FoundPairs:
    """Return the pairs of units of which one holds a term.

    Args:
        context: The library.
        phrase: The term, as `sentences.phrase_of` writes it.
        translations: What may be its translations, written likewise.
        language: The language of the term.

    """
    asked, said = Phrases((phrase,), language), Phrases(translations, other(language))
    units = looked_at = 0
    found: list[UnitPair] = []
    for window in range(_MOST_WINDOWS):
        units, records = _units(context, phrase, language, window * _WINDOW)
        looked_at += len(records)
        found += _pairs(context, records, asked, said)
        if looked_at >= units or len(found) >= MOST_PAIRS:
            break
    return FoundPairs(units, looked_at, tuple(found))


def sentences(pair: UnitPair, lexicon: Lexicon) -> tuple[AlignedSentences, ...]:
    """Return the sentences of a pair that surely say the same, those alone that hold the term."""
    texts = pair.source.paragraph.text, pair.target.paragraph.text
    found = _aligned(*texts, pair.source.head.language, lexicon)
    return tuple(one for one in found if any(within(at, one.source) for at in pair.asked))


def within(one: Occurrence, span: Span) -> bool:
    """Tell whether an occurrence stands in a sentence."""
    return span[0] <= one.start and one.end <= span[1]


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
    context: Context, records: Sequence[StoredUnit], asked: Phrases, said: Phrases
) -> Iterator[UnitPair]:
    """Yield the units that hold a term and have a counterpart, with that."""
    beside = partners(context, records)
    for record in records:
        deadline.check()
        for other_unit in beside.get(id_of(record), ())[:1]:
            if marked := asked.find(record.paragraph.text):
                yield UnitPair(record, other_unit, marked, said.find(other_unit.paragraph.text))


@lru_cache(maxsize=_KEPT)
def _aligned(
    text: str, other_text: str, language: Language, lexicon: Lexicon
) -> tuple[AlignedSentences, ...]:
    """Return the sentences of two texts that surely say the same; the first text is in the language."""
    is_english = language == SIDES[0]
    english, chinese = (text, other_text) if is_english else (other_text, text)
    return tuple(
        AlignedSentences(
            *((one.english, one.chinese) if is_english else (one.chinese, one.english)), one.score
        )
        for one in sentence_beads(english, chinese, lexicon)
        if one.score >= LEAST_SCORE
    )
