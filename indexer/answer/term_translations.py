"""Counts how often the sentences beside those with a term hold each of its translations."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from indexer.answer import term_forms
from indexer.answer.alignments import id_of
from indexer.answer.citation_forms import citation, printed
from indexer.answer.urls import anchor
from indexer.engines.base import Filter, Request
from indexer.lexicon.occurrences import Phrases
from indexer.lexicon.phrase_table import other
from indexer.lexicon.sentences import bounded
from indexer.model.query import Query, Selection
from indexer.model.terms import (
    TermAttestation,
    TermCount,
    TermMark,
    TermPair,
    TermSentence,
    TermTranslation,
)
from indexer.query.expressions import in_row, tokens_of
from indexer.query.filters import filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.answer.context import Context
    from indexer.answer.term_pairs import Sentence, SentencePair
    from indexer.lexicon.lexicon import Variant
    from indexer.lexicon.occurrences import Occurrence
    from indexer.model.document import Language

MOST_PAIRS = 4
"""How many pairs of sentences are shown for one translation."""
_CLEAR = 0.7
"""From this score on, pairs are equally good as examples."""
_SHORTEST, _LONGEST = 40, 200
"""Sentences between these lengths, in code points of both together, are the best examples."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A pair whose target holds a translation, at `marked`; `others` tells whether it holds another too."""

    pair: SentencePair
    marked: tuple[Occurrence, ...]
    others: bool


@dataclass(slots=True)
class Counted:
    """The pairs of sentences by the translations that they hold; `unknown` of the pairs hold none."""

    held: defaultdict[str, list[_Held]] = field(default_factory=lambda: defaultdict(list))
    pairs: list[SentencePair] = field(default_factory=list)
    digests: int = 0
    unknown: int = 0


def count(pairs: Iterable[SentencePair], variants: Sequence[str], language: Language) -> Counted:
    """Count which pairs hold which translations.

    Args:
        pairs: The pairs of sentences with a term.
        variants: The translations, as `sentences.phrase_of` writes them.
        language: Their language.

    """
    found = Counted()
    wanted = Phrases(variants, language)
    for pair in pairs:
        places: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for one in wanted.find(pair.target.text):
            places[one.phrase].append(one)
        said = len(pair.source.marked)
        whole = [one for one in places if _within_longer(one, places, language) < said]
        for phrase in whole:
            found.held[phrase].append(_Held(pair, tuple(places[phrase]), len(whole) > 1))
        if pair.is_digest:
            found.digests += 1
        else:
            found.pairs.append(pair)
            found.unknown += not places
    return found


def _within_longer(phrase: str, places: Mapping[str, Sequence[Occurrence]], language: Language) -> int:
    """Count the places of longer phrases of which this one is a part: "rights" says nothing beside them."""
    wanted = bounded(phrase, language)
    longer = (one for one in places if phrase != one and wanted in bounded(one, language))
    return sum(len(places[one]) for one in longer)


def translation(context: Context, variant: Variant, phrase: str, counted: Counted) -> TermTranslation:
    """Return what is known of one translation of a term.

    Args:
        context: The library.
        variant: The translation.
        phrase: The term, as `sentences.phrase_of` writes it.
        counted: The pairs of sentences with the term.

    """
    held = counted.held.get(variant.text, ())
    ours = [one.pair for one in held if not one.pair.is_digest]
    text = _text(context, variant, held)
    units, url = found_with(context, text, variant.language)
    return TermTranslation(
        text=text,
        language=variant.language,
        count=len(ours),
        share=round(len(ours) / len(counted.pairs), 4) if ours else 0.0,
        documents=len({pair.source.unit.head.symbol for pair in ours}),
        digests=len(held) - len(ours),
        units=units,
        url=url,
        origins=tuple(dict.fromkeys(variant.origins)),
        weight=round(variant.weight, 4),
        attested=_attestation(phrase, variant),
        years=by_year(ours),
        types=by_type(ours),
        pairs=tuple(_shown(context, one) for one in _most_typical(held)),
    )


def found_with(context: Context, text: str, language: Language) -> tuple[int, str]:
    """Return how many units of a language hold a wording, and the address that finds them."""
    tokens = tokens_of(text)
    url = context.urls.question(Query(f'"{text}"', (Selection("language", language),)))
    if not tokens:
        return 0, url
    chosen = (Filter("language", (language,)), *filters(()))
    return context.engine.search(Request(in_row("exact", tokens), chosen, limit=0)).total, url


def by_year(pairs: Iterable[SentencePair]) -> tuple[TermCount, ...]:
    """Return how many pairs there are of each year, the latest first."""
    days = (pair.source.unit.head.date for pair in pairs)
    counts = Counter(str(day.year) if day else "" for day in days)
    return tuple(TermCount(year, counts[year]) for year in sorted(counts, reverse=True))


def by_type(pairs: Iterable[SentencePair]) -> tuple[TermCount, ...]:
    """Return how many pairs there are of each type of document, the commonest first."""
    counts = Counter(pair.source.unit.head.type for pair in pairs)
    return tuple(TermCount(name, number) for name, number in counts.most_common())


def _text(context: Context, variant: Variant, held: Sequence[_Held]) -> str:
    """Return a translation as it is written: as the sentences shown have it, or else as glossaries do."""
    forms = [one.pair.target.text[at.start : at.end] for one in held for at in one.marked]
    return (
        term_forms.commonest(forms) if forms else term_forms.written(context, variant.text, variant.language)
    )


def _attestation(phrase: str, variant: Variant) -> TermAttestation | None:
    """Return where the project's glossary has a pair from, if it tells."""
    theirs = {(one.en, one.zh) for one in term_forms.glossary(variant.language).get(variant.text, ())}
    for one in term_forms.glossary(other(variant.language)).get(phrase, ()):
        if (one.en, one.zh) in theirs and one.document:
            return TermAttestation(one.document, one.count, one.both)
    return None


def _most_typical(held: Sequence[_Held]) -> Iterator[_Held]:
    """Yield the best examples, at most MOST_PAIRS, of as many documents as there are."""
    ranked = sorted(held, key=_worth)
    seen: set[str] = set()
    firsts, further = [], []
    for one in ranked:
        symbol = one.pair.source.unit.head.symbol
        (further if symbol in seen else firsts).append(one)
        seen.add(symbol)
    best = [*islice((*firsts, *further), MOST_PAIRS)]
    return iter(sorted(best, key=_worth))


def _worth(held: _Held) -> tuple[bool, bool, float, int, int, str]:
    """Return the key by which examples are sorted, the best first.

    Those of the United Nations come before digests, those with one translation before those with several,
    the surely aligned before the doubtful, and the short ones first.
    """
    pair = held.pair
    length = len(pair.source.text) + len(pair.target.text)
    beyond = max(_SHORTEST - length, length - _LONGEST, 0)
    return pair.is_digest, held.others, -min(pair.score, _CLEAR), beyond, length, id_of(pair.source.unit)


def _shown(context: Context, held: _Held) -> TermPair:
    pair = held.pair
    return TermPair(
        _sentence(context, pair.source, pair.source.marked),
        _sentence(context, pair.target, held.marked),
        round(pair.score, 4),
    )


def _sentence(context: Context, sentence: Sentence, marked: Sequence[Occurrence]) -> TermSentence:
    head, paragraph = sentence.unit.head, sentence.unit.paragraph
    place = paragraph.part, paragraph.locator
    return TermSentence(
        id=id_of(sentence.unit),
        symbol=head.symbol,
        language=head.language,
        script=head.script,
        edition=head.edition,
        year=head.date.year if head.date else None,
        text=sentence.text,
        marks=tuple(TermMark(one.start, one.end) for one in marked),
        citation=citation(head.symbol, *place, head.edition, printed(paragraph)),
        url=context.urls.unit(head.symbol, head.language, anchor(*place)),
    )
