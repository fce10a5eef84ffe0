"""The States mentioned, and what is said of one State: its mentions by page, its events, its lists."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from indexer.answer import not_found
from indexer.answer.deduplication import once
from indexer.answer.facets import facets, limits
from indexer.answer.paging import check_page, turn
from indexer.answer.roles import roles
from indexer.answer.units import unit
from indexer.engines.base import And, Filter, Key, Request
from indexer.language import CONVENTIONS
from indexer.model.fields import asked
from indexer.model.lists import Roles, StateRow, States, StateView, YearCount
from indexer.model.messages import both
from indexer.model.query import MAX_STATES, Query, Selection, StateOrder
from indexer.model.stored import load
from indexer.names import states
from indexer.query.arguments import check_number
from indexer.query.filters import filters
from indexer.query.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.answer.context import Context
    from indexer.answer.urls import Urls
    from indexer.engines.base import Answer, Engine
    from indexer.model.document import Language
    from indexer.model.fields import FacetName
    from indexer.model.lists import Role
    from indexer.model.shown_units import Unit

NARROWING: tuple[FacetName, ...] = tuple(field.name for field in asked("mentions") if field.facet)
"""The facets by which the mentions of a State are narrowed."""
MAX_NEWEST = 50
"""How many of its newest events, and of the newest paragraphs with lists, are returned with a State."""
EVENT = Filter("kind", ("event",))
NO_EVENT = Filter("kind", ("event",), negated=True)


def mentioned(context: Context, page: int, per_page: int, order: StateOrder) -> States:
    """Return one page of the States mentioned, each with its counts by year.

    Args:
        context: The engine, the reader's language and the addresses.
        page: Which page, from 1.
        per_page: States on a page, at most MAX_STATES.
        order: `name` in the reader's language, or `count`: the most mentioned first.

    """
    check_page(page, per_page, MAX_STATES)
    counts = _by_state(context.engine)
    sort_key = CONVENTIONS[context.reader].sort_key
    codes = sorted(counts, key=lambda code: sort_key(states.name(code, context.reader)))
    if order == "count":
        codes.sort(key=lambda code: -sum(counts[code].values()))
    window = codes[(page - 1) * per_page : page * per_page]
    rows = tuple(_row(context.urls, code, counts[code]) for code in window)
    kept = (("sort", order),) if order != "name" else ()
    following, before = turn(context.urls, "/states", page, per_page, len(codes), *kept)
    return States(rows, len(codes), page, per_page, following, before)


def state(context: Context, name: str, query: Query, reader: Language | None = None) -> StateView:
    """Return a State with one page of its mentions, its newest events and its newest lists.

    Args:
        context: The engine and the addresses.
        name: The code of the State, or any of its names.
        query: Its selections narrow all that is said of the State; its page is that of the mentions.
        reader: A language: what is said in both language versions is then returned in this one only, unless
            the query selects a language.

    Raises:
        NotFoundError: No State has this name; the error names the nearest.
        UsageError: There are too many selections.

    """
    code = _code(name)
    shown = _shown(context.engine, code, query, reader)
    urls = context.urls.mentions(code)
    narrowing = replace(context, urls=urls, every_year=True)
    asked, chosen = Question.of(query), query.selections
    counted = replace(shown, facets=NARROWING, limits=limits(narrowing, asked, chosen))
    mentions = context.engine.search(_page(_with(counted, NO_EVENT), query))
    counts = facets(narrowing, asked, chosen, mentions)
    first = replace(query, page=1, per_page=MAX_NEWEST if query.page == 1 else 0)
    events = context.engine.search(_page(_with(shown, EVENT), first))
    lists = context.engine.search(_page(_with(shown, _listing(code)), first))
    whole, every = replace(query, page=1), (*query.selections, Selection("state", code))
    return StateView(
        **asdict(_row(context.urls, code, _years(context.engine, code))),
        mentions=_units(context, mentions),
        total=mentions.total,
        page=query.page,
        per_page=query.per_page,
        next=urls.next(query, mentions.total),
        prev=urls.prev(query),
        facets={name: counts[name] for name in NARROWING},
        events=_units(context, events),
        events_total=events.total,
        events_url=context.urls.events().question(replace(whole, selections=every)),
        roles=_roles(context, code, lists),
        roles_total=lists.total,
        roles_url=context.urls.roles(code).question(whole),
        speeches_total=_found(context.engine, "speaking", code),
        speeches_url=context.urls.question(Query(selections=(Selection("speaking", code),))),
        votes_total=_found(context.engine, "vote", code),
        votes_url=context.urls.question(Query(selections=(Selection("vote", code),))),
        search_url=_search_url(context.urls, code),
    )


def listed(context: Context, name: str, query: Query, reader: Language | None = None) -> Roles:
    """Return one page of the lists of States that contain a State; the arguments are those of `state`.

    Only units with such lists are read.
    """
    code = _code(name)
    urls = context.urls.roles(code)
    shown = _with(_shown(context.engine, code, query, reader), _listing(code))
    answer = context.engine.search(_page(shown, query))
    return Roles(
        code=code,
        name=both(partial(states.name, code)),
        items=_roles(context, code, answer),
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        next=urls.next(query, answer.total),
        prev=urls.prev(query),
    )


def _code(name: str) -> str:
    """Return the code of a State by any of its names. Raises NotFoundError, naming the nearest States."""
    code = states.lookup(name)
    if code is None:
        raise not_found.no_state(name, states.nearest(name))
    return code


def _named(code: str) -> Request:
    """Return the request for all units that name a State, newest first."""
    return Request(Key("state", code), filters(()), sort="-date")


def _shown(engine: Engine, code: str, query: Query, reader: Language | None) -> Request:
    """Return the request for the units that name a State, as the query's selections narrow it.

    Duplicates in the other language are left out where a reader is given and no language is selected.
    """
    check_number(query.selections)
    chosen = any(one.name == "language" for one in query.selections)
    named = once(engine, _named(code), reader) if reader and not chosen else _named(code)
    return _with(named, *filters(query.selections))


def _with(request: Request, *chosen: Filter) -> Request:
    return replace(request, filters=(*request.filters, *chosen))


def _found(engine: Engine, field: str, value: str) -> int:
    """Count the units with a value in a field."""
    return engine.search(Request(Key(field, value), filters(()), limit=0)).total


def _listing(code: str) -> Filter:
    return Filter("listed", (code,))


def _page(request: Request, query: Query) -> Request:
    return replace(request, offset=(query.page - 1) * query.per_page, limit=query.per_page)


def _units(context: Context, answer: Answer) -> tuple[Unit, ...]:
    return tuple(unit(load(one.stored), context.urls) for one in answer.found)


def _roles(context: Context, code: str, answer: Answer) -> tuple[Role, ...]:
    return tuple(role for one in answer.found for role in roles(load(one.stored), code, context.urls))


def _years(engine: Engine, code: str) -> dict[str, int]:
    """Count all units that name a State by year, whatever the query selects."""
    answer = engine.search(replace(_named(code), facets=("year",), limit=0))
    return _with_undated(answer.facets["year"], answer.total)


def _by_state(engine: Engine) -> dict[str, dict[str, int]]:
    """Count the units that mention each State by the year of their document."""
    everything = Request(And(()), filters(()), facets=("state",), limit=0, crossed=("year", "state"))
    answer = engine.search(everything)
    counts: dict[str, dict[str, int]] = {code: {} for code in answer.facets["state"]}
    for year, of_year in answer.crossed.items():
        for code, count in of_year.items():
            counts[code][year] = count
    return {code: _with_undated(years, answer.facets["state"][code]) for code, years in counts.items()}


def _with_undated(years: Mapping[str, int], total: int) -> dict[str, int]:
    """Return the counts by year; the key of documents without a date is the empty text."""
    undated = total - sum(years.values())
    return {**years, "": undated} if undated else dict(years)


def _row(urls: Urls, code: str, years: Mapping[str, int]) -> StateRow:
    known, whole = states.get(code), _search_url(urls, code)
    of_year = urls.adding(_mentioning(code)).filter("year", excluded=False)
    return StateRow(
        code=code,
        name=both(partial(states.name, code)),
        observer=known.observer,
        former=known.former,
        count=sum(years.values()),
        years=tuple(
            YearCount(int(year) if year else None, years[year], of_year(year) if year else whole)
            for year in sorted(years, reverse=True)
        ),
        url=urls.state(code),
    )


def _search_url(urls: Urls, code: str) -> str:
    return urls.question(_mentioning(code))


def _mentioning(code: str) -> Query:
    return Query(selections=(Selection("state", code),))
