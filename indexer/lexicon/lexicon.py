"""The lexicon: words and phrases of one language with their translations in the other.

It has layers. Counted ones tell how often a translation was found in texts, and their counts are added:
those of this library, and those that are shipped. Listed ones only tell that there is a translation: an
office's own glossary, the glossary of the project, names, and general dictionaries.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from indexer.language import CONVENTIONS
from indexer.lexicon.phrase_table import SIDES, PhraseTable, other
from indexer.lexicon.prepared_text import PreparedTexts
from indexer.lexicon.sentences import bounded, phrase_of

if TYPE_CHECKING:
    from indexer.lexicon.prepared_text import PreparedText
    from indexer.model.document import Language

Origin: TypeAlias = Literal["office", "documents", "glossary", "names", "shipped", "general"]
"""Where a translation is from.

`office` is a glossary that was imported, `documents` what this library holds in both languages, `glossary`
the project's own, `shipped` the counts learned from United Nations texts of 2015, `general` dictionaries that
do not follow the usage of the United Nations.
"""

COUNTED: frozenset[Origin] = frozenset(("documents", "shipped"))
MOST_VARIANTS = 8
_TRUST = 2.0
"""Counts c are trusted c / (c + 2), the rest goes to what is listed."""
_LISTED: dict[Origin, float] = {"office": 1.0, "glossary": 0.9, "names": 0.9, "general": 0.5}
"""The weight of a listed translation by which nothing else is known."""
_ALIKE = 0.9
"""How probably a word in Latin letters that stands in a Chinese text stands in its translation too."""
_LEAST = 0.02
"""Translations below this weight, relative to the best, are not asked for."""
_LIKELY = 0.1
"""Signs that count are no translations where another is at least as likely as this: 次 of "meeting"."""
_OURS: frozenset[Origin] = frozenset(("glossary", "names"))
_OURS_LEAST = 0.4
"""The weight of what the glossary or the names have, at least, whatever was counted."""
_OF_LONGER = 0.1
"""What a count says of a translation that is mostly that of a longer phrase, in which this one stands."""
_PART = 0.5
"""What a listed translation counts that contains what is asked for beside other words."""
_GENERAL = (0.6, 1.0)
"""How far a general dictionary is trusted, and how many further senses are thought of beside those listed."""
_USAGE = (1.0, 0.2)
"""The same for names and glossaries."""
_LOOKED_AT = 64
"""How many translations of a phrase are looked at in each layer, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One source of translations."""

    origin: Origin
    table: PhraseTable


@dataclass(frozen=True, slots=True)
class Variant:
    """A translation of a phrase: itself a phrase, as `sentences.phrase_of` writes it.

    `weight` is between 0 and 1; `origins` are all layers that have it, `count` how often it was found.
    """

    text: str
    language: Language
    weight: float
    origins: tuple[Origin, ...]
    count: float = 0.0


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is known of a phrase of a text with regard to what is asked for.

    Attributes:
        count: How often its translation was found to contain what is asked for.
        listed: How probable that is by the listed layers.
        is_own: Whether a glossary of the office says so, which holds whatever was counted.

    """

    count: float = 0.0
    listed: float = 0.0
    is_own: bool = False


class Lexicon:
    """All layers together; safe to use from many threads."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.layers = tuple(layers)
        tables = tuple(layer.table for layer in self.layers)
        self._prepared = {language: PreparedTexts(tables, language) for language in SIDES}

    def variants(self, text: str, language: Language) -> tuple[Variant, ...]:
        """Return the translations of a word or phrase, the best first, at most MOST_VARIANTS.

        Args:
            text: The word or phrase as it is typed.
            language: Its language.

        """
        return self.variants_of(phrase_of(text, language), language)

    def variants_of(self, phrase: str, language: Language) -> tuple[Variant, ...]:
        """Return the same for a phrase, as `sentences.phrase_of` writes it: a stem has no stem of its own.

        Args:
            phrase: The phrase.
            language: Its language.

        """
        found = _Variants(language)
        for layer in self.layers:
            number = layer.table.find(language, phrase)
            if number is not None:
                found.add(layer, number)
        return found.best()

    def is_known(self, text: str, language: Language) -> bool:
        """Tell whether a word or phrase has a translation."""
        return self.is_met(phrase_of(text, language), language)

    def is_met(self, phrase: str, language: Language) -> bool:
        """Tell whether a phrase, as `sentences.phrase_of` writes it, has a translation."""
        return any(layer.table.find(language, phrase) is not None for layer in self.layers)

    def prepared(self, text: str, language: Language) -> PreparedText:
        """Return a text in which the phrases that are known here can be found; the last texts are kept."""
        return self._prepared[language].prepared(text)

    def frequency(self, phrase: str, language: Language) -> float:
        """Return how often a phrase was found with a translation in the counted layers."""
        return sum(self.totals(phrase, language))

    def totals(self, phrase: str, language: Language) -> Iterator[float]:
        """Yield for each counted layer that has a phrase how often it was found."""
        for layer in self.layers:
            if layer.origin in COUNTED:
                number = layer.table.find(language, phrase)
                if number is not None:
                    yield layer.table.total(language, number)

    def meanings(self, asked: str, language: Language) -> dict[str, Meaning]:
        """Return all phrases of the other language whose translations may contain a phrase that is asked for.

        Args:
            asked: The phrase, as `sentences.phrase_of` writes it.
            language: Its language.

        """
        counts: defaultdict[str, float] = defaultdict(float)
        listed: defaultdict[str, float] = defaultdict(float)
        own: set[str] = set()
        for layer in self.layers:
            if layer.origin == "office":
                own.update(_translations(layer.table, language, asked))
            if layer.origin in COUNTED:
                _count(layer.table, language, asked, counts)
            else:
                _list(layer, language, asked, listed)
        if asked.isascii():  # names and numbers are often written alike in both
            listed[asked] = max(listed[asked], _ALIKE)
        return {
            one: Meaning(counts.get(one, 0.0), listed.get(one, 0.0), one in own)
            for one in {**counts, **listed}
        }


def _translations(table: PhraseTable, language: Language, phrase: str) -> Iterator[str]:
    number = table.find(language, phrase)
    if number is not None:
        yield from (table.phrase(other(language), partner) for partner, _ in table.partners(language, number))


def _count(table: PhraseTable, language: Language, asked: str, counts: defaultdict[str, float]) -> None:
    found: defaultdict[int, float] = defaultdict(float)
    for number in table.containing(language, asked):
        for partner, count in table.partners(language, number):
            found[partner] += count
    theirs = other(language)
    for partner, count in found.items():
        counts[table.phrase(theirs, partner)] += count


def _list(layer: Layer, language: Language, asked: str, listed: defaultdict[str, float]) -> None:
    table = layer.table
    theirs = other(language)
    found: defaultdict[int, float] = defaultdict(float)
    for number in table.containing(language, asked):
        share = 1.0 if table.phrase(language, number) == asked else _PART
        for partner, _ in table.partners(language, number):
            found[partner] += share
    for partner, share in found.items():
        text = table.phrase(theirs, partner)
        senses = table.senses(theirs, partner)
        trust, doubt = _GENERAL if layer.origin == "general" else _USAGE
        listed[text] = max(listed[text], trust * min(1.0, share / (senses + doubt)))


class _Variants:
    """Collects the translations of one phrase."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._total = 0.0
        self._counts: defaultdict[str, float] = defaultdict(float)
        self._theirs: defaultdict[str, float] = defaultdict(float)
        self._listed: dict[str, float] = {}
        self._least: dict[str, float] = {}
        self._origins: defaultdict[str, list[Origin]] = defaultdict(list)

    def add(self, layer: Layer, number: int) -> None:
        """Add the translations that a layer has of the phrase with this number."""
        table, theirs = layer.table, other(self._language)
        for place, (partner, count) in enumerate(table.partners(self._language, number)):
            if place == _LOOKED_AT:
                break
            text = table.phrase(theirs, partner)
            self._origins[text].append(layer.origin)
            if layer.origin in COUNTED:
                self._counts[text] += count * self._own_share(table, number, partner)
                self._theirs[text] += table.total(theirs, partner)
            else:
                senses = table.senses(theirs, partner)
                weight = count * _LISTED[layer.origin] / math.sqrt(senses)
                self._listed[text] = max(self._listed.get(text, 0.0), weight)
                if layer.origin in _OURS:
                    self._least[text] = max(self._least.get(text, 0.0), count * _OURS_LEAST)
        if layer.origin in COUNTED:
            self._total += table.total(self._language, number)

    def _own_share(self, table: PhraseTable, number: int, partner: int) -> float:
        """Return 1, or less for a translation that is that of a longer phrase: of Security Council."""
        first, _ = next(table.partners(other(self._language), partner))
        whole, part = (bounded(table.phrase(self._language, one), self._language) for one in (first, number))
        return _OF_LONGER if first != number and part in whole else 1.0

    def best(self) -> tuple[Variant, ...]:
        """Return the translations of the greatest weight."""
        every = sorted((-self._weight(text), text) for text in self._origins)
        terms = [one for one in every if not self._only_counts(one[1])]
        found = terms if terms and -terms[0][0] >= _LIKELY else every
        least = -found[0][0] * _LEAST if found else 0.0
        return tuple(
            Variant(
                text, other(self._language), -weight, tuple(self._origins[text]), self._counts.get(text, 0.0)
            )
            for weight, text in found[:MOST_VARIANTS]
            if -weight >= least
        )

    def _only_counts(self, text: str) -> bool:
        """Tell whether a translation is a sign that counts, or such a sign before another translation."""
        rest = text[1:]
        return text[0] in CONVENTIONS[other(self._language)].counters and (not rest or rest in self._origins)

    def _weight(self, text: str) -> float:
        """Return the weight of a translation: both directions of the counts, and what is listed."""
        count = self._counts.get(text, 0.0)
        counted = count / math.sqrt(self._total * self._theirs[text]) if count else 0.0
        trust = self._total / (self._total + _TRUST)
        listed = self._listed.get(text, 0.0)
        if "office" in self._origins[text]:
            return 1.0
        return max(self._least.get(text, 0.0), trust * counted + (1 - trust) * listed)
