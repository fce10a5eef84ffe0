"""Suggests other questions: with words that units hold in place of those that none does, or without AND."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from indexer.engines.base import Request
from indexer.model.query import language_of
from indexer.names import organizations, states
from indexer.query import notices
from indexer.query.highlight_terms import TokenTerm
from indexer.query.plan import plan
from indexer.query.question import Question
from indexer.runtime.suggestions import nearest
from indexer.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer.context import Context
    from indexer.model.query import Notice
    from indexer.query.plan import Plan

MAX_TERMS = 500
"""Among how many words of the same beginning the nearest is looked for."""
MIN_SUGGESTED = 4
"""Shortest word for which others are suggested, in characters."""
MAX_UNKNOWN = 5
"""For how many words that no unit holds others are suggested."""


def suggestions(context: Context, question: Question, planned: Plan, total: int) -> tuple[str, ...]:
    """Return the question with each word that no unit holds replaced by the nearest that some unit holds.

    Where only one word is replaced, the question with the second nearest is returned too. Only questions that
    find more than `total` units are returned.
    """
    near = {
        word: found
        for word in islice(_unknown(context, question, planned), MAX_UNKNOWN)
        if (found := nearest(word, context.engine.terms("exact", word[:2], MAX_TERMS), 2))
    }
    ranks = (0, -1) if len(near) == 1 else (0,)
    meant = [question.respelt({word: found[rank] for word, found in near.items()}) for rank in ranks]
    others = (one for one in dict.fromkeys(meant) if one != question.query.text)
    return tuple(one for one in others if _total(context, question.with_text(one)) > total)


def unrelaxed(question: Question, total: int) -> Iterator[Notice]:
    """Yield a notice where nothing was found since AND was typed, with the question without it."""
    if not total and (meant := question.without_and()):
        yield notices.and_kept(meant)


def _total(context: Context, question: Question) -> int:
    """Return how many units have all that a question asks for."""
    planned = plan(question, context.held)
    return context.engine.search(Request(planned.expression, planned.filters, limit=0)).total


def _unknown(context: Context, question: Question, planned: Plan) -> Iterator[str]:
    """Yield the English words of the question that no unit holds in any form, and that are no names."""
    known = {fold(word) for one in planned.widened for word in one.word.split()}
    translated = (one for across in planned.across for one in across.translated if one.variants)
    known |= {fold(word) for one in translated for word in one.text.split()}
    capitals = {fold(word) for word in question.query.text.split() if word.isupper()}
    return (
        term.tokens[0]
        for term in planned.highlight_terms
        if isinstance(term, TokenTerm)
        and len(term.tokens) == 1
        and not term.prefix
        and term.tokens[0] not in known | capitals
        and _may_be_misspelt(term.tokens[0])
        and not context.engine.frequency("exact", term.tokens[0])
        and not context.held.has_word(term.tokens[0])
    )


def _may_be_misspelt(word: str) -> bool:
    """Tell whether a word is of English letters, long enough, and no name of a State or an organization."""
    return (
        word.isalpha()
        and language_of(word) == "en"
        and len(word) >= MIN_SUGGESTED
        and states.lookup(word) is None
        and organizations.lookup(word) is None
    )
