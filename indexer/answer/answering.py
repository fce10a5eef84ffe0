"""From a question to its results: plan, ask the engine, relax where nothing has every word, show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.answer.facets import FACETS, chips, facets
from indexer.answer.results import Expansion, Recognised, Relaxed, Results, Understood, Variant
from indexer.answer.units import hit
from indexer.engines.base import Request
from indexer.names import pinpoints, symbols
from indexer.nearest import nearest
from indexer.query.needles import TokenNeedle
from indexer.query.plan import Plan, plan
from indexer.query.question import Query, Selection
from indexer.record import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer.context import Context
    from indexer.answer.results import Hit
    from indexer.engines.base import Answer
    from indexer.query.plan import Referred, Widened

BATCH = 500
"""How many hits an export asks for at a time."""
MIN_SUGGESTED = 4
"""Shorter words are not worth a suggestion."""


def search(context: Context, query: Query) -> Results:
    """Answer a question with one page of hits, facets, and how it was understood."""
    planned = plan(query, context.held)
    asked = Request(
        planned.expression,
        planned.filters,
        FACETS,
        query.sort,
        (query.page - 1) * query.per_page,
        query.per_page,
    )
    answer = context.engine.search(asked)
    relaxed = None
    if not answer.total:
        answer, relaxed = _relax(context, planned, asked, answer)
    return Results(
        query=_understood(context, query, planned, relaxed),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=context.addresses.next(query, answer.total),
        prev=context.addresses.prev(query),
        hits=tuple(
            hit(load(found.stored), found.score, planned.needles, context.addresses) for found in answer.found
        ),
        facets=facets(context, query, answer.facets),
    )


def stream(context: Context, query: Query) -> Iterator[Hit]:
    """Yield every hit of a question, beyond any page."""
    planned = plan(query, context.held)
    asked = Request(planned.expression, planned.filters, sort=query.sort, limit=BATCH)
    answer = context.engine.search(asked)
    if not answer.total:
        answer, relaxed = _relax(context, planned, asked, answer)
        asked = replace(asked, expression=planned.relaxed(relaxed.matched)) if relaxed else asked
    while answer.found:
        for found in answer.found:
            yield hit(load(found.stored), found.score, planned.needles, context.addresses)
        asked = replace(asked, offset=asked.offset + BATCH)
        answer = context.engine.search(asked)


def _relax(context: Context, planned: Plan, asked: Request, answer: Answer) -> tuple[Answer, Relaxed | None]:
    """Find the largest number of the question's words that some unit reaches, by halving."""
    low, high = 0, len(planned.words)
    while high - low > 1:
        middle = (low + high) // 2
        probe = replace(asked, expression=planned.relaxed(middle), facets=(), offset=0, limit=0)
        low, high = (middle, high) if context.engine.search(probe).total else (low, middle)
    if not low:
        return answer, None
    found = context.engine.search(replace(asked, expression=planned.relaxed(low)))
    return found, Relaxed(low, len(planned.words))


def _understood(context: Context, query: Query, planned: Plan, relaxed: Relaxed | None) -> Understood:
    filters: dict[str, tuple[str, ...]] = {}
    for one in planned.selections:
        name = f"not.{one.name}" if one.excluded else one.name
        filters[name] = (*filters.get(name, ()), one.value)
    return Understood(
        text=query.text,
        filters=filters,
        chips=chips(context, query, planned.selections),
        symbols=tuple(_recognised(context, referred) for referred in planned.referred),
        notices=planned.notices,
        suggestions=_suggestions(context, planned),
        relaxed=relaxed,
        expansions=tuple(map(_expansion, planned.widened)),
    )


def _recognised(context: Context, referred: Referred) -> Recognised:
    head = context.held.head(referred.symbol, context.reader)
    cited = _cited(referred)
    return Recognised(
        text=referred.text,
        symbol=referred.symbol,
        part=referred.part,
        pinpoint=referred.pinpoint,
        held=head is not None,
        title=head.title if head else None,
        url=context.addresses.document(head.symbol, head.language)
        if head
        else symbols.official_url(referred.symbol, context.reader),
        citing=context.held.citing(cited),
        citing_url=context.addresses.question(Query(selections=(Selection("cites", cited),))),
    )


def _cited(referred: Referred) -> str:
    """Return the key of what is cited: one paragraph, or else the whole document."""
    paragraphs = pinpoints.expand(referred.pinpoint) if referred.pinpoint else ()
    return f"{referred.symbol}#{paragraphs[0]}" if len(paragraphs) == 1 else referred.symbol


def _expansion(widened: Widened) -> Expansion:
    variants = tuple(Variant(text, language, widened.weight) for text, language in widened.forms)
    return Expansion(widened.word, widened.language, variants)


def _suggestions(context: Context, planned: Plan) -> tuple[str, ...]:
    """Name indexed words like those that no unit holds."""
    unknown = [
        needle.tokens[0]
        for needle in planned.needles
        if isinstance(needle, TokenNeedle)
        and len(needle.tokens) == 1
        and not needle.prefix
        and needle.tokens[0].isalpha()
        and needle.tokens[0].isascii()
        and len(needle.tokens[0]) >= MIN_SUGGESTED
        and not context.engine.frequency("exact", needle.tokens[0])
    ]
    return tuple(
        near for word in unknown for near in nearest(word, context.engine.terms("exact", word[:2], BATCH), 2)
    )
