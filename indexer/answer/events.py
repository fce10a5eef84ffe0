"""The list of events: what a question finds, by date, once in the reader's language, counted by month."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from indexer.answer.results import Events, MonthCount
from indexer.answer.units import unit
from indexer.engines.base import Filter, Request
from indexer.query.plan import plan
from indexer.query.question import Selection
from indexer.record import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.answer.addresses import Addresses
    from indexer.answer.context import Context
    from indexer.answer.results import Unit
    from indexer.engines.base import Sort
    from indexer.model import Event, Language
    from indexer.query.events import EventQuery
    from indexer.query.question import Query
    from indexer.record import Record

MONTHS = 12


def events(context: Context, asked: EventQuery) -> Events:
    """Return one page of the events that a question finds, by their dates, and the months of them all."""
    found = _found(context, asked)
    query, addresses = asked.query, replace(context.addresses, kept=asked.pairs)
    first = (query.page - 1) * query.per_page
    return Events(
        items=tuple(unit(record, context.addresses) for record in found[first : first + query.per_page]),
        months=_months(query, found, addresses),
        total=len(found),
        page=query.page,
        per_page=query.per_page,
        next=addresses.next(query, len(found)),
        prev=addresses.prev(query),
    )


def every(context: Context, asked: EventQuery) -> Iterator[Unit]:
    """Yield every event that a question finds, beyond any page."""
    return (unit(record, context.addresses) for record in _found(context, asked))


def _found(context: Context, asked: EventQuery) -> list[Record]:
    """Organizers and places are matched here, part by part: no engine keeps them as keys."""
    planned = plan(asked.query, context.held)
    chosen = (*planned.filters, Filter("kind", ("event",)))
    order: Sort = "-date" if asked.query.sort == "-date" else "date"
    answer = context.engine.search(Request(planned.expression, chosen, sort=order, limit=None))
    records = [load(found.stored) for found in answer.found]
    held = [record for record in records if record.paragraph.event and asked.holds(record.paragraph.event)]
    return held if asked.reader is None else _once(held, asked.reader)


def _once(records: list[Record], reader: Language) -> list[Record]:
    """Leave out events that are there in the reader's language too."""
    there = {_place(record) for record in records if record.head.language == reader}
    return [record for record in records if record.head.language == reader or _place(record) not in there]


def _place(record: Record) -> tuple[str, str, str]:
    return record.head.symbol, record.paragraph.part, record.paragraph.locator


def _months(query: Query, records: Sequence[Record], addresses: Addresses) -> tuple[MonthCount, ...]:
    """Count the events that have a day in each month, of the period that is asked for."""
    bounds = {one.name: one.value for one in query.selections}
    first, last = bounds.get("from", date.min.isoformat()), bounds.get("to", date.max.isoformat())
    counts = Counter(
        month
        for record in records
        for month in _months_of(record.paragraph.event, date.fromisoformat(first), date.fromisoformat(last))
    )
    return tuple(
        MonthCount(f"{start:%Y-%m}", counts[start], _month_url(query, start, first, last, addresses))
        for start in sorted(counts)
    )


def _months_of(event: Event | None, first: date, last: date) -> set[date]:
    """Return the first days of the months in which an event has a day between `first` and `last`."""
    months = set()
    for span in event.dates if event else ():
        start, end = max(span.start, first), min(span.end, last)
        while start <= end:
            month = start.replace(day=1)
            months.add(month)
            start = date(month.year + month.month // MONTHS, month.month % MONTHS + 1, 1)
    return months


def _month_url(query: Query, month: date, first: str, last: str, addresses: Addresses) -> str:
    end = month.replace(day=monthrange(month.year, month.month)[1])
    others = tuple(one for one in query.selections if one.name not in ("from", "to"))
    period = (
        Selection("from", max(first, month.isoformat())),
        Selection("to", min(last, end.isoformat())),
    )
    return addresses.question(replace(query, selections=(*others, *period), page=1))
