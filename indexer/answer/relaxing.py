"""Asks an engine for the best partial matches where no unit has all that a question asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from indexer.answer.highlighter import Highlighter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.answer.context import Context
    from indexer.engines.base import Expression, Request
    from indexer.model.shown_units import Hit
    from indexer.query.highlight_terms import HighlightTerm
    from indexer.query.plan import Plan

SHARE = Fraction(2, 3)
"""Which part of the most words that any unit has a unit has at least to be shown.

Those shown are ordered by what their words are worth: one rare word may count for more than two common ones.
"""
SENTENCE_SHARE = Fraction(1, 3)
"""The same part where the question is a sentence, which has words that no text repeats."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The request for partial matches, and how many of the question's words each hit has.

    `typed` is the expression for those that have so many of the words as typed.
    """

    asked: Request
    matched: int
    typed: Expression


def partial(context: Context, planned: Plan, asked: Request, *, share: Fraction = SHARE) -> Partial | None:
    """Return the best partial matches of a question that no unit meets; None where there are none."""
    if not planned.relaxation.words:
        return None
    for firm_only in dict.fromkeys((False, not all(one.firm for one in planned.relaxation.kept))):
        most = _reachable(context, planned, asked, firm_only=firm_only)
        if most:
            matched = ceil(most * share)
            changed = replace(asked, expression=planned.relaxed(matched, most, firm_only=firm_only))
            typed = planned.relaxed_typed(matched, most, firm_only=firm_only)
            return Partial(changed, matched, typed)
    return None


def _reachable(context: Context, planned: Plan, asked: Request, *, firm_only: bool) -> int:
    """Find by bisection the largest number of the question's words that some unit has."""

    def reached(number: int) -> bool:
        expression = planned.relaxed(number, number, firm_only=firm_only)
        probe = replace(asked, expression=expression, facets=(), offset=0, limit=0)
        return context.engine.search(probe).total > 0

    low, high = 0, len(planned.relaxation.words) + 1
    if len(planned.relaxation.words) > 1 or planned.relaxation.kept:
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if reached(middle) else (low, middle)
    return low


def dropped(planned: Plan, hits: Iterable[Hit]) -> tuple[str, ...]:
    """Return the words of a question, as typed, that none of the hits has."""
    texts = [(text, hit.language) for hit in hits for text in (hit.text, hit.lead_in) if text]
    lacking = []
    translated = _translated_terms(planned)
    for word in planned.relaxation.words:
        highlighter = Highlighter((*word.highlight_terms, *translated.get(word.text, ())))
        if word.text and not any(highlighter.spans(*text) for text in texts):
            lacking.append(word.text)
    return tuple(dict.fromkeys(lacking))


def _translated_terms(planned: Plan) -> Mapping[str, tuple[HighlightTerm, ...]]:
    """Return for the words of a question what stands for their translations in a text."""
    found: dict[str, tuple[HighlightTerm, ...]] = {}
    for word in (word for across in planned.across for word in across.relaxation.words):
        found[word.text] = found.get(word.text, ()) + word.highlight_terms
    return found
