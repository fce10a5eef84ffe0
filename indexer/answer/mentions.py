"""States: which are mentioned, and what is said of one: its mentions page by page, its events, its lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.answer import refusals
from indexer.answer.facets import facets
from indexer.answer.listing import check_page, turn
from indexer.answer.lists import Roles, StateRow, States, StateView, YearCount
from indexer.answer.results import parts
from indexer.answer.roles import roles
from indexer.answer.units import unit
from indexer.answer.versions import once
from indexer.engines.base import And, Filter, Key, Request
from indexer.model import Both
from indexer.names import alphabet, states
from indexer.query.arguments import check_number
from indexer.query.filters import filters
from indexer.query.question import MAX_STATES, Query, Selection, StateOrder
from indexer.record import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.answer.addresses import Addresses
    from indexer.answer.context import Context
    from indexer.answer.lists import Role
    from indexer.answer.results import FacetName, Unit
    from indexer.engines.base import Answer, Engine
    from indexer.model import Language

NARROWING: tuple[FacetName, ...] = ("year", "section", "language")
"""By what the mentions of a State are narrowed."""
MAX_NEWEST = 50
"""How many of its newest events, and paragraphs with lists, come with a State."""
EVENT = Filter("kind", ("event",))
NO_EVENT = Filter("kind", ("event",), negated=True)


def mentioned(context: Context, page: int, per_page: int, order: StateOrder) -> States:
    """Return one page of the States mentioned, with their units by year.

    They stand by their names in the reader's language, or those mentioned most often first.
    """
    check_page(page, per_page, MAX_STATES)
    rows = [_row(context.addresses, code, years) for code, years in _by_state(context.engine).items()]
    rows.sort(key=lambda row: alphabet.key(getattr(row.name, context.reader), context.reader))
    if order == "count":
        rows.sort(key=lambda row: -row.count)
    window = tuple(rows[(page - 1) * per_page : page * per_page])
    kept = (("sort", order),) if order != "name" else ()
    following, before = turn(context.addresses, "/states", page, per_page, len(rows), *kept)
    return States(window, len(rows), page, per_page, following, before)


def state(context: Context, name: str, query: Query, reader: Language | None = None) -> StateView:
    """Return a State by its code or any of its names, with one page of its mentions.

    The selections of the query narrow all that is said of it. With a `reader`, what is said in two language
    versions is there once, in the reader's, unless the query asks for a language. Raises NotFoundError naming
    the nearest States where there is none of that name, and UsageError where the selections are too many.
    """
    code = _code(name)
    shown = _shown(context.engine, code, query, reader)
    addresses = context.addresses.mentions(code)
    narrowing = replace(context, addresses=addresses, every_year=True)
    mentions = context.engine.search(_page(_with(shown, NO_EVENT), query, facets=NARROWING))
    counts = facets(narrowing, query, query.selections, mentions.facets)
    first = replace(query, page=1, per_page=MAX_NEWEST if query.page == 1 else 0)
    events = context.engine.search(_page(_with(shown, EVENT), first))
    lists = context.engine.search(_page(_with(shown, _listing(code)), first))
    whole, every = replace(query, page=1), (*query.selections, Selection("state", code))
    return StateView(
        **parts(_row(context.addresses, code, _years(context.engine, code))),
        mentions=_units(context, mentions),
        total=mentions.total,
        page=query.page,
        per_page=query.per_page,
        next=addresses.next(query, mentions.total),
        prev=addresses.prev(query),
        facets={name: counts[name] for name in NARROWING},
        events=_units(context, events),
        events_total=events.total,
        events_url=context.addresses.events().question(replace(whole, selections=every)),
        roles=_roles(context, code, lists),
        roles_total=lists.total,
        roles_url=context.addresses.roles(code).question(whole),
        search_url=_search_url(context.addresses, code),
    )


def listed(context: Context, name: str, query: Query, reader: Language | None = None) -> Roles:
    """Return one page of the lists of States in which a State stands; see `state`.

    Those units only are read.
    """
    code = _code(name)
    addresses = context.addresses.roles(code)
    shown = _with(_shown(context.engine, code, query, reader), _listing(code))
    answer = context.engine.search(_page(shown, query))
    known = states.get(code)
    return Roles(
        code=code,
        name=Both(known.zh, known.en),
        items=_roles(context, code, answer),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=addresses.next(query, answer.total),
        prev=addresses.prev(query),
    )


def _code(name: str) -> str:
    code = states.lookup(name)
    if code is None:
        raise refusals.no_state(name, states.nearest(name))
    return code


def _named(code: str) -> Request:
    """Ask for all that names a State, newest first."""
    return Request(Key("state", code), filters(()), sort="-date")


def _shown(engine: Engine, code: str, query: Query, reader: Language | None) -> Request:
    """Ask for what names a State, as far as the query's selections and the reader's language let it."""
    check_number(query.selections)
    chosen = any(one.name == "language" for one in query.selections)
    named = once(engine, _named(code), reader) if reader and not chosen else _named(code)
    return _with(named, *filters(query.selections))


def _with(request: Request, *chosen: Filter) -> Request:
    return replace(request, filters=(*request.filters, *chosen))


def _listing(code: str) -> Filter:
    return Filter("listed", (code,))


def _page(request: Request, query: Query, facets: tuple[FacetName, ...] = ()) -> Request:
    first = (query.page - 1) * query.per_page
    return replace(request, facets=facets, offset=first, limit=query.per_page)


def _units(context: Context, answer: Answer) -> tuple[Unit, ...]:
    return tuple(unit(load(one.stored), context.addresses) for one in answer.found)


def _roles(context: Context, code: str, answer: Answer) -> tuple[Role, ...]:
    return tuple(role for one in answer.found for role in roles(load(one.stored), code, context.addresses))


def _years(engine: Engine, code: str) -> dict[str, int]:
    """Count all that names a State by year, whatever the query selects."""
    answer = engine.search(replace(_named(code), facets=("year",), limit=0))
    return _with_undated(answer.facets["year"], answer.total)


def _by_state(engine: Engine) -> dict[str, dict[str, int]]:
    """Count the units that mention each State, by year of the document."""
    everything = Request(And(()), filters(()), facets=("year", "state"), limit=0)
    answer = engine.search(everything)
    counts: dict[str, dict[str, int]] = {code: {} for code in answer.facets["state"]}
    for year in answer.facets["year"]:
        of_year = engine.search(replace(_with(everything, Filter("year", (year,))), facets=("state",)))
        for code, count in of_year.facets["state"].items():
            counts[code][year] = count
    return {code: _with_undated(years, answer.facets["state"][code]) for code, years in counts.items()}


def _with_undated(years: Mapping[str, int], total: int) -> dict[str, int]:
    """Return the counts by year, those of documents without a date under the empty one."""
    undated = total - sum(years.values())
    return {**years, "": undated} if undated else dict(years)


def _row(addresses: Addresses, code: str, years: Mapping[str, int]) -> StateRow:
    known = states.get(code)
    return StateRow(
        code=code,
        name=Both(known.zh, known.en),
        observer=known.observer,
        count=sum(years.values()),
        years=tuple(
            YearCount(int(year) if year else None, years[year], _search_url(addresses, code, year))
            for year in sorted(years, reverse=True)
        ),
        url=addresses.state(code),
    )


def _search_url(addresses: Addresses, code: str, year: str = "") -> str:
    selections = [Selection("year", year)] if year else []
    return addresses.question(Query(selections=(*selections, Selection("state", code))))
