"""Tells which translations a question was asked by, with their weights and where they are from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
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
    """Return the words and phrases of a question with their translations, phrases before their words.

    Of several translations, those with words that the library does not hold are left out.
    """
    return tuple(_word(context, question, one) for one in planned.translated[:SHOWN])


def _word(context: Context, question: Question, one: Planned) -> TranslatedWord:
    held = tuple(variant for variant in one.variants if _is_held(context, variant))
    translations = tuple(_translation(context, question, one, variant) for variant in held or one.variants)
    return TranslatedWord(one.text, one.language, one.to, one.quoted, translations)


def _translation(context: Context, question: Question, one: Planned, variant: Variant) -> WordTranslation:
    from indexer.answer.term_forms import in_words  # loaded only where something is translated

    shown = in_words(context, variant.text, variant.language)
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


def _is_held(context: Context, variant: Variant) -> bool:
    """Tell whether the library holds the words of a variant; of a language that writes them apart."""
    between = CONVENTIONS[variant.language].word_separator
    return not between or all(context.engine.frequency("words", stem) for stem in variant.text.split(between))
