"""Words that are not counted when no unit has all words of a question.

They are searched for like any other word; only "as many words as possible" does not count them. They are the
closed classes of both languages: articles, prepositions, pronouns, auxiliaries, question words.
"""

from __future__ import annotations

from indexer.language.en import closed_classes as english
from indexer.language.zh import closed_classes as chinese
from indexer.model.query import language_of
from indexer.text.folding import fold

_WORDS = chinese.WORDS | english.WORDS
"""All function words in folded form; a test checks that folding does not change them."""


def is_function_word(word: str) -> bool:
    """Tell whether a word belongs to a closed class of either language."""
    return fold(word) in _WORDS


def is_telling(word: str) -> bool:
    """Tell whether a relaxed question counts a word.

    Function words and single Han characters are not counted.
    """
    folded = fold(word)
    return folded not in _WORDS and (len(folded) > 1 or language_of(folded) == "en")
