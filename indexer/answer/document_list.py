"""Lists the documents held: filtered, sorted, found by their titles and headings, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.answer.facets import chips, facets, limits
from indexer.answer.paging import check_page
from indexer.answer.versions import standings
from indexer.engines.base import Filter, Request
from indexer.indexing.entries import HEAD_KIND
from indexer.model.fields import asked as fields_of
from indexer.model.query import Query
from indexer.model.results import DocumentHead, Documents, TitleMatches
from indexer.model.stored import load_head
from indexer.names import symbols
from indexer.query.document_query import foreign_field
from indexer.query.filters import chosen_values, selected
from indexer.query.plan import plan
from indexer.query.title_search import in_titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.answer.context import Context
    from indexer.answer.versions import Standing
    from indexer.engines.base import Answer, Order
    from indexer.model.document import Language
    from indexer.model.fields import FacetName
    from indexer.model.query import DocumentOrder
    from indexer.model.stored import Head
    from indexer.query.document_query import DocumentQuery
    from indexer.query.plan import Plan
    from indexer.query.question import Question

NARROWING: tuple[FacetName, ...] = tuple(field.name for field in fields_of("documents") if field.facet)
"""The facets by which the list of documents is narrowed."""
MAX_TITLED = 5
"""How many documents are told whose titles have the words of a search."""
HEADS = Filter("kind", (HEAD_KIND,))
_ORDERS: Mapping[DocumentOrder, Order] = {
    "symbol": "document",
    "-symbol": "-document",
    "date": "date",
    "-date": "-date",
    "relevance": "relevance",
}


def documents(context: Context, asked: DocumentQuery) -> Documents:
    """Return one page of the documents that a question finds; each language version is an item.

    Args:
        context: The engine, the reader's language and the addresses.
        asked: The question; without words or filters it finds all documents.

    Raises:
        UsageError: It has too many filters, is too long, or there is no such page.
        TooLargeError: The page lies beyond the first MAX_REACH documents.
        TooCostlyError: Its prefixes and ranges stand for too much.

    """
    query, question = asked.query, asked.question
    check_page(query.page, query.per_page)
    listing = replace(context, urls=context.urls.documents(*asked.pairs), every_year=True)
    planned = plan(question, context.held.titles())
    request = replace(
        _request(context, planned, headings=True),
        facets=NARROWING,
        limits=tuple(one for one in limits(listing, question, planned.selections) if one.field in NARROWING),
        sort=_ORDERS[asked.sorted_by],
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
    )
    answer = context.engine.search(request)
    counted = facets(listing, question, planned.selections, answer)
    told = chips(listing, question, planned)
    return Documents(
        items=_shown(context, answer),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=listing.urls.next(query, answer.total),
        prev=listing.urls.prev(query),
        text=query.text,
        filters=chosen_values(planned.selections),
        sort=asked.sorted_by,
        chips=told,
        clear_url=listing.urls.question(question.unfiltered()) if told else None,
        notices=planned.notices,
        facets={name: counted[name] for name in NARROWING},
    )


def heads(context: Context, asked: DocumentQuery) -> tuple[Head, ...]:
    """Return the heads of all documents that a question finds, in order, not only one page."""
    planned = plan(asked.question, context.held.titles())
    request = replace(_request(context, planned, headings=True), sort=_ORDERS[asked.sorted_by], limit=None)
    return tuple(load_head(found.stored) for found in context.engine.search(request).found)


def titled(context: Context, question: Question, planned: Plan) -> TitleMatches | None:
    """Return the documents whose titles have all words of a search, or None where there is none.

    Only the first page of an answer tells them, and only where words are asked for, and no filter that
    documents do not have.
    """
    if question.query.page > 1 or not planned.relaxation.words or foreign_field(question):
        return None
    request = replace(_request(context, planned, headings=False), limit=MAX_TITLED)
    answer = context.engine.search(request)
    if not answer.total:
        return None
    whole = Query(question.query.text, question.query.selections)
    url = context.urls.documents().question(whole)
    return TitleMatches(_shown(context, answer), answer.total, url)


def document_head(
    context: Context, head: Head, languages: tuple[Language, ...], standing: Standing
) -> DocumentHead:
    """Return a document as lists show it.

    Args:
        context: The addresses.
        head: What is stored of the document.
        languages: All languages in which it is held.
        standing: Its other versions, and as what it was adopted.

    """
    return DocumentHead(
        symbol=head.symbol,
        language=head.language,
        script=head.script,
        edition=head.edition,
        title=head.title,
        date=head.date,
        adopted=head.adopted,
        type=head.type or None,
        organ=head.organ or None,
        session=head.session or None,
        agenda=head.agenda or None,
        job=head.job or None,
        symbols=head.symbols,
        reissued=head.reissued,
        versions=standing.versions,
        caveats=standing.caveats,
        outcome=standing.outcome,
        year=head.date.year if head.date else None,
        languages=languages,
        units=head.units,
        events=head.events,
        url=context.urls.document(head.symbol, head.language),
        official_url=symbols.official_url(head.symbol, head.language),
    )


def _request(context: Context, planned: Plan, *, headings: bool) -> Request:
    """Return the request for the documents whose titles, or headings too, match a plan for units."""
    expression = in_titles(planned.expression, headings=headings)
    return Request(expression, (HEADS, *selected(planned.selections)), favoured=context.reader)


def _shown(context: Context, answer: Answer) -> tuple[DocumentHead, ...]:
    found: Sequence[Head] = [load_head(one.stored) for one in answer.found]
    languages = context.held.languages(head.symbol for head in found)
    beside = standings(context.held, found)
    return tuple(document_head(context, head, languages[head.symbol], beside[head.symbol]) for head in found)
