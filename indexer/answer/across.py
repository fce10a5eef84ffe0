"""Asks across languages: decides where to, scores what was found by translation again, and marks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from indexer.indexing.entries import language_of_id
from indexer.lexicon.sentences import phrase_of
from indexer.model.document import Language
from indexer.model.query import language_of
from indexer.model.stored import load
from indexer.query.across import Translating
from indexer.query.function_words import is_function_word
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.context import Context
    from indexer.engines.base import Found
    from indexer.lexicon.expected_translation import ExpectedTranslation
    from indexer.query.plan import Plan
    from indexer.query.question import Question

SCORED = 100
"""How many of the first hits are scored again; those behind them keep the order that the engine gave them."""


def translating(context: Context, question: Question) -> Translating | None:
    """Return how a question is asked across languages; None where it asks for what is typed only."""
    query = question.query
    wanted = context.translate if query.translate is None else query.translate
    if not wanted or not query.text.strip():
        return None
    languages = searched_languages(context, question)
    if not languages or (set(languages) == {_only_language(query.text)}):
        return None
    dropped = frozenset(phrase_of(one, language_of(one)) for one in query.dropped)
    return Translating(context.lexicon(), languages, dropped)


def _only_language(text: str) -> Language | None:
    """Return the language in which a text is written, None where it has words of several."""
    found = {language_of(word) for word in text.split() if any(map(str.isalpha, word))}
    return found.pop() if len(found) == 1 else None


def searched_languages(context: Context, question: Question) -> tuple[Language, ...]:
    """Return the languages of the texts that a question searches: those held that its filters let through."""
    selections = [
        one for one in (*question.query.selections, *question.tree.selections) if one.name == "language"
    ]
    chosen = {one.value for one in selections if not one.excluded}
    left_out = {one.value for one in selections if one.excluded}
    allowed = (one for one in get_args(Language) if one not in left_out and (not chosen or one in chosen))
    return tuple(one for one in allowed if context.held.has_language(one))


def scored_again(context: Context, planned: Plan, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return hits with those in other languages, among the first, in the order of their translations.

    A hit is better the more probably its translation holds what was asked. The places of hits in the
    languages of the question stay as they are, and so does the score of each place.
    """
    from indexer.lexicon.candidates import FIRST_STAGE  # loaded only where something is translated
    from indexer.lexicon.expected_translation import ExpectedTranslation

    hits = list(found)
    for across in planned.across:
        places = [at for at, one in enumerate(hits[:SCORED]) if language_of_id(one.id) == across.language]
        if len(places) > 1:
            expected = ExpectedTranslation(context.lexicon(), across.words, across.source, _is_telling)
            scores = {at: FIRST_STAGE * hits[at].score + _score(expected, hits[at]) for at in places}
            best = [hits[at] for at in sorted(places, key=lambda at: -scores[at])]
            for at, score, one in zip(places, [hits[at].score for at in places], best, strict=True):
                hits[at] = replace(one, score=score)
    return tuple(hits)


def _score(expected: ExpectedTranslation, found: Found) -> float:
    deadline.check()
    return expected.score(load(found.stored).paragraph.text)


def _is_telling(word: str) -> bool:
    return not is_function_word(word)
