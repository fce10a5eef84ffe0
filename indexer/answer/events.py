"""The list of events: what a question finds, by date, once in the reader's language, counted by month."""

from __future__ import annotations

from calendar import monthrange
from copy import copy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from indexer.answer.facets import MAX_VALUES
from indexer.answer.lists import Events, MonthCount
from indexer.answer.units import unit
from indexer.answer.versions import once
from indexer.engines.base import Filter, Request
from indexer.query.events import naming
from indexer.query.plan import plan
from indexer.query.question import Selection
from indexer.record import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.answer.addresses import Addresses
    from indexer.answer.context import Context
    from indexer.answer.results import Unit
    from indexer.engines.base import Engine, KeyField, Sort
    from indexer.query.events import EventQuery
    from indexer.query.question import Query

NAMES: tuple[KeyField, ...] = ("organizer", "place")
"""Fields of names that a reader types a part of."""
BATCH = 500
"""How many events a file asks for at a time."""


def events(context: Context, asked: EventQuery) -> Events:
    """Return one page of the events that a question finds, by their dates, and the months of them all."""
    query, addresses = asked.query, replace(context.addresses, kept=asked.pairs)
    planned = _planned(context, asked)
    names = context.engine.search(replace(_shown(context, planned, asked), facets=NAMES, limit=0)).facets
    request = replace(
        _narrowed(context, planned, asked),
        facets=("month",),
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
    )
    answer = context.engine.search(request)
    return Events(
        items=tuple(unit(load(found.stored), context.addresses) for found in answer.found),
        months=_months(context.engine, request, answer.facets["month"], query, addresses),
        organizers=_commonest(names["organizer"]),
        places=_commonest(names["place"]),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=addresses.next(query, answer.total),
        prev=addresses.prev(query),
    )


def every(context: Context, asked: EventQuery) -> Iterator[Unit]:
    """Yield every event that a question finds, beyond any page, as the library is now."""
    still = replace(context, engine=copy(context.engine))
    return _stream(still, replace(_narrowed(still, _planned(still, asked), asked), limit=BATCH))


def _stream(context: Context, request: Request) -> Iterator[Unit]:
    while found := context.engine.search(request).found:
        yield from (unit(load(one.stored), context.addresses) for one in found)
        request = replace(request, offset=request.offset + BATCH)


def _planned(context: Context, asked: EventQuery) -> Request:
    """Ask for the events that the question finds, whoever organized them and wherever they were."""
    planned = plan(asked.query, context.held)
    order: Sort = "-date" if asked.query.sort == "-date" else "date"
    return Request(planned.expression, (*planned.filters, Filter("kind", ("event",))), sort=order)


def _narrowed(context: Context, request: Request, asked: EventQuery) -> Request:
    """Choose, among the names of what is found, those that hold a part that was typed."""
    if asked.organizers or asked.places:
        names = context.engine.search(replace(request, facets=NAMES, limit=0)).facets
        typed = zip(NAMES, (asked.organizers, asked.places), strict=True)
        chosen = (Filter(field, naming(parts, names[field])) for field, parts in typed if parts)
        request = replace(request, filters=(*request.filters, *chosen))
    return _shown(context, request, asked)


def _shown(context: Context, request: Request, asked: EventQuery) -> Request:
    return once(context.engine, request, asked.reader) if asked.reader else request


def _commonest(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:MAX_VALUES])


def _months(
    engine: Engine, request: Request, counts: Mapping[str, int], query: Query, addresses: Addresses
) -> tuple[MonthCount, ...]:
    """Count the events that have a day in each month, of the period that is asked for."""
    bounds = {one.name: one.value for one in query.selections}
    first, last = bounds.get("from", date.min.isoformat()), bounds.get("to", date.max.isoformat())
    found = []
    for month in sorted(counts):
        whole = _days(month)
        days = max(first, whole[0]), min(last, whole[1])
        count = counts[month] if days == whole else _within(engine, request, days)
        if count:
            found.append(MonthCount(month, count, _period_url(query, days, addresses)))
    return tuple(found)


def _days(month: str) -> tuple[str, str]:
    """Return the first and the last day of a month."""
    year, number = map(int, month.split("-"))
    return f"{month}-01", f"{month}-{monthrange(year, number)[1]}"


def _within(engine: Engine, request: Request, days: tuple[str, str]) -> int:
    """Count the events on the days of a month that the period cuts; none where it ends before it begins."""
    if days[0] > days[1]:
        return 0
    chosen = (*request.filters, Filter("day", ranges=(days,)))
    return engine.search(replace(request, filters=chosen, facets=(), offset=0, limit=0)).total


def _period_url(query: Query, days: tuple[str, str], addresses: Addresses) -> str:
    others = tuple(one for one in query.selections if one.name not in ("from", "to"))
    period = (Selection("from", days[0]), Selection("to", days[1]))
    return addresses.question(replace(query, selections=(*others, *period), page=1))
