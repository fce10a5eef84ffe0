"""What to ask an engine for, so that it finds the units with sentences that are like a given one.

Only the rarest words of a sentence are asked for: they tell which units it may stand in, and the engine has
less to do. How alike the sentences are is told afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from indexer.analysis import word_texts
from indexer.engines.base import Or, Term
from indexer.language import CONVENTIONS
from indexer.lexicon.candidates import group
from indexer.lexicon.sentences import words_of
from indexer.query.function_words import is_function_word

if TYPE_CHECKING:
    from indexer.engines.base import Expression
    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.document import Language

MOST_WORDS = 14
"""How many words of a sentence are asked for in its own language."""
MOST_GROUPS = 14
"""How many words and phrases of it are asked for by their translations."""
MOST_VARIANTS = 4
"""How many translations of each."""


def in_own_language(
    text: str, frequency: Callable[[str], int], most: int = MOST_WORDS, least: int = 1
) -> Expression:
    """Return what finds units with the rarest words of a sentence.

    Args:
        text: The sentence.
        frequency: Tells how many units have a word, as the field `words` holds it.
        most: How many words are asked for.
        least: How many units have a word at least that is asked for.

    """
    held = {word: frequency(word) for word in dict.fromkeys(word_texts(text))}
    known = sorted((word for word, count in held.items() if count >= least), key=lambda word: held[word])
    telling = [word for word in known if not is_function_word(word)] or known
    return Or(tuple(Term("words", word) for word in telling[:most]))


def in_other_language(lexicon: Lexicon, text: str, language: Language, most: int = MOST_GROUPS) -> Expression:
    """Return what finds units with translations of the rarest words and phrases of a sentence.

    Args:
        lexicon: Where the words are looked up.
        text: The sentence.
        language: Its language.
        most: How many words and phrases are asked for.

    """
    words = words_of(text, language).texts
    between = CONVENTIONS[language].word_separator
    telling = [word for word in dict.fromkeys(words) if not is_function_word(word)]
    phrases = [between.join(pair) for pair in pairwise(words)]
    asked = sorted(
        (one for one in dict.fromkeys((*telling, *phrases)) if lexicon.is_met(one, language)),
        key=lambda one: lexicon.frequency(one, language),
    )
    numbers = [word for word in telling if word.isascii() and (word.isdigit() or not between)]
    written_alike = [Term("exact", word) for word in numbers[:most]]
    groups = (group(lexicon.variants_of(one, language)[:MOST_VARIANTS]) for one in asked[:most])
    return Or((*written_alike, *(one for one in groups if one is not None)))
