"""How a phrase of the lexicon, whose English words are stems, is written for a reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from indexer.analysis import word_beginnings, word_texts
from indexer.language import CONVENTIONS
from indexer.lexicon import shipped_layers
from indexer.lexicon.sentences import phrase_of
from indexer.model.messages import in_language
from indexer.names import organizations, states

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.answer.context import Context
    from indexer.model.document import Language

_OFTEN = 4
"""Small letters are preferred from a share of one in so many on: a capital may be that of a title."""
_MOST_WORDS = 40
"""How many words of one beginning are looked at."""


def commonest(forms: Iterable[str]) -> str:
    """Return the commonest of some forms of a phrase; in small letters where it is often written so."""
    counts = Counter(" ".join(form.split()) for form in forms)
    alike = Counter[str]()
    for form, count in counts.items():
        alike[form.lower()] += count
    small, count = alike.most_common(1)[0]
    if counts[small] * _OFTEN >= count:
        return small
    return max((form for form in counts if form.lower() == small), key=counts.__getitem__)


def written(context: Context, phrase: str, language: Language) -> str:
    """Return a phrase as a glossary or a table of names writes it, or else in words of the library.

    Args:
        context: The library.
        phrase: The phrase, as `sentences.phrase_of` writes it.
        language: Its language.

    """
    return _listed(language).get(phrase) or in_words(context, phrase, language)


def in_words(context: Context, phrase: str, language: Language) -> str:
    """Return a phrase of the lexicon in words of the library; stems that it does not hold stay as they are.

    Args:
        context: The library.
        phrase: The phrase, as `sentences.phrase_of` writes it.
        language: Its language.

    """
    between = CONVENTIONS[language].word_separator
    if not between:
        return phrase
    return between.join(_word(context, stem) for stem in phrase.split(between))


def _word(context: Context, stem: str) -> str:
    """Return the commonest word of the library with a stem; the stem where there is none."""
    found = (
        word for begun in word_beginnings(stem) for word in context.engine.terms("exact", begun, _MOST_WORDS)
    )
    words = [word for word in dict.fromkeys(found) if word_texts(word) == (stem,)]
    return max(words, key=lambda word: context.engine.frequency("exact", word), default=stem)


@cache
def _listed(language: Language) -> Mapping[str, str]:
    """Return the names and the terms of the glossary by what `phrase_of` makes of them."""
    found: dict[str, str] = {}
    for term in shipped_layers.terms():
        text = in_language(term, language)
        found.setdefault(phrase_of(text, language), text)
    for state in states.ALL:
        for form, written_in in states.forms(state.code):
            if written_in == language:
                found.setdefault(phrase_of(form, language), form)
    for body in organizations.NAMES:
        for form, written_in in organizations.forms(body):
            if written_in == language:
                found.setdefault(phrase_of(form, language), form)
    return found


@cache
def glossary(language: Language) -> Mapping[str, tuple[shipped_layers.Term, ...]]:
    """Return the terms of the project's glossary by what `phrase_of` makes of them in a language."""
    found: defaultdict[str, list[shipped_layers.Term]] = defaultdict(list)
    for term in shipped_layers.terms():
        found[phrase_of(in_language(term, language), language)].append(term)
    return {phrase: tuple(terms) for phrase, terms in found.items()}
