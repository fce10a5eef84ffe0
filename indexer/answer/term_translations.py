"""Counts how often units of the other language hold each translation of a term, and finds examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from indexer.answer import term_forms, term_pairs
from indexer.answer.alignments import id_of
from indexer.answer.citation_forms import citation, printed
from indexer.answer.urls import anchor
from indexer.engines.base import Filter, Request
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
    from indexer.answer.term_pairs import AlignedSentences, UnitPair
    from indexer.lexicon.lexicon import Lexicon, Variant
    from indexer.lexicon.occurrences import Occurrence
    from indexer.model.document import Language
    from indexer.model.stored import StoredUnit
    from indexer.text.spans import Span

MOST_EXAMPLES = 4
"""How many pairs of sentences are shown for the commonest translation; for others half as many."""
_MOST_TRIED = 3
"""How many units are looked at for each pair of sentences that is shown."""
_MOST_ALIGNED = 16
"""In how many units the sentences are aligned to tell which of several translations is that of the term."""
_CLEAR = 0.7
"""From this score on, pairs are equally good as examples."""
_SHORTEST, _LONGEST = 40, 200
"""Sentences between these lengths, in code points of both together, are the best examples."""


@dataclass(frozen=True, slots=True)
class _Example:
    """A pair of sentences that holds a term and its translation, at `marked`."""

    pair: UnitPair
    sentences: AlignedSentences
    marked: tuple[Occurrence, ...]


@dataclass(slots=True)
class Counted:
    """The pairs of units by the translations that they hold; `unknown` of the pairs hold none.

    `pairs` are those of texts of the United Nations, `digests` counts the others.
    """

    held: defaultdict[str, list[UnitPair]] = field(default_factory=lambda: defaultdict(list))
    pairs: list[UnitPair] = field(default_factory=list)
    digests: int = 0
    unknown: int = 0


def count(pairs: Iterable[UnitPair], language: Language, lexicon: Lexicon) -> Counted:
    """Count which pairs hold which translations.

    Where a unit of several sentences holds several translations, those count that stand beside the term; in
    so many units as time allows (`_MOST_ALIGNED`).

    Args:
        pairs: The pairs of units with a term.
        language: The language of the translations.
        lexicon: What sentences are aligned by.

    """
    found = Counted()
    aligned = 0
    for pair in pairs:
        phrases = _distinct(pair.said, len(pair.asked), language)
        if len(phrases) > 1 and aligned < _MOST_ALIGNED:
            aligned += 1
            phrases = _beside(pair, language, lexicon) or phrases
        for phrase in phrases:
            found.held[phrase].append(pair)
        if pair.is_digest:
            found.digests += 1
        else:
            found.pairs.append(pair)
            found.unknown += not phrases
    return found


def _distinct(said: Sequence[Occurrence], asked: int, language: Language) -> tuple[str, ...]:
    """Return the phrases that stand somewhere, without those that only are parts of others.

    "rights" says nothing beside "human rights", unless the term stands there more often.
    """
    places: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for one in said:
        places[one.phrase].append(one)
    return tuple(one for one in places if _within_longer(one, places, language) < asked)


def _beside(pair: UnitPair, language: Language, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the translations that stand in the sentences beside those with the term."""
    found: dict[str, None] = {}
    for one in term_pairs.sentences(pair, lexicon):
        said = [each for each in pair.said if term_pairs.within(each, one.target)]
        asked = sum(term_pairs.within(each, one.source) for each in pair.asked)
        found |= dict.fromkeys(_distinct(said, asked, language))
    return tuple(found)


def _within_longer(phrase: str, places: Mapping[str, Sequence[Occurrence]], language: Language) -> int:
    """Count the places of longer phrases of which this one is a part: "rights" says nothing beside them."""
    wanted = bounded(phrase, language)
    longer = (one for one in places if phrase != one and wanted in bounded(one, language))
    return sum(len(places[one]) for one in longer)


def translation(
    context: Context, variant: Variant, phrase: str, counted: Counted, examples: int
) -> TermTranslation:
    """Return what is known of one translation of a term.

    Args:
        context: The library.
        variant: The translation.
        phrase: The term, as `sentences.phrase_of` writes it.
        counted: The pairs of units with the term.
        examples: How many pairs of sentences are shown.

    """
    held = counted.held.get(variant.text, ())
    ours = [one for one in held if not one.is_digest]
    text = _text(context, variant, held)
    units, url = found_with(context, text, variant.language)
    return TermTranslation(
        text=text,
        language=variant.language,
        count=len(ours),
        share=round(len(ours) / len(counted.pairs), 4) if ours else 0.0,
        documents=len({pair.source.head.symbol for pair in ours}),
        digests=len(held) - len(ours),
        units=units,
        url=url,
        origins=tuple(dict.fromkeys(variant.origins)),
        weight=round(variant.weight, 4),
        attested=_attestation(phrase, variant),
        years=by_year(ours),
        types=by_type(ours),
        pairs=tuple(_shown(context, one) for one in _examples(context, held, variant.text, examples)),
    )


def found_with(context: Context, text: str, language: Language) -> tuple[int, str]:
    """Return how many units of a language hold a wording, and the address that finds them."""
    tokens = tokens_of(text)
    url = context.urls.question(Query(f'"{text}"', (Selection("language", language),)))
    if not tokens:
        return 0, url
    chosen = (Filter("language", (language,)), *filters(()))
    return context.engine.search(Request(in_row("exact", tokens), chosen, limit=0)).total, url


def by_year(pairs: Iterable[UnitPair]) -> tuple[TermCount, ...]:
    """Return how many pairs there are of each year, the latest first."""
    days = (pair.source.head.date for pair in pairs)
    counts = Counter(str(day.year) if day else "" for day in days)
    return tuple(TermCount(year, counts[year]) for year in sorted(counts, reverse=True))


def by_type(pairs: Iterable[UnitPair]) -> tuple[TermCount, ...]:
    """Return how many pairs there are of each type of document, the commonest first."""
    counts = Counter(pair.source.head.type for pair in pairs)
    return tuple(TermCount(name, number) for name, number in counts.most_common())


def _text(context: Context, variant: Variant, held: Iterable[UnitPair]) -> str:
    """Return a translation as it is written: as the units that hold it do, or else as glossaries do."""
    forms = [
        pair.target.paragraph.text[at.start : at.end]
        for pair in held
        for at in pair.said
        if at.phrase == variant.text
    ]
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


def _examples(context: Context, held: Sequence[UnitPair], phrase: str, most: int) -> Sequence[_Example]:
    """Return the best examples of a translation, of as many documents as there are."""
    found: list[_Example] = []
    lexicon = context.lexicon()
    for pair in islice(_by_document(sorted(held, key=_promise)), most * _MOST_TRIED):
        if len(found) == most:
            break
        found += islice(_in_sentences(pair, phrase, lexicon), 1)
    return sorted(found, key=_worth)


def _by_document(pairs: Iterable[UnitPair]) -> Iterator[UnitPair]:
    """Yield the first pair of each document, then the others."""
    seen: set[str] = set()
    further: list[UnitPair] = []
    for pair in pairs:
        if pair.source.head.symbol in seen:
            further.append(pair)
        else:
            seen.add(pair.source.head.symbol)
            yield pair
    yield from further


def _in_sentences(pair: UnitPair, phrase: str, lexicon: Lexicon) -> Iterator[_Example]:
    for one in term_pairs.sentences(pair, lexicon):
        marked = (at for at in pair.said if at.phrase == phrase and term_pairs.within(at, one.target))
        if places := tuple(marked):
            yield _Example(pair, one, places)


def _promise(pair: UnitPair) -> tuple[bool, bool, int, int, str]:
    """Return the key by which units are sorted, those first that promise good examples.

    Those of the United Nations come before digests, those with one translation before those with several,
    and the short ones first.
    """
    length = len(pair.source.paragraph.text) + len(pair.target.paragraph.text)
    several = len({one.phrase for one in pair.said}) > 1
    return pair.is_digest, several, _beyond(length), length, id_of(pair.source)


def _worth(example: _Example) -> tuple[bool, float, int, int]:
    """Return the key by which examples are sorted, the surely aligned and the short ones first."""
    one = example.sentences
    length = one.source[1] - one.source[0] + one.target[1] - one.target[0]
    return example.pair.is_digest, -min(one.score, _CLEAR), _beyond(length), length


def _beyond(length: int) -> int:
    """Return by how much a length lies beyond those of good examples."""
    return max(_SHORTEST - length, length - _LONGEST, 0)


def _shown(context: Context, example: _Example) -> TermPair:
    pair, one = example.pair, example.sentences
    return TermPair(
        _sentence(context, pair.source, one.source, pair.asked),
        _sentence(context, pair.target, one.target, example.marked),
        round(one.score, 4),
    )


def _sentence(context: Context, unit: StoredUnit, span: Span, marked: Iterable[Occurrence]) -> TermSentence:
    head, paragraph = unit.head, unit.paragraph
    place = paragraph.part, paragraph.locator
    return TermSentence(
        id=id_of(unit),
        symbol=head.symbol,
        language=head.language,
        script=head.script,
        edition=head.edition,
        year=head.date.year if head.date else None,
        text=paragraph.text[slice(*span)],
        marks=tuple(
            TermMark(one.start - span[0], one.end - span[0]) for one in marked if term_pairs.within(one, span)
        ),
        citation=citation(head.symbol, *place, head.edition, printed(paragraph)),
        url=context.urls.unit(head.symbol, head.language, anchor(*place)),
    )
