"""Asks an engine a planned question.

It is relaxed where that is needed, asked once for each paragraph, and its first hits are put in order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.answer.across import SCORED, scored_again
from indexer.answer.deduplication import once
from indexer.answer.relaxing import partial

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.engines.base import Answer, Request
    from indexer.query.plan import Plan
    from indexer.query.question import Question

FEW = 10
"""How many units with all words of a sentence are enough, so that partial matches are not shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in the end, and the answer.

    `matched` is how many words each hit has, 0 if it has all. `typed` answers for what was typed alone, with
    the same facets and no hits; None where nothing was found by translation. `single` tells whether a
    paragraph that is held in several languages is one hit.
    """

    request: Request
    answer: Answer
    matched: int
    typed: Answer | None
    single: bool


def ask(context: Context, question: Question, planned: Plan, request: Request) -> Asked:
    """Ask the engine; where no unit has all words, or few a whole sentence, ask for the best partial matches.

    Args:
        context: Where the question is asked.
        question: The question.
        planned: Its plan.
        request: The request, of which the expression is set here.

    """
    single = _is_single(context, question)
    widened = _widened(planned, request)
    asked = replace(widened, expression=planned.asked)
    typed, matched = planned.expression, 0
    answer = context.engine.search(asked)
    enough = FEW if planned.relaxation.is_sentence else 1
    if answer.total < enough and (found := partial(context, planned, asked)):
        asked, answer, matched, typed = found.asked, found.answer, found.matched, found.typed
    if single and answer.total:
        narrowed = once(context.engine, asked, context.reader)
        if narrowed != asked:
            asked, answer = narrowed, context.engine.search(narrowed)
    told = _typed(context, planned, replace(asked, expression=typed), single=single)
    return Asked(asked, _windowed(context, planned, request, answer), matched, told, single)


def _is_single(context: Context, question: Question) -> bool:
    """Tell whether a paragraph that is found in several languages is one hit."""
    group = question.query.group or ("paragraph" if context.grouped else "unit")
    return group == "paragraph" and context.held.is_bilingual()


def _widened(planned: Plan, request: Request) -> Request:
    """Return a request for all hits that are scored again, where it asks for one of them."""
    if not _is_scored(planned, request):
        return request
    end = SCORED if request.limit is None else max(SCORED, request.offset + request.limit)
    return replace(request, offset=0, limit=None if request.limit is None else end)


def _is_scored(planned: Plan, request: Request) -> bool:
    return bool(planned.across) and request.sort == "relevance" and request.offset < SCORED


def _windowed(context: Context, planned: Plan, request: Request, answer: Answer) -> Answer:
    """Return an answer with its first hits scored again, and with those only that were asked for."""
    if not _is_scored(planned, request):
        return answer
    found = scored_again(context, planned, answer.found)
    end = None if request.limit is None else request.offset + request.limit
    return replace(answer, found=found[request.offset : end])


def _typed(context: Context, planned: Plan, request: Request, *, single: bool) -> Answer | None:
    """Return how much was found by what was typed alone; None where nothing was asked for by translation."""
    if not planned.across:
        return None
    alone = replace(request, filters=planned.filters, limits=(), offset=0, limit=0)
    return context.engine.search(once(context.engine, alone, context.reader) if single else alone)
