"""Lists and single things: documents, a paragraph, States, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.results import (
    Both,
    DocumentHead,
    Documents,
    DocumentView,
    Events,
    StateRow,
    States,
    StateView,
    YearCount,
    parts,
)
from indexer.answer.units import unit
from indexer.engines.base import And, Filter, Request
from indexer.entries import HEAD_KIND
from indexer.errors import NotFoundError, TooLargeError, UsageError
from indexer.names import states, symbols
from indexer.query.filters import filters
from indexer.query.plan import plan
from indexer.query.question import MAX_PER_PAGE, MAX_REACH, Query, Selection
from indexer.record import load

if TYPE_CHECKING:
    from indexer.answer.addresses import Addresses
    from indexer.answer.context import Context
    from indexer.answer.held import Held
    from indexer.answer.results import Unit
    from indexer.engines.base import Engine
    from indexer.model import Language
    from indexer.record import Head

MAX_MENTIONS = 200
"""How many mentions a State's page shows; a search lists them all."""


def documents(context: Context, page: int, per_page: int) -> Documents:
    """Return one page of the documents held, every language version an item."""
    check_page(page, per_page)
    total = context.held.count(Filter("kind", (HEAD_KIND,)))
    heads = context.held.heads(offset=(page - 1) * per_page, limit=per_page)
    items = tuple(_head(context, head) for head in heads)
    following, before = _turn(context.addresses, "/documents", page, per_page, total)
    return Documents(items, total, page, per_page, following, before)


def document(context: Context, symbol: str, language: Language | None) -> DocumentView:
    """Return a document whole. Raises NotFoundError where it is not held."""
    head = _find(context.held, symbol, language)
    request = Request(
        And(()),
        (Filter("document", (f"{head.symbol}:{head.language}",)), Filter("kind", (HEAD_KIND,), negated=True)),
        sort="document",
        limit=None,
    )
    return DocumentView(**parts(_head(context, head)), paragraphs=_units(context, request))


def paragraph(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> Unit:
    """Return one unit by its locator (`18(a)`, `ev.3`) and its part, or else the first part that has it."""
    shown = document(context, symbol, language)
    wanted = locator.replace(" ", "")
    for one in shown.paragraphs:
        if one.locator == wanted and part in (None, one.part):
            return one
    where = f" in part {part}" if part else ""
    raise NotFoundError(
        f"{symbols.display(shown.symbol, 'en')} has no paragraph {locator}{where} in {shown.language}.",
        "Look it up in the document's outline.",
    )


def state_rows(context: Context, page: int, per_page: int) -> States:
    """Return one page of the States mentioned, by their English names, with their units by year."""
    check_page(page, per_page)
    counts = _state_counts(context.engine)
    codes = sorted({code for _, code in counts}, key=lambda code: states.name(code, "en"))
    window = codes[(page - 1) * per_page : page * per_page]
    rows = tuple(_state(context, code, counts) for code in window)
    following, before = _turn(context.addresses, "/states", page, per_page, len(codes))
    return States(rows, len(codes), page, per_page, following, before)


def state(context: Context, name: str) -> StateView:
    """Return a State by its code or any of its names, with its mentions and its events.

    Raises NotFoundError naming the nearest States where there is none of that name.
    """
    code = states.lookup(name)
    if code is None:
        near = ", ".join(f"{one.en} ({one.code})" for one in states.nearest(name))
        raise NotFoundError(
            f"No State is called {name!r}.", f"Did you mean {near}?" if near else "See /states."
        )
    chosen = (Filter("state", (code,)), *filters(()))
    mentions = Request(
        And(()), (*chosen, Filter("kind", ("event",), negated=True)), sort="-date", limit=MAX_MENTIONS
    )
    events = Request(And(()), (*chosen, Filter("kind", ("event",))), sort="date", limit=None)
    return StateView(
        **parts(_state(context, code, _state_counts(context.engine))),
        mentions=_units(context, mentions),
        events=_units(context, events),
        search_url=context.addresses.question(Query(selections=(Selection("state", code),))),
    )


def events(context: Context, query: Query) -> Events:
    """Return one page of the events that a question finds, by their dates."""
    planned = plan(query, context.held)
    chosen = (*planned.filters, Filter("kind", ("event",)))
    request = Request(
        planned.expression,
        chosen,
        sort="-date" if query.sort == "-date" else "date",
        offset=(query.page - 1) * query.per_page,
        limit=query.per_page,
    )
    answer = context.engine.search(request)
    units = tuple(unit(load(found.stored), context.addresses) for found in answer.found)
    return Events(
        units,
        answer.total,
        query.page,
        query.per_page,
        context.addresses.next(query, answer.total),
        context.addresses.prev(query),
    )


def check_page(page: int, per_page: int) -> None:
    """Raise UsageError for a page that cannot be served."""
    if page < 1 or not 1 <= per_page <= MAX_PER_PAGE:
        raise UsageError(
            f"Page {page} with {per_page} per page cannot be served.",
            f"Pages count from 1, with 1 to {MAX_PER_PAGE} per page.",
        )
    if page * per_page > MAX_REACH:
        raise TooLargeError(f"Page {page} lies beyond the first {MAX_REACH:,} items.", "Narrow the list.")


def _find(held: Held, symbol: str, language: Language | None) -> Head:
    key = symbols.parse(symbol)
    versions = held.versions(key)
    found = [head for head in versions if language in (None, head.language)]
    if found:
        return found[0]
    if versions:
        known = ", ".join(head.language for head in versions)
        raise NotFoundError(
            f"{symbols.display(key, 'en')} is held in {known}, not in {language}.", "Ask for that."
        )
    raise NotFoundError(
        f"{symbols.display(key, 'en')} is not held.",
        f"The UN has it at {symbols.official_url(key, language or 'en')}; `indexer add` takes its text.",
    )


def _head(context: Context, head: Head) -> DocumentHead:
    return DocumentHead(
        symbol=head.symbol,
        language=head.language,
        script=head.script,
        edition=head.edition,
        title=head.title,
        date=head.date,
        year=head.date.year if head.date else None,
        languages=tuple(version.language for version in context.held.versions(head.symbol)),
        units=head.units,
        events=head.events,
        url=context.addresses.document(head.symbol, head.language),
        official_url=symbols.official_url(head.symbol, head.language),
    )


def _state_counts(engine: Engine) -> dict[tuple[str, str], int]:
    """Count the units that mention each State, by year of the document ('' where it is unknown)."""
    everything = Request(And(()), filters(()), ("year", "state"), limit=0)
    answer = engine.search(everything)
    counts: dict[tuple[str, str], int] = {}
    for year in sorted(answer.facets["year"]):
        of_year = Request(And(()), (*filters(()), Filter("year", (year,))), ("state",), limit=0)
        for code, count in engine.search(of_year).facets["state"].items():
            counts[year, code] = count
    for code, count in answer.facets["state"].items():
        dated = sum(number for (_, other), number in counts.items() if other == code)
        if count > dated:
            counts["", code] = count - dated
    return counts


def _state(context: Context, code: str, counts: dict[tuple[str, str], int]) -> StateRow:
    known = states.get(code)
    years = tuple(
        YearCount(int(year) if year else None, count, _mentions_url(code, year, context.addresses))
        for (year, other), count in sorted(counts.items(), reverse=True)
        if other == code
    )
    return StateRow(
        code=code,
        name=Both(known.zh, known.en),
        observer=known.observer,
        count=sum(year.count for year in years),
        years=years,
        url=context.addresses.state(code),
    )


def _mentions_url(code: str, year: str, addresses: Addresses) -> str:
    selections = [Selection("year", year)] if year else []
    return addresses.question(Query(selections=(*selections, Selection("state", code))))


def _units(context: Context, request: Request) -> tuple[Unit, ...]:
    found = context.engine.search(request).found
    return tuple(unit(load(one.stored), context.addresses) for one in found)


def _turn(
    addresses: Addresses, path: str, page: int, per_page: int, total: int
) -> tuple[str | None, str | None]:
    """Return the addresses of the next and the previous page of a list, None where there is none."""

    def at(number: int) -> str:
        return addresses.path(addresses.lists + path, ("page", str(number)), ("per_page", str(per_page)))

    reached = page * per_page
    more = reached < total and reached + per_page <= MAX_REACH
    return at(page + 1) if more else None, at(page - 1) if page > 1 else None
