"""Lists and single things: documents, a paragraph, States."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.results import (
    Both,
    DocumentHead,
    Documents,
    DocumentView,
    StateRow,
    States,
    StateView,
    YearCount,
    parts,
)
from indexer.answer.roles import roles
from indexer.answer.units import unit
from indexer.engines.base import And, Filter, Request
from indexer.entries import HEAD_KIND
from indexer.errors import NotFoundError, TooLargeError, UsageError
from indexer.names import alphabet, states, symbols
from indexer.query.filters import filters
from indexer.query.question import MAX_PER_PAGE, MAX_REACH, Query, Selection, StateOrder
from indexer.record import load

if TYPE_CHECKING:
    from indexer.answer.addresses import Addresses
    from indexer.answer.context import Context
    from indexer.answer.held import Held
    from indexer.answer.results import Unit
    from indexer.engines.base import Engine
    from indexer.model import Language
    from indexer.record import Head, Record

MAX_MENTIONS = 200
"""How many mentions a State's page shows; a search lists them all."""
MAX_READ = 2_000
"""How many of its newest mentions are read for the lists in which it stands."""
MAX_STATES = 200
"""Most States on one page of the list: all that there are."""


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


def state_rows(context: Context, page: int, per_page: int, order: StateOrder) -> States:
    """Return one page of the States mentioned, with their units by year.

    They stand by their names in the reader's language, or those mentioned most often first.
    """
    check_page(page, per_page, MAX_STATES)
    counts = _state_counts(context.engine)
    rows = [_state(context, code, counts) for code in {code for _, code in counts}]
    rows.sort(key=lambda row: alphabet.key(getattr(row.name, context.reader), context.reader))
    if order == "count":
        rows.sort(key=lambda row: -row.count)
    window = tuple(rows[(page - 1) * per_page : page * per_page])
    kept = (("sort", order),) if order != "name" else ()
    following, before = _turn(context.addresses, "/states", page, per_page, len(rows), *kept)
    return States(window, len(rows), page, per_page, following, before)


def state(context: Context, name: str) -> StateView:
    """Return a State by its code or any of its names, with its mentions, its events and its roles.

    Raises NotFoundError naming the nearest States where there is none of that name.
    """
    code = states.lookup(name)
    if code is None:
        near = ", ".join(f"{one.en} ({one.code})" for one in states.nearest(name))
        raise NotFoundError(
            f"No State is called {name!r}.", f"Did you mean {near}?" if near else "See /states."
        )
    chosen = (Filter("state", (code,)), *filters(()))
    mentions = _records(
        context,
        Request(And(()), (*chosen, Filter("kind", ("event",), negated=True)), sort="-date", limit=MAX_READ),
    )
    events = Request(And(()), (*chosen, Filter("kind", ("event",))), sort="date", limit=None)
    return StateView(
        **parts(_state(context, code, _state_counts(context.engine))),
        mentions=tuple(unit(record, context.addresses) for record in mentions[:MAX_MENTIONS]),
        events=_units(context, events),
        roles=tuple(role for record in mentions for role in roles(record, code, context.addresses)),
        search_url=context.addresses.question(Query(selections=(Selection("state", code),))),
    )


def check_page(page: int, per_page: int, most: int = MAX_PER_PAGE) -> None:
    """Raise UsageError for a page that cannot be served."""
    if page < 1 or not 1 <= per_page <= most:
        raise UsageError(
            f"Page {page} with {per_page} per page cannot be served.",
            f"Pages count from 1, with 1 to {most} per page.",
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
    return tuple(unit(record, context.addresses) for record in _records(context, request))


def _records(context: Context, request: Request) -> list[Record]:
    return [load(one.stored) for one in context.engine.search(request).found]


def _turn(
    addresses: Addresses, path: str, page: int, per_page: int, total: int, *kept: tuple[str, str]
) -> tuple[str | None, str | None]:
    """Return the addresses of the next and the previous page of a list, None where there is none."""

    def at(number: int) -> str:
        window = (("page", str(number)), ("per_page", str(per_page)))
        return addresses.path(addresses.lists + path, *kept, *window)

    reached = page * per_page
    more = reached < total and reached + per_page <= MAX_REACH
    return at(page + 1) if more else None, at(page - 1) if page > 1 else None
