"""Tells which translations a question was asked by, with their weights and where they are from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.answer.surface_forms import is_held, surface
from indexer.model.results import TranslatedWord, WordTranslation

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.lexicon.lexicon import Variant
    from indexer.query.across import TranslatedWord as Planned
    from indexer.query.plan import Plan
    from indexer.query.question import Question

SHOWN = 24
"""How many words and phrases of a question are told of."""


def translated_words(context: Context, question: Question, planned: Plan) -> tuple[TranslatedWord, ...]:
    """Return the words and phrases of a question with their translations, in its order.

    Of several translations, those with words that the library does not hold are left out.
    """
    every = [one for across in planned.across for one in across.translated]
    return tuple(_word(context, question, one) for one in every[:SHOWN])


def _word(context: Context, question: Question, one: Planned) -> TranslatedWord:
    held = tuple(
        variant for variant in one.variants if is_held(context.engine, variant.text, variant.language)
    )
    translations = tuple(_translation(context, question, one, variant) for variant in held or one.variants)
    return TranslatedWord(one.text, one.language, one.to, one.quoted, translations)


def _translation(context: Context, question: Question, one: Planned, variant: Variant) -> WordTranslation:
    shown = surface(context.engine, variant.text, variant.language)
    query = question.query
    changed = (
        replace(query, text=query.text.replace(one.text, shown, 1), page=1)
        if one.quoted
        else replace(query, dropped=(*query.dropped, shown), page=1)
    )
    return WordTranslation(
        shown,
        round(variant.weight, 3),
        variant.origins,
        round(variant.count, 2),
        variant.origins == ("general",),
        context.urls.question(changed),
    )
