"""Answers a question: plans it, asks the engine, relaxes it where needed, and makes the results.

A question is relaxed where no unit has all its words: units with as many words as possible are then found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.answer import named_articles
from indexer.answer.across import translating
from indexer.answer.asking import Asked, ask
from indexer.answer.document_list import titled
from indexer.answer.facets import chips, facets, label, limits
from indexer.answer.ineffective import ineffective
from indexer.answer.marking import Marker
from indexer.answer.relaxing import dropped
from indexer.answer.spelling_suggestions import suggestions, unrelaxed
from indexer.answer.symbol_cards import card
from indexer.answer.translated_words import translated_words
from indexer.answer.translations import partners
from indexer.answer.units import hit
from indexer.answer.versions import standings
from indexer.engines.base import Request
from indexer.model.fields import FACETS
from indexer.model.query import Query
from indexer.model.results import Expansion, NameMatch, Offer, QueryInfo, Relaxed, Results, Variant
from indexer.model.stored import load
from indexer.names import families
from indexer.query.ast import OrganizationNode, StateNode
from indexer.query.filters import chosen_values
from indexer.query.plan import Plan, plan
from indexer.query.question import Question
from indexer.runtime import deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.answer.context import Context
    from indexer.engines.base import Answer
    from indexer.model.document import Language
    from indexer.model.results import ValueKind
    from indexer.model.shown_units import Hit
    from indexer.model.stored import StoredUnit
    from indexer.query.ast import ValueNode
    from indexer.query.plan import WidenedWord

BATCH = 500
"""How many hits are read from the engine at a time for an export."""
VALUE_KINDS: dict[str, ValueKind] = {
    "date": "date",
    "month": "month",
    "day": "day",
    "num": "number",
    "pct": "percentage",
    "passage": "passage",
    "ord": "ordinal",
    "decision": "decision",
    "job": "job-number",
    "press": "press-release",
    "note": "note-verbale",
    "entry": "list-entry",
}
"""For each prefix of a value token, the kind of name that the answer gives."""
ABOUT_AS_RELEVANT = 0.75
"""The part of a score from which on two versions of a text are equally relevant: a revision changes words."""


def search(context: Context, question: Question, *, brief: bool = False) -> Results:
    """Answer a question with one page of hits, with facets, and with how it was understood.

    Args:
        context: Where the question is asked.
        question: The question.
        brief: Whether facets and the translations of hits are left out, which saves most of the time.

    """
    query, planned = question.query, planned_across(context, question)
    request = Request(
        planned.asked,
        planned.filters,
        () if brief else FACETS,
        favoured=context.reader,
        sort=query.sort,
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
        limits=limits(context, question, planned.selections),
    )
    asked = ask(context, question, planned, request)
    answer = asked.answer
    hits = tuple(_sorted(query, _hits(context, asked, Marker(planned), translated=not brief)))
    relaxed = _relaxed(context, question, planned, asked.matched, hits) if asked.matched else None
    return Results(
        query=_understood(context, question, planned, answer, relaxed),
        total=answer.total,
        translated=max(0, answer.total - asked.typed.total) if asked.typed else 0,
        page=query.page,
        per_page=query.per_page,
        next=context.urls.next(query, answer.total),
        prev=context.urls.prev(query),
        hits=hits,
        facets={} if brief else facets(context, question, planned.selections, answer, asked.typed),
        documents=None if brief else titled(context, question, planned),
    )


def planned_across(context: Context, question: Question) -> Plan:
    """Return the plan of a question, asked across languages unless that is switched off."""
    return plan(question, context.held, translating(context, question))


def stream(context: Context, query: Query, *, translated: bool = True) -> Iterator[Hit]:
    """Yield every hit of a question, not only one page; with its translations only if `translated`."""
    question = Question.of(query)
    planned = planned_across(context, question)
    request = Request(planned.asked, planned.filters, favoured=context.reader, sort=query.sort, limit=BATCH)
    asked = ask(context, question, planned, request)
    marker, request = Marker(planned), asked.request
    while asked.answer.found:
        yield from _sorted(query, _hits(context, asked, marker, translated=translated))
        request = replace(request, offset=request.offset + BATCH)
        asked = replace(asked, answer=context.engine.search(request))


def _hits(context: Context, asked: Asked, marker: Marker, *, translated: bool = True) -> Iterator[Hit]:
    """Yield what an engine found as hits; a paragraph that is one hit, in the reader's language."""
    found = asked.answer.found
    records = named_articles.cited(context, (load(one.stored) for one in found))
    others = partners(context, records) if translated else {}
    beside = standings(context.held, (record.head for record in records))
    for record, one in zip(records, found, strict=True):
        shown, same = record, others.get(one.id, ())
        if asked.single:
            shown, same = _for_reader(record, same, context.reader)
        yield hit(shown, one.score, marker, context.urls, same, beside[shown.head.symbol])


def _for_reader(
    record: StoredUnit, others: tuple[StoredUnit, ...], reader: Language
) -> tuple[StoredUnit, tuple[StoredUnit, ...]]:
    """Return a unit and its other versions; if one of these is in the reader's language, that one first."""
    if record.head.language == reader or len(others) != 1 or others[0].head.language != reader:
        return record, others
    return others[0], (record,)


def _sorted(query: Query, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits of a page; a revision stands before an equally relevant text that it replaces."""
    if query.sort != "relevance":
        yield from hits
        return
    kept = list(hits)
    places: dict[tuple[str, Language], list[int]] = {}
    for at, one in enumerate(kept):
        if one.versions:
            places.setdefault((families.base(one.symbol), one.language), []).append(at)
    for among in places.values():
        for equals in _equals(kept, among):
            moved = sorted((kept[at] for at in equals), key=lambda one: families.place(one.symbol))
            for at, one in zip(equals, moved, strict=True):
                kept[at] = one
    yield from kept


def _equals(hits: Sequence[Hit], among: Iterable[int]) -> Iterator[list[int]]:
    """Divide places of hits, in order, into those of hits that are about as relevant as the first of them."""
    equals: list[int] = []
    for at in among:
        if equals and hits[at].score < hits[equals[0]].score * ABOUT_AS_RELEVANT:
            yield equals
            equals = []
        equals.append(at)
    if equals:
        yield equals


def _understood(
    context: Context, question: Question, planned: Plan, answer: Answer, relaxed: Relaxed | None
) -> QueryInfo:
    """Return how the question was understood, with the links that change it."""
    return QueryInfo(
        text=question.query.text,
        filters=chosen_values(planned.selections),
        chips=chips(context, question, planned),
        clear_url=context.urls.question(question.unfiltered())
        if planned.selections or planned.inner
        else None,
        symbols=tuple(card(context, referred) for referred in planned.referred),
        named=tuple(_named(context, leaf) for leaf in planned.named),
        notices=(
            *planned.notices,
            *ineffective(context, planned, answer.facets),
            *unrelaxed(question, answer.total),
        ),
        suggestions=suggestions(context, question, planned, 0 if relaxed else answer.total),
        relaxed=relaxed,
        expansions=tuple(_expansion(context, question, widened) for widened in planned.widened),
        translated=translated_words(context, question, planned),
        untranslated_url=context.urls.question(replace(question.query, translate=False, page=1))
        if planned.across
        else None,
    )


def _relaxed(
    context: Context, question: Question, planned: Plan, matched: int, hits: tuple[Hit, ...]
) -> Relaxed:
    """Return how a question was relaxed: what none of the hits has, and what may be filtered by instead."""
    chosen = [one for one in planned.relaxation.offers if one not in planned.selections]
    offers = tuple(
        Offer(
            one.name,
            one.value,
            label(one.name, one.value, context.reader),
            context.urls.question(question.selecting(one)),
        )
        for one in chosen
    )
    return Relaxed(matched, len(planned.relaxation.words), dropped(planned, hits), offers)


def _named(context: Context, leaf: StateNode | OrganizationNode | ValueNode) -> NameMatch:
    if isinstance(leaf, StateNode):
        return NameMatch(leaf.text, "state", leaf.code, label("state", leaf.code, context.reader))
    if isinstance(leaf, OrganizationNode):
        shown = label("organization", leaf.code, context.reader)
        return NameMatch(leaf.text, "organization", leaf.code, shown)
    kind, _, value = leaf.token.partition(":")
    return NameMatch(leaf.text, VALUE_KINDS[kind], value, value)


def _expansion(context: Context, question: Question, widened: WidenedWord) -> Expansion:
    """Return the other forms searched for a word, with the link that searches for the word alone."""
    variants = tuple(Variant(text, language, widened.weight) for text, language in widened.forms)
    deadline.check()
    url = context.urls.question(question.quoted(widened.word))
    return Expansion(widened.word, widened.language, widened.reason, variants, url)
