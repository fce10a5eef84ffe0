"""Words that are not counted when no unit has all words of a question.

They are searched for like any other word; only "as many words as possible" does not count them. They are the
closed classes of both languages: articles, prepositions, pronouns, auxiliaries, question words.
"""

from __future__ import annotations

import re

from indexer.language.en import closed_classes as english
from indexer.language.en import question_words as english_questions
from indexer.language.zh import closed_classes as chinese
from indexer.language.zh import question_words as chinese_questions
from indexer.model.query import language_of
from indexer.text.folding import fold

_WORDS = chinese.WORDS | english.WORDS
"""All function words in folded form; a test checks that folding does not change them."""


_EMPTY = chinese_questions.EMPTY | english_questions.EMPTY
_ASKED_WITH = re.compile("|".join(sorted(chinese_questions.WITHIN, key=len, reverse=True)))
_FIRST = re.compile(r"\W*+([a-z]++)")
_FEWEST = 3
"""How many words a question in English has at least that begins with such a word: `who` may be the WHO."""


def is_sentence(text: str) -> bool:
    """Tell whether a text asks in a sentence: "What did the Committee do?", 委员会做了什么.

    Its function words then ask for nothing. A text in quotation marks is no sentence that asks.
    """
    folded = fold(text)
    if any(sign in text for sign in '"“”'):
        return False
    first = _FIRST.match(folded)
    if first and first[1] in english_questions.FIRST and len(folded.split()) >= _FEWEST:
        return True
    return _ASKED_WITH.search(folded) is not None


def says_something(word: str) -> bool:
    """Tell whether a word of a sentence that asks is one of those by which it is answered."""
    return is_telling(word) and fold(word) not in _EMPTY


def is_function_word(word: str) -> bool:
    """Tell whether a word belongs to a closed class of either language."""
    return fold(word) in _WORDS


def is_telling(word: str) -> bool:
    """Tell whether a relaxed question counts a word.

    Function words and single Han characters are not counted.
    """
    folded = fold(word)
    return folded not in _WORDS and (len(folded) > 1 or language_of(folded) == "en")
