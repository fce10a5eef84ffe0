"""Looks up a text sentence by sentence: what the library holds that is like it, in both languages.

An engine names the units that hold the rarest words of a sentence, or translations of them; vectors, where
there are any, name further sentences. All are then compared with it. A sentence that cannot be looked up says
why, and does not keep the others from being answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from indexer.analysis import edit_distance
from indexer.answer import aligned_sentence, lookup_notices
from indexer.answer.alignments import id_of
from indexer.answer.lookup_sentences import sentence_spans, sentences
from indexer.answer.near_sentences import NearSentences
from indexer.answer.translations import partners
from indexer.answer.units import unit
from indexer.engines.base import Filter, Request
from indexer.indexing.entries import HEAD_KIND
from indexer.lexicon.likely_translation import LikelyTranslation, rarity
from indexer.lexicon.phrase_table import other
from indexer.model.lookup import LONGEST, Lookup, SentenceLookup, SentenceMatch, Stretch
from indexer.model.stored import load
from indexer.query.function_words import is_function_word
from indexer.query.sentence_candidates import in_other_language, in_own_language
from indexer.runtime import deadline
from indexer.runtime.errors import TooCostlyError
from indexer.text.normalising import comparable

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.engines.base import Expression
    from indexer.model.document import Language
    from indexer.model.query import Notice
    from indexer.model.stored import StoredUnit
    from indexer.text.spans import Span

SHOWN = 3
"""How many sentences are shown in each language, at most."""
CANDIDATES = 40
"""How many units are looked at in each language."""
SENTENCES = 400
"""How many of their sentences are compared, those of the best units first."""
COMPARED = 12
"""How many sentences are compared word by word, those that promise most."""
LEAST_ALIKE = 0.5
"""The least likeness of a sentence of the same language that is shown."""
LEAST_TRANSLATED = 0.27
"""The least part of the words with a translation, of a sentence of the other language that is shown."""
LEAST_COSINE = 0.62
"""The least cosine of the vectors of sentences by which one is shown that has few words in common."""
COSINE = 1.0
"""What the cosine of the vectors counts beside the likeness by words, across languages."""
_UNITS = Filter("kind", (HEAD_KIND,), negated=True)
"""All units, headings among them: their wording is looked up as that of sentences is."""
_LITTLE = 0.5
"""What a word counts that says nothing by itself, such as an article."""
_KEPT = 20_000
"""How many words are remembered with their frequencies while a text is looked up."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of the library: a stretch of the text of a unit."""

    record: StoredUnit
    span: Span

    @property
    def text(self) -> str:
        return self.record.paragraph.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class _Alike:
    """A candidate with how alike it is by its words and by vectors, and what differs on both sides."""

    candidate: _Candidate
    likeness: float
    cosine: float | None
    own: tuple[Span, ...]
    theirs: tuple[Span, ...]


def lookup(context: Context, text: str, most: int) -> Lookup:
    """Look up the sentences of a text.

    Args:
        context: Where they are looked up.
        text: The text.
        most: How many sentences are looked up; of the others it is said that they are not.

    """
    lookups = SentenceLookups(context)
    found: list[SentenceLookup] = []
    told: tuple[Notice, ...] = ()
    for sentence, language in sentences(text):
        if len(found) == most:
            told = (lookup_notices.left_out(most),)
            break
        found.append(lookups.of(sentence, language))
    if not found:
        told = (lookup_notices.nothing(),)
    some = sum(bool(one.same_language or one.other_language) for one in found)
    return Lookup(tuple(found), len(found), some, told)


class SentenceLookups:
    """Looks up the sentences of one text one after another."""

    def __init__(self, context: Context) -> None:
        """Begin with a text that is looked up in this context."""
        self._context = context
        self._number = 0
        self._units = cache(lambda: context.held.count(_UNITS))
        self._frequency = lru_cache(_KEPT)(lambda word: context.engine.frequency("words", word))

    def of(self, text: str, language: Language) -> SentenceLookup:
        """Look up the next sentence."""
        self._number += 1
        if len(text) > LONGEST:
            return self._refused(text[:LONGEST], language, lookup_notices.too_long())
        try:
            deadline.check()
            near = NearSentences(self._context, text)
            own = self._matches(self._in_own_language(text, language, near))
            theirs = self._matches(self._in_other_language(text, language, near))
        except TooCostlyError:
            return self._refused(text, language, lookup_notices.out_of_time())
        told = () if own or theirs else (lookup_notices.nothing_alike(),)
        return SentenceLookup(self._number, text, language, own, theirs, told)

    def _refused(self, text: str, language: Language, told: Notice) -> SentenceLookup:
        return SentenceLookup(self._number, text, language, (), (), (told,))

    def _in_own_language(self, text: str, language: Language, near: NearSentences) -> tuple[_Alike, ...]:
        """Return the sentences that are most alike in the same language."""
        asked = edit_distance.words_of(text, _weight)
        candidates = self._candidates(in_own_language(text, self._frequency), language, near)
        known = {one: edit_distance.words_of(one.text, _weight) for one in candidates}
        bounds = {one: edit_distance.likeness_at_most(asked, words) for one, words in known.items()}
        compared: list[_Alike] = []
        for one in _first(bounds, {one: near.cosine(one.text) for one in known}):
            deadline.check()
            found = edit_distance.compare(asked, known[one])
            compared.append(_Alike(one, found.likeness, near.cosine(one.text), found.left, found.right))
        return _best(compared, _by_words, LEAST_ALIKE)

    def _in_other_language(self, text: str, language: Language, near: NearSentences) -> tuple[_Alike, ...]:
        """Return the sentences of the other language that most probably translate a sentence."""
        lexicon = self._context.lexicon()
        likely = LikelyTranslation(lexicon, text, language, self._rarity)
        expression = in_other_language(lexicon, text, language)
        scores: dict[_Candidate, float] = {}
        for one in self._candidates(expression, other(language), near):
            deadline.check()
            scores[one] = likely.score(one.text)
        compared: list[_Alike] = []
        for one in _first(scores, {one: near.cosine(one.text) for one in scores}):
            found = likely.likeness(one.text)
            compared.append(_Alike(one, found.score, near.cosine(one.text), found.own, found.theirs))
        return _best(compared, _by_both, LEAST_TRANSLATED)

    def _rarity(self, word: str) -> float:
        return rarity(min(self._frequency(word), self._units()), self._units())

    def _candidates(
        self, expression: Expression, language: Language, near: NearSentences
    ) -> Iterator[_Candidate]:
        """Yield the sentences of the units that an engine finds, at most SENTENCES, and those near by."""
        asked = Request(expression, (Filter("language", (language,)), _UNITS), limit=CANDIDATES)
        records = [load(found.stored) for found in self._context.engine.search(asked).found]
        places = ((one, span) for one in records for span in sentence_spans(one.paragraph.text, language))
        seen: set[tuple[str, Span]] = set()
        for record, span in chain(near.found(language), places):
            if len(seen) < SENTENCES and (id_of(record), span) not in seen:
                seen.add((id_of(record), span))
                yield _Candidate(record, span)

    def _matches(self, found: tuple[_Alike, ...]) -> tuple[SentenceMatch, ...]:
        """Return sentences as they are shown, with their translations."""
        beside = partners(self._context, [one.candidate.record for one in found])
        return tuple(_match(self._context, one, beside.get(id_of(one.candidate.record), ())) for one in found)


def combined(likeness: float, cosine: float | None) -> float:
    """Return how alike sentences of two languages are by words and by vectors, where they have any."""
    return likeness if cosine is None else (likeness + COSINE * cosine) / (1 + COSINE)


def _by_both(alike: _Alike) -> float:
    return combined(alike.likeness, alike.cosine)


def _by_words(alike: _Alike) -> float:
    """Return the likeness by words; what has few words in common comes behind all that has more."""
    return alike.likeness if alike.likeness >= LEAST_ALIKE else LEAST_ALIKE * (alike.cosine or 0.0)


def _first(scores: dict[_Candidate, float], cosines: dict[_Candidate, float | None]) -> Iterable[_Candidate]:
    """Return the candidates that promise most by their words, and those by their vectors."""
    by_words = sorted(scores, key=lambda one: -scores[one])[:COMPARED]
    by_both = sorted(scores, key=lambda one: -combined(scores[one], cosines[one]))[:COMPARED]
    return dict.fromkeys((*by_words, *by_both))


def _weight(word: str) -> float:
    return _LITTLE if is_function_word(word) else 1.0


def _best(compared: Iterable[_Alike], rank: Callable[[_Alike], float], least: float) -> tuple[_Alike, ...]:
    """Return the sentences that are most alike, each text once; official ones before our digests."""
    ranked = sorted(compared, key=lambda one: (-rank(one), one.candidate.record.head.edition == "digest"))
    texts: dict[str, _Alike] = {}
    for one in ranked:
        if one.likeness >= least or (one.cosine or 0.0) >= LEAST_COSINE:
            texts.setdefault(" ".join(comparable(one.candidate.text).split()), one)
    return tuple(texts.values())[:SHOWN]


def _match(context: Context, alike: _Alike, beside: tuple[StoredUnit, ...]) -> SentenceMatch:
    record, (start, end) = alike.candidate.record, alike.candidate.span
    return SentenceMatch(
        percentage=int(100 * alike.likeness),
        meaning=None if alike.cosine is None else max(0, int(100 * alike.cosine)),
        start=start,
        end=end,
        differing=tuple(Stretch(*span) for span in alike.own),
        unit_differing=tuple(Stretch(start + one, start + other) for one, other in alike.theirs),
        unit=unit(record, context.urls),
        translation=aligned_sentence.translation(context, record, (start, end), beside),
    )
