"""Finds how the texts of the library write a phrase of which only the stems are known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.analysis import word_texts
from indexer.language import CONVENTIONS

if TYPE_CHECKING:
    from indexer.engines.base import Engine
    from indexer.model.document import Language

MOST_FORMS = 60
"""How many words with the beginning of a stem are looked at."""
_CHANGED = 1
"""So many letters at the end of a stem may differ from the word: "polici" of "policy"."""
_SHORTEST = 4


def surface(engine: Engine, phrase: str, language: Language) -> str:
    """Return a phrase of the lexicon as it is written; each word in its commonest form in the library."""
    separator = CONVENTIONS[language].word_separator
    if not separator:
        return phrase
    return separator.join(_word(engine, stem) for stem in phrase.split(separator))


def is_held(engine: Engine, phrase: str, language: Language) -> bool:
    """Tell whether the library holds the words of a phrase; of a language that writes them apart."""
    separator = CONVENTIONS[language].word_separator
    return not separator or all(engine.frequency("words", stem) for stem in phrase.split(separator))


def _word(engine: Engine, stem: str) -> str:
    """Return the commonest word of the library with a stem, or the stem."""
    if engine.frequency("exact", stem) and word_texts(stem) == (stem,):
        return stem
    beginning = stem[:-_CHANGED] if len(stem) > _SHORTEST else stem
    forms = [one for one in engine.terms("exact", beginning, MOST_FORMS) if _stem(one) == stem]
    return max(forms, key=lambda one: (engine.frequency("exact", one), one), default=stem)


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    return " ".join(word_texts(word))
