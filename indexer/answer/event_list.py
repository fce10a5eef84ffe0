"""The list of events that a question finds: by date, each once in the reader's language, counted by month."""

from __future__ import annotations

from calendar import monthrange
from copy import copy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from indexer.answer.deduplication import once
from indexer.answer.facets import MAX_VALUES
from indexer.answer.units import unit
from indexer.engines.base import FacetLimit, Filter, Request
from indexer.model.lists import Events, MonthCount
from indexer.model.query import Selection
from indexer.model.stored import load
from indexer.query.event_query import naming, organized
from indexer.query.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.answer.context import Context
    from indexer.answer.urls import Urls
    from indexer.engines.base import Engine, KeyField
    from indexer.model.query import Query, Sort
    from indexer.model.shown_units import Unit
    from indexer.query.event_query import EventQuery

NAMES: tuple[KeyField, ...] = ("organizer", "place")
"""The fields that a reader narrows by typing a part of a name."""
COMMONEST = tuple(FacetLimit(field, MAX_VALUES) for field in NAMES)
BATCH = 500
"""How many events are read from the engine at a time when all are exported."""


def events(context: Context, asked: EventQuery) -> Events:
    """Return one page of the events that a question finds, by date, and the months of all of them."""
    query, urls = asked.query, replace(context.urls, kept=asked.pairs)
    planned = _planned(context, asked)
    names = context.engine.search(
        replace(_shown(context, planned, asked), facets=NAMES, limits=COMMONEST, limit=0)
    ).facets
    request = replace(
        _narrowed(context, planned, asked),
        facets=("month",),
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
    )
    answer = context.engine.search(request)
    return Events(
        items=tuple(unit(load(found.stored), context.urls) for found in answer.found),
        months=_months(context.engine, request, answer.facets["month"], query, urls),
        organizers=_commonest(names["organizer"]),
        places=_commonest(names["place"]),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=urls.next(query, answer.total),
        prev=urls.prev(query),
    )


def every(context: Context, asked: EventQuery) -> Iterator[Unit]:
    """Yield every event that a question finds, not only one page.

    It reads the library as it is at the time of the call, whatever is written later.
    """
    still = replace(context, engine=copy(context.engine))
    return _stream(still, replace(_narrowed(still, _planned(still, asked), asked), limit=BATCH))


def _stream(context: Context, request: Request) -> Iterator[Unit]:
    while found := context.engine.search(request).found:
        yield from (unit(load(one.stored), context.urls) for one in found)
        request = replace(request, offset=request.offset + BATCH)


def _planned(context: Context, asked: EventQuery) -> Request:
    """Return the request for the events that the question finds, before organizers and places narrow them."""
    planned = plan(asked.question, context.held)
    order: Sort = "-date" if asked.query.sort == "-date" else "date"
    return Request(planned.expression, (*planned.filters, Filter("kind", ("event",))), sort=order)


def _narrowed(context: Context, request: Request, asked: EventQuery) -> Request:
    """Narrow a request to the organizers and places whose names contain a part that was typed."""
    if asked.organizers or asked.places:
        names = context.engine.search(replace(request, facets=NAMES, limit=0)).facets
        typed = zip(NAMES, (asked.organizers, asked.places), (organized, naming), strict=True)
        chosen = (Filter(field, meant(parts, names[field])) for field, parts, meant in typed if parts)
        request = replace(request, filters=(*request.filters, *chosen))
    return _shown(context, request, asked)


def _shown(context: Context, request: Request, asked: EventQuery) -> Request:
    return once(context.engine, request, asked.reader) if asked.reader else request


def _commonest(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _months(
    engine: Engine, request: Request, counts: Mapping[str, int], query: Query, urls: Urls
) -> tuple[MonthCount, ...]:
    """Count the events in each month that lies within the period asked for.

    An event counts in every month in which it has a day.
    """
    bounds = {one.name: one.value for one in query.selections}
    first, last = bounds.get("from", date.min.isoformat()), bounds.get("to", date.max.isoformat())
    found = []
    for month in sorted(counts):
        whole = _days(month)
        days = max(first, whole[0]), min(last, whole[1])
        count = counts[month] if days == whole else _within(engine, request, days)
        if count:
            found.append(MonthCount(month, count, _period_url(query, days, urls)))
    return tuple(found)


def _days(month: str) -> tuple[str, str]:
    """Return the first and the last day of a month."""
    year, number = map(int, month.split("-"))
    return f"{month}-01", f"{month}-{monthrange(year, number)[1]}"


def _within(engine: Engine, request: Request, days: tuple[str, str]) -> int:
    """Count the events on some days of a month; 0 where the period ends before it begins."""
    if days[0] > days[1]:
        return 0
    chosen = (*request.filters, Filter("day", ranges=(days,)))
    return engine.search(replace(request, filters=chosen, facets=(), offset=0, limit=0)).total


def _period_url(query: Query, days: tuple[str, str], urls: Urls) -> str:
    others = tuple(one for one in query.selections if one.name not in ("from", "to"))
    period = (Selection("from", days[0]), Selection("to", days[1]))
    return urls.question(replace(query, selections=(*others, *period), page=1))
