"""From a question to its results: plan, ask the engine, relax where nothing has every word, show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from indexer.answer.facets import FACETS, chips, facets, label
from indexer.answer.marking import Marker
from indexer.answer.results import Expansion, Named, Recognised, Relaxed, Results, Understood, Variant
from indexer.answer.units import hit
from indexer.engines.base import Request
from indexer.names import pinpoints, symbols
from indexer.nearest import nearest
from indexer.query.needles import TokenNeedle
from indexer.query.nodes import StateName
from indexer.query.plan import Plan, plan
from indexer.query.question import Query, Selection
from indexer.query.rewriting import quoted, respelt, unfiltered
from indexer.record import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer.context import Context
    from indexer.answer.results import Hit
    from indexer.engines.base import Answer
    from indexer.query.nodes import Value
    from indexer.query.plan import Referred, Widened

BATCH = 500
"""How many hits an export asks for at a time."""
VALUE_KINDS: dict[str, Literal["date", "month", "number", "ordinal"]] = {
    "date": "date",
    "month": "month",
    "num": "number",
    "ord": "ordinal",
}
"""What the tokens of values that a question can name are called."""
MIN_SUGGESTED = 4
"""Shorter words are not worth a suggestion."""
MAX_UNKNOWN = 5
"""For how many words that no unit holds others are looked for."""


def search(context: Context, query: Query) -> Results:
    """Answer a question with one page of hits, facets, and how it was understood."""
    planned = plan(query, context.held)
    asked = Request(
        planned.expression,
        planned.filters,
        FACETS,
        sort=query.sort,
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
    )
    _, answer, relaxed = _ask(context, planned, asked)
    marker = Marker(planned.needles)
    return Results(
        query=_understood(context, query, planned, relaxed),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=context.addresses.next(query, answer.total),
        prev=context.addresses.prev(query),
        hits=tuple(hit(load(found.stored), found.score, marker, context.addresses) for found in answer.found),
        facets=facets(context, query, planned.selections, answer.facets),
    )


def stream(context: Context, query: Query) -> Iterator[Hit]:
    """Yield every hit of a question, beyond any page."""
    planned = plan(query, context.held)
    asked = Request(planned.expression, planned.filters, sort=query.sort, limit=BATCH)
    asked, answer, _ = _ask(context, planned, asked)
    marker = Marker(planned.needles)
    while answer.found:
        for found in answer.found:
            yield hit(load(found.stored), found.score, marker, context.addresses)
        asked = replace(asked, offset=asked.offset + BATCH)
        answer = context.engine.search(asked)


def _ask(context: Context, planned: Plan, asked: Request) -> tuple[Request, Answer, Relaxed | None]:
    """Ask; where no unit has every word of the question, ask for as many as some unit has."""
    asked = replace(asked, favoured=context.reader)
    answer = context.engine.search(asked)
    matched = 0 if answer.total else _reachable(context, planned, asked)
    if not matched:
        return asked, answer, None
    asked = replace(asked, expression=planned.relaxed(matched))
    return asked, context.engine.search(asked), Relaxed(matched, len(planned.words))


def _reachable(context: Context, planned: Plan, asked: Request) -> int:
    """Find the largest number of the question's words that some unit has, by halving."""
    low, high = 0, len(planned.words)
    while high - low > 1:
        middle = (low + high) // 2
        probe = replace(asked, expression=planned.relaxed(middle), facets=(), offset=0, limit=0)
        low, high = (middle, high) if context.engine.search(probe).total else (low, middle)
    return low


def _understood(context: Context, query: Query, planned: Plan, relaxed: Relaxed | None) -> Understood:
    filters: dict[str, tuple[str, ...]] = {}
    for one in planned.selections:
        name = f"not.{one.name}" if one.excluded else one.name
        filters[name] = (*filters.get(name, ()), one.value)
    return Understood(
        text=query.text,
        filters=filters,
        chips=chips(context, query, planned),
        clear_url=context.addresses.question(unfiltered(query))
        if planned.selections or planned.inner
        else None,
        symbols=tuple(_recognised(context, referred) for referred in planned.referred),
        named=tuple(_named(context, leaf) for leaf in planned.named),
        notices=planned.notices,
        suggestions=_suggestions(context, query.text, planned),
        relaxed=relaxed,
        expansions=tuple(_expansion(context, query, widened) for widened in planned.widened),
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
    paragraphs = pinpoints.expand(referred.pinpoint)
    return f"{referred.symbol}#{paragraphs[0]}" if len(paragraphs) == 1 else referred.symbol


def _named(context: Context, leaf: StateName | Value) -> Named:
    if isinstance(leaf, StateName):
        return Named(leaf.text, "state", leaf.code, label("state", leaf.code, context.reader))
    kind, _, value = leaf.token.partition(":")
    return Named(leaf.text, VALUE_KINDS[kind], value, value)


def _expansion(context: Context, query: Query, widened: Widened) -> Expansion:
    variants = tuple(Variant(text, language, widened.weight) for text, language in widened.forms)
    url = context.addresses.question(quoted(query, widened.word))
    return Expansion(widened.word, widened.language, variants, url)


def _suggestions(context: Context, text: str, planned: Plan) -> tuple[str, ...]:
    """Return the question with the nearest words that some unit holds instead of those that none does.

    Where that is one word, the next nearest is offered too.
    """
    near = {
        word: found
        for word in _unknown(context, planned)[:MAX_UNKNOWN]
        if (found := nearest(word, context.engine.terms("exact", word[:2], BATCH), 2))
    }
    ranks = (0, -1) if len(near) == 1 else (0,)
    meant = [respelt(text, {word: found[rank] for word, found in near.items()}) for rank in ranks]
    return tuple(one for one in dict.fromkeys(meant) if one != text)


def _unknown(context: Context, planned: Plan) -> list[str]:
    """Return the English words asked for that no unit holds."""
    return [
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
