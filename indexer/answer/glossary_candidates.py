"""Finds the terms and names that stand in a document: those of glossaries, and those that recur in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.analysis import word_texts, words
from indexer.language import CONVENTIONS
from indexer.lexicon.lexicon import COUNTED
from indexer.lexicon.occurrences import Occurrence, Phrases
from indexer.model.query import language_of
from indexer.query.function_words import is_telling
from indexer.runtime import deadline
from indexer.text.spans import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.lexicon.lexicon import Lexicon, Variant
    from indexer.model.document import Language
    from indexer.model.document_glossary import GlossaryKind
    from indexer.model.stored import StoredUnit

LISTED = frozenset(("office", "glossary"))
"""The layers of the lexicon whose terms are looked for, each of them."""
_LEAST_COUNT = 2
"""How often a term must stand in a document that no glossary has."""
_LEAST_WEIGHT = 0.45
"""How surely its translation must be known."""
_LONGEST = 4
"""How many words it has at most."""
_SHORTEST = 3
"""How many characters it has at least where no spaces divide words."""


@dataclass(slots=True)
class Candidate:
    """What stands in a document: `value` is a phrase of the lexicon, or the code of what is named."""

    kind: GlossaryKind
    value: str
    forms: list[str] = field(default_factory=list)
    units: list[StoredUnit] = field(default_factory=list)


def find(
    units: Sequence[StoredUnit], lexicon: Lexicon, language: Language, *, general: bool
) -> tuple[Candidate, ...]:
    """Return the terms and names in the units of a document, in the order in which they first stand there.

    Of those that overlap, the longest are taken.

    Args:
        units: The units of one language version.
        lexicon: Where terms are looked up.
        language: The language of the units.
        general: Whether terms of general dictionaries are taken too.

    """
    wanted = Phrases(
        (*_listed(lexicon, language), *_recurring(units, lexicon, language, general=general)), language
    )
    found: dict[tuple[GlossaryKind, str], Candidate] = {}
    for unit in units:
        deadline.check()
        text = unit.paragraph.text
        for kind, one in _longest(len(text), [*_named(unit), *(("term", at) for at in wanted.find(text))]):
            candidate = found.setdefault((kind, one.phrase), Candidate(kind, one.phrase))
            candidate.forms.append(text[one.start : one.end])
            candidate.units.append(unit)
    return tuple(found.values())


def _longest(
    length: int, found: Iterable[tuple[GlossaryKind, Occurrence]]
) -> Iterator[tuple[GlossaryKind, Occurrence]]:
    """Yield what stands in a text of this length; of those that overlap, the longest, and names first."""
    taken = Taken(length)
    for kind, one in sorted(found, key=lambda each: (each[1].start - each[1].end, each[0] == "term")):
        if one.start < one.end and taken.take(one.start, one.end):
            yield kind, one


def _named(unit: StoredUnit) -> Iterator[tuple[GlossaryKind, Occurrence]]:
    for state in unit.paragraph.mentions:
        yield "state", Occurrence(state.state, state.start, state.end)
    for body in unit.paragraph.organizations:
        yield "organization", Occurrence(body.organization, body.start, body.end)


def _listed(lexicon: Lexicon, language: Language) -> Iterator[str]:
    """Yield the terms of glossaries."""
    for layer in lexicon.layers:
        if layer.origin in LISTED:
            yield from (layer.table.phrase(language, at) for at in range(layer.table.size(language)))


def _recurring(
    units: Iterable[StoredUnit], lexicon: Lexicon, language: Language, *, general: bool
) -> Iterator[str]:
    """Yield the terms of several words that recur in a document and have a translation that is known well."""
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for unit in units:
        deadline.check()
        for phrase, form in _phrases(unit.paragraph.text, language):
            counts[phrase] += 1
            forms.setdefault(phrase, form)
    for phrase, count in counts.items():
        if count >= _LEAST_COUNT and lexicon.is_met(phrase, language):
            best = next(iter(lexicon.variants(forms[phrase], language)), None)
            if best and (general or _is_well_known(best)):
                yield phrase


def _is_well_known(one: Variant) -> bool:
    """Tell whether a translation was counted often enough, and is no piece of a sentence."""
    pieces = word_texts(one.text)
    is_counted = one.weight >= _LEAST_WEIGHT and not COUNTED.isdisjoint(one.origins)
    is_translated = language_of(one.text) == one.language
    return is_counted and is_translated and all(map(is_telling, (*pieces[:1], *pieces[-1:])))


def _phrases(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a text that may be terms, as the lexicon writes them and as they stand there."""
    between = CONVENTIONS[language].word_separator
    tokens = words(text)
    for at, first in enumerate(tokens):
        if not is_telling(text[first.start : first.end]) or first.text.isdecimal():
            continue
        for size in range(1, _LONGEST + 1):
            if at + size > len(tokens):
                break
            last = tokens[at + size - 1]
            if size > 1 and text[tokens[at + size - 2].end : last.start] != between:
                break
            phrase = between.join(one.text for one in tokens[at : at + size])
            long_enough = size > 1 if between else len(phrase) >= _SHORTEST
            if long_enough and not last.text.isdecimal() and is_telling(text[last.start : last.end]):
                yield phrase, text[first.start : last.end]
