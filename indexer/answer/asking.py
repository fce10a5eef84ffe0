"""Asks an engine a planned question.

It is relaxed where that is needed, asked once for each paragraph, and its first hits are put in order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.answer.across import SCORED, scored_again, searched_languages
from indexer.answer.deduplication import has_twins, once
from indexer.answer.relaxing import SENTENCE_SHARE, SHARE, partial

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
    the same facets and no hits; None where nothing was asked for by translation. `translatable` tells whether
    a hit may be shown in the reader's language instead of its own.
    """

    request: Request
    answer: Answer
    matched: int
    typed: Answer | None
    translatable: bool


def ask(context: Context, question: Question, planned: Plan, request: Request) -> Asked:
    """Ask the engine; where no unit has all words, or few a whole sentence, ask for the best partial matches.

    Args:
        context: Where the question is asked.
        question: The question.
        planned: Its plan.
        request: The request, of which the expression is set here.

    """
    single = _is_single(context, question)
    asked = replace(_widened(planned, request), expression=planned.asked)
    typed, matched = planned.expression, 0
    final, answer = _found(context, asked, single=single)
    loose = planned.relaxation.is_sentence or _is_by_translation(context, question, planned)
    share = SENTENCE_SHARE if loose else SHARE
    if answer.total < (FEW if loose else 1) and (found := partial(context, planned, asked, share=share)):
        typed, matched = found.typed, found.matched
        final, answer = _found(context, found.asked, single=single)
    alone = replace(asked, expression=typed, limits=(), offset=0, limit=0)
    told = _typed(context, alone, single=single) if planned.across else None
    return Asked(
        final, _windowed(context, planned, request, answer), matched, told, single and _may_translate(planned)
    )


def _is_by_translation(context: Context, question: Question, planned: Plan) -> bool:
    """Tell whether only texts in other languages than the question's are searched.

    Few that have all words are not enough then: a translation may have been another than those known.
    """
    sources = {one.source for one in planned.across}
    return bool(sources) and sources.isdisjoint(searched_languages(context, question))


def _found(context: Context, request: Request, *, single: bool) -> tuple[Request, Answer]:
    """Return a request, limited to one version of each paragraph where that is one hit, and its answer."""
    asked = once(context.engine, request, context.reader) if single else request
    return asked, context.engine.search(asked)


def _typed(context: Context, request: Request, *, single: bool) -> Answer:
    """Return how much was found by what was typed alone; seldom in two versions, which then count once."""
    if not single:
        return context.engine.search(request)
    answer = context.engine.search(replace(request, facets=(*request.facets, "id")))
    if has_twins(answer.facets["id"], context.reader):
        return _found(context, request, single=True)[1]
    return answer


def _is_single(context: Context, question: Question) -> bool:
    """Tell whether a paragraph that is found in several languages is one hit."""
    group = question.query.group or ("paragraph" if context.grouped else "unit")
    return group == "paragraph" and context.held.is_bilingual()


def _may_translate(planned: Plan) -> bool:
    """Tell whether no filter names a language, and nothing is left out that the other version may have."""
    return not planned.excluded and all(one.name != "language" for one in planned.selections)


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
