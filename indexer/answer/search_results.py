"""Answers a question: plans it, asks the engine, relaxes it where needed, and makes the results.

A question is relaxed where no unit has all its words: units with as many words as possible are then found.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Literal

from indexer.answer.facets import chips, facets, label, limits
from indexer.answer.highlighter import Highlighter
from indexer.answer.ineffective import ineffective
from indexer.answer.translations import partners
from indexer.answer.units import hit
from indexer.answer.versions import replacements, standings
from indexer.engines.base import Request
from indexer.model.fields import FACETS
from indexer.model.query import Query, Selection, language_of
from indexer.model.results import Expansion, NameMatch, QueryInfo, Relaxed, Results, SymbolMatch, Variant
from indexer.model.stored import load
from indexer.names import pinpoints, symbols
from indexer.query.ast import StateNode
from indexer.query.highlight_terms import TokenTerm
from indexer.query.plan import Plan, plan
from indexer.runtime import deadline
from indexer.runtime.suggestions import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.answer.context import Context
    from indexer.engines.base import Answer
    from indexer.model.results import Hit
    from indexer.query.ast import ValueNode
    from indexer.query.bearers import Referred
    from indexer.query.plan import WidenedWord
    from indexer.query.question import Question

BATCH = 500
"""How many hits are read from the engine at a time for an export."""
VALUE_KINDS: dict[str, Literal["date", "month", "number", "ordinal", "decision"]] = {
    "date": "date",
    "month": "month",
    "num": "number",
    "ord": "ordinal",
    "decision": "decision",
}
"""For each prefix of a value token, the kind of name that the answer gives."""
MIN_SUGGESTED = 4
"""Shortest word for which others are suggested, in characters."""
MAX_UNKNOWN = 5
"""For how many words that no unit holds others are suggested."""


def search(context: Context, question: Question, *, brief: bool = False) -> Results:
    """Answer a question with one page of hits, with facets, and with how it was understood.

    Args:
        context: Where the question is asked.
        question: The question.
        brief: Whether facets and the translations of hits are left out, which saves most of the time.

    """
    query, planned = question.query, plan(question, context.held)
    asked = Request(
        planned.expression,
        planned.filters,
        () if brief else FACETS,
        favoured=context.reader,
        sort=query.sort,
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
        limits=limits(context, question, planned.selections),
    )
    _, answer, relaxed = _ask(context, planned, asked)
    highlighter = Highlighter(planned.highlight_terms)
    return Results(
        query=_understood(context, question, planned, answer, relaxed),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=context.urls.next(query, answer.total),
        prev=context.urls.prev(query),
        hits=tuple(_sorted(query, _hits(context, answer, highlighter, translated=not brief))),
        facets={} if brief else facets(context, question, planned.selections, answer),
    )


def stream(context: Context, query: Query, *, translated: bool = True) -> Iterator[Hit]:
    """Yield every hit of a question, not only one page; with its translations only if `translated`."""
    planned = plan(query, context.held)
    asked = Request(
        planned.expression, planned.filters, favoured=context.reader, sort=query.sort, limit=BATCH
    )
    asked, answer, _ = _ask(context, planned, asked)
    highlighter = Highlighter(planned.highlight_terms)
    while answer.found:
        yield from _sorted(query, _hits(context, answer, highlighter, translated=translated))
        asked = replace(asked, offset=asked.offset + BATCH)
        answer = context.engine.search(asked)


def _hits(
    context: Context, answer: Answer, highlighter: Highlighter, *, translated: bool = True
) -> Iterator[Hit]:
    """Yield what an engine found as hits."""
    records = [load(found.stored) for found in answer.found]
    others = partners(context, records) if translated else {}
    beside = standings(context.held, (record.head for record in records))
    for record, found in zip(records, answer.found, strict=True):
        same, standing = others.get(found.id, ()), beside[record.head.symbol]
        yield hit(record, found.score, highlighter, context.urls, same, standing)


def _sorted(query: Query, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits of a page; of equally relevant ones, a revision stands before what it replaces."""
    if query.sort != "relevance":
        yield from hits
        return
    for _, equals in groupby(hits, lambda one: one.score):
        waiting = list(equals)
        # A sort keeps the order of what is equal: only replaced texts move, and an older behind a newer one.
        yield from sorted(waiting, key=lambda one: len(replacements(one.symbol, one.versions)))


def _ask(context: Context, planned: Plan, asked: Request) -> tuple[Request, Answer, Relaxed | None]:
    """Ask the engine; where no unit has all words of the question, ask for as many as some unit has.

    Returns:
        The request that found the answer, the answer, and how it was relaxed, if it was.

    """
    answer = context.engine.search(asked)
    matched = 0 if answer.total else _reachable(context, planned, asked)
    if not matched:
        return asked, answer, None
    asked = replace(asked, expression=planned.relaxed(matched))
    return asked, context.engine.search(asked), Relaxed(matched, len(planned.words))


def _reachable(context: Context, planned: Plan, asked: Request) -> int:
    """Find by bisection the largest number of the question's words that some unit has."""
    low, high = 0, len(planned.words)
    while high - low > 1:
        middle = (low + high) // 2
        probe = replace(asked, expression=planned.relaxed(middle), facets=(), offset=0, limit=0)
        low, high = (middle, high) if context.engine.search(probe).total else (low, middle)
    return low


def _understood(
    context: Context, question: Question, planned: Plan, answer: Answer, relaxed: Relaxed | None
) -> QueryInfo:
    """Return how the question was understood, with the links that change it."""
    filters: dict[str, tuple[str, ...]] = {}
    for one in planned.selections:
        name = f"not.{one.name}" if one.excluded else one.name
        filters[name] = (*filters.get(name, ()), one.value)
    return QueryInfo(
        text=question.query.text,
        filters=filters,
        chips=chips(context, question, planned),
        clear_url=context.urls.question(question.unfiltered())
        if planned.selections or planned.inner
        else None,
        symbols=tuple(_recognised(context, referred) for referred in planned.referred),
        named=tuple(_named(context, leaf) for leaf in planned.named),
        notices=(*planned.notices, *ineffective(context, question.query, planned, answer.facets)),
        suggestions=_suggestions(context, question, planned),
        relaxed=relaxed,
        expansions=tuple(_expansion(context, question, widened) for widened in planned.widened),
    )


def _recognised(context: Context, referred: Referred) -> SymbolMatch:
    """Return a symbol of the question with its document, held here or at the UN, and what cites it."""
    head = context.held.head(referred.symbol, context.reader)
    cited = _cited(referred)
    return SymbolMatch(
        text=referred.text,
        symbol=referred.symbol,
        part=referred.part,
        pinpoint=referred.pinpoint,
        held=head is not None,
        title=head.title if head else None,
        url=context.urls.document(head.symbol, head.language)
        if head
        else symbols.official_url(referred.symbol, context.reader),
        citing=context.held.citing(cited),
        citing_url=context.urls.question(Query(selections=(Selection("cites", cited),))),
    )


def _cited(referred: Referred) -> str:
    """Return the key of what is cited: `symbol#paragraph` for one paragraph, otherwise the symbol."""
    paragraphs = pinpoints.expand(referred.pinpoint)
    return f"{referred.symbol}#{paragraphs[0]}" if len(paragraphs) == 1 else referred.symbol


def _named(context: Context, leaf: StateNode | ValueNode) -> NameMatch:
    if isinstance(leaf, StateNode):
        return NameMatch(leaf.text, "state", leaf.code, label("state", leaf.code, context.reader))
    kind, _, value = leaf.token.partition(":")
    return NameMatch(leaf.text, VALUE_KINDS[kind], value, value)


def _expansion(context: Context, question: Question, widened: WidenedWord) -> Expansion:
    """Return the other forms searched for a word, with the link that searches for the word alone."""
    variants = tuple(Variant(text, language, widened.weight) for text, language in widened.forms)
    deadline.check()
    url = context.urls.question(question.quoted(widened.word))
    return Expansion(widened.word, widened.language, widened.reason, variants, url)


def _suggestions(context: Context, question: Question, planned: Plan) -> tuple[str, ...]:
    """Return the question with each word that no unit holds replaced by the nearest that some unit holds.

    Where only one word is replaced, the question with the second nearest is returned too.
    """
    near = {
        word: found
        for word in islice(_unknown(context, planned), MAX_UNKNOWN)
        if (found := nearest(word, context.engine.terms("exact", word[:2], BATCH), 2))
    }
    ranks = (0, -1) if len(near) == 1 else (0,)
    meant = [question.respelt({word: found[rank] for word, found in near.items()}) for rank in ranks]
    return tuple(one for one in dict.fromkeys(meant) if one != question.query.text)


def _unknown(context: Context, planned: Plan) -> Iterator[str]:
    """Yield the English words of the question that no unit holds."""
    return (
        term.tokens[0]
        for term in planned.highlight_terms
        if isinstance(term, TokenTerm)
        and len(term.tokens) == 1
        and not term.prefix
        and term.tokens[0].isalpha()
        and language_of(term.tokens[0]) == "en"
        and len(term.tokens[0]) >= MIN_SUGGESTED
        and not context.engine.frequency("exact", term.tokens[0])
    )
