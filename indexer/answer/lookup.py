"""Looks up a text sentence by sentence: what the library holds that is like it, in both languages.

An engine names the units that hold the rarest words of a sentence, or translations of them; their sentences
are then compared with it. A sentence that cannot be looked up says why, and does not keep the others from
being answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.analysis import edit_distance
from indexer.answer import aligned_sentence, lookup_notices
from indexer.answer.alignments import id_of
from indexer.answer.lookup_sentences import sentence_spans, sentences
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
CANDIDATES = 60
"""How many units are looked at in each language."""
SENTENCES = 400
"""How many of their sentences are compared, those of the best units first."""
COMPARED = 12
"""How many sentences of the own language are compared word by word, those with most words in common."""
LEAST_ALIKE = 0.5
"""The least likeness of a sentence of the same language that is shown."""
LEAST_TRANSLATED = 0.27
"""The least part of the words with a translation, of a sentence of the other language that is shown."""
_UNITS = Filter("kind", (HEAD_KIND,), negated=True)
"""All units, headings among them: their wording is looked up as that of sentences is."""
_LITTLE = 0.5
"""What a word counts that says nothing by itself, such as an article."""


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
    """A candidate with how alike it is, and what differs on both sides."""

    candidate: _Candidate
    likeness: float
    own: tuple[Span, ...]
    theirs: tuple[Span, ...]


def lookup(context: Context, text: str, most: int) -> Lookup:
    """Look up the sentences of a text.

    Args:
        context: Where they are looked up.
        text: The text.
        most: How many sentences are looked up; of the others it is said that they are not.

    """
    found: list[SentenceLookup] = []
    told: tuple[Notice, ...] = ()
    for number, (sentence, language) in enumerate(sentences(text), 1):
        if number > most:
            told = (lookup_notices.left_out(most),)
            break
        found.append(looked_up(context, sentence, language, number))
    if not found:
        told = (lookup_notices.nothing(),)
    some = sum(bool(one.same_language or one.other_language) for one in found)
    return Lookup(tuple(found), len(found), some, told)


def looked_up(context: Context, text: str, language: Language, number: int) -> SentenceLookup:
    """Look up one sentence, the `number`-th of its text."""
    if len(text) > LONGEST:
        return _refused(text[:LONGEST], number, language, lookup_notices.too_long())
    if deadline.remaining() <= 0:
        return _refused(text, number, language, lookup_notices.out_of_time())
    try:
        own = _matches(context, _in_own_language(context, text, language))
        theirs = _matches(context, _in_other_language(context, text, language))
    except TooCostlyError:
        return _refused(text, number, language, lookup_notices.out_of_time())
    told = () if own or theirs else (lookup_notices.nothing_alike(),)
    return SentenceLookup(number, text, language, own, theirs, told)


def _refused(text: str, number: int, language: Language, told: Notice) -> SentenceLookup:
    return SentenceLookup(number, text, language, (), (), (told,))


def _in_own_language(context: Context, text: str, language: Language) -> tuple[_Alike, ...]:
    """Return the sentences that are most alike in the same language."""
    expression = in_own_language(text, lambda word: context.engine.frequency("words", word))
    asked = edit_distance.words_of(text, _weight)
    known = {
        one: edit_distance.words_of(one.text, _weight) for one in _candidates(context, expression, language)
    }
    ranked = sorted(known, key=lambda one: -edit_distance.likeness_at_most(asked, known[one]))
    compared: list[_Alike] = []
    for one in ranked[:COMPARED]:
        deadline.check()
        found = edit_distance.compare(asked, known[one])
        compared.append(_Alike(one, found.likeness, found.left, found.right))
    return _best(compared, LEAST_ALIKE)


def _in_other_language(context: Context, text: str, language: Language) -> tuple[_Alike, ...]:
    """Return the sentences of the other language that most probably translate a sentence."""
    lexicon = context.lexicon()
    units = context.held.count(_UNITS)
    frequency = context.engine.frequency
    likely = LikelyTranslation(
        lexicon, text, language, lambda word: rarity(min(frequency("words", word), units), units)
    )
    expression = in_other_language(lexicon, text, language)
    scored = [(likely.score(one.text), one) for one in _candidates(context, expression, other(language))]
    compared: list[_Alike] = []
    for _, one in sorted(scored, key=lambda pair: -pair[0])[:COMPARED]:
        found = likely.likeness(one.text)
        compared.append(_Alike(one, found.score, found.own, found.theirs))
    return _best(compared, LEAST_TRANSLATED)


def _weight(word: str) -> float:
    return _LITTLE if is_function_word(word) else 1.0


def _candidates(context: Context, expression: Expression, language: Language) -> Iterator[_Candidate]:
    """Yield the sentences of the units that an engine finds, at most SENTENCES."""
    chosen = Filter("language", (language,)), _UNITS
    asked = Request(expression, chosen, limit=CANDIDATES)
    left = SENTENCES
    for found in context.engine.search(asked).found:
        record = load(found.stored)
        for span in sentence_spans(record.paragraph.text, language):
            deadline.check()
            yield _Candidate(record, span)
            left -= 1
            if not left:
                return


def _best(compared: Iterable[_Alike], least: float) -> tuple[_Alike, ...]:
    """Return the sentences that are most alike, each text once; official ones before our digests."""
    ranked = sorted(compared, key=lambda one: (-one.likeness, one.candidate.record.head.edition == "digest"))
    texts: dict[str, _Alike] = {}
    for one in ranked:
        if one.likeness >= least:
            texts.setdefault(" ".join(comparable(one.candidate.text).split()), one)
    return tuple(texts.values())[:SHOWN]


def _matches(context: Context, found: tuple[_Alike, ...]) -> tuple[SentenceMatch, ...]:
    """Return sentences as they are shown, with their translations."""
    beside = partners(context, [one.candidate.record for one in found])
    return tuple(_match(context, one, beside.get(id_of(one.candidate.record), ())) for one in found)


def _match(context: Context, alike: _Alike, beside: tuple[StoredUnit, ...]) -> SentenceMatch:
    record, (start, end) = alike.candidate.record, alike.candidate.span
    return SentenceMatch(
        percentage=int(100 * alike.likeness),
        start=start,
        end=end,
        differing=tuple(Stretch(*span) for span in alike.own),
        unit_differing=tuple(Stretch(start + one, start + other) for one, other in alike.theirs),
        unit=unit(record, context.urls),
        translation=aligned_sentence.translation(context, record, (start, end), beside),
    )
