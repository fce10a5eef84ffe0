"""Finds terms of the project's glossary by what is typed of them, with their translations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from indexer.analysis import exact_texts, word_texts
from indexer.lexicon import shipped_layers
from indexer.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.model.document import Language


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term: its words as texts have them, their stems, and how it is said in the other language."""

    en: str
    zh: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """A term that was begun at the word `place`; `rest` are its words from the last typed on."""

    term: GlossaryTerm
    place: int
    rest: tuple[str, ...]


def begun(before: Sequence[str], beginning: str) -> tuple[Begun, ...]:
    """Return the terms that have some words, in any form, and behind them one that begins in a way.

    Args:
        before: The words typed before the last, as the field `exact` has them.
        beginning: The letters of the last word, folded.

    """
    stems = word_texts(" ".join(before))
    size = len(stems)
    rows = _by_stem().get(stems[0], ()) if stems else _by_letter().get(beginning[:1], ())
    found = [
        Begun(term, at, term.words[at + size :])
        for term, at in rows
        if term.stems[at : at + size] == stems
        and at + size < len(term.words)
        and term.words[at + size].startswith(beginning)
    ]
    return tuple(sorted(found, key=lambda one: (one.place, len(one.term.words), one.term.en)))


def translation(text: str, language: Language) -> str:
    """Return how the glossary says a word or phrase in the other language, or an empty text."""
    found = _english().get(word_texts(text)) if language == "en" else _chinese().get(fold(text))
    return "" if found is None else found.zh if language == "en" else found.en


@cache
def _terms() -> tuple[GlossaryTerm, ...]:
    pairs = shipped_layers.glossary_pairs()
    found = (GlossaryTerm(en, zh, exact_texts(en), word_texts(en)) for en, zh in pairs)
    return tuple(one for one in found if len(one.words) == len(one.stems))


@cache
def _by_stem() -> Mapping[str, list[tuple[GlossaryTerm, int]]]:
    """Return the terms with the places of their words, by the stem of each."""
    table: defaultdict[str, list[tuple[GlossaryTerm, int]]] = defaultdict(list)
    for term in _terms():
        for at, stem in enumerate(term.stems):
            table[stem].append((term, at))
    return table


@cache
def _by_letter() -> Mapping[str, list[tuple[GlossaryTerm, int]]]:
    """Return the terms with the places of their words, by the first letter of each."""
    table: defaultdict[str, list[tuple[GlossaryTerm, int]]] = defaultdict(list)
    for term in _terms():
        for at, word in enumerate(term.words):
            table[word[0]].append((term, at))
    return table


@cache
def _english() -> Mapping[tuple[str, ...], GlossaryTerm]:
    return {one.stems: one for one in reversed(_terms())}


@cache
def _chinese() -> Mapping[str, GlossaryTerm]:
    return {fold(one.zh): one for one in reversed(_terms())}
