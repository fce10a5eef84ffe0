"""The pages of States and of events, with the events as files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, cast, get_args

from flask import Blueprint, Response, redirect, render_template, request

from indexer.answer import exports, snippets
from indexer.answer.calendar import MEDIA_TYPE, calendar_lines
from indexer.answer.results import Chip
from indexer.model import Language
from indexer.names import alphabet, states
from indexer.query import arguments
from indexer.query.events import OWN
from indexer.query.question import Selection, StateOrder
from webui import timeline
from webui.addressing import EVENTS, page_addresses, root
from webui.localisation import NAMES, PARAMETER, either, label, language
from webui.parameters import EVENTS as PARAMETERS
from webui.parameters import StateList, event_question, mentions_question, read
from webui.service import service
from webui.templating import kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from indexer.answer.addresses import Addresses
    from indexer.answer.lists import Role, StateRow
    from indexer.answer.results import Fragment, Unit
    from indexer.query.events import EventQuery
    from indexer.query.question import FilterName, Query

blueprint = Blueprint("listings", __name__)

OURS = (PARAMETER,)
"""Parameters of every page that are not part of a question."""
WHOLE = tuple(name for name in PARAMETERS if name not in ("page", "per_page"))
"""Parameters of a file of events, which has no pages."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A unit that mentions a State, and the window of its text around the mention."""

    unit: Unit
    pieces: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What is said of a State in the documents of a year, None where it is unknown, section by section."""

    year: int | None
    sections: tuple[tuple[tuple[str, ...], tuple[Excerpt, ...]], ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters that are on in a list; `clear_url` asks without any, None where there is none."""

    chips: tuple[Chip, ...]
    clear_url: str | None


@blueprint.get("/states")
def list_states() -> str:
    """List the States that are mentioned."""
    window = read(StateList, ignored=OURS)
    addresses = page_addresses()
    listed = service().library.states(
        window.page, window.per_page, addresses, order=window.sort, reader=language()
    )
    return render_template(
        "states.html",
        states=listed,
        groups=_by_letter(listed.items) if window.sort == "name" else [("", list(listed.items))],
        orders=_orders(window.sort, addresses),
    )


@blueprint.get("/state/<code>")
def show_state(code: str) -> ResponseReturnValue:
    """Show where a State is mentioned, in which lists it stands, and its events."""
    query = mentions_question(OURS)
    view = service().library.state(code, query, page_addresses(), language())
    addresses = page_addresses().mentions(view.code)
    if view.code != code:
        return redirect(addresses.question(query), 301)
    return render_template(
        "state.html",
        state=view,
        narrowed=_narrowed(query, addresses),
        roles=_by_year(view.roles),
        mentions=_years(view.mentions, view.code),
    )


@blueprint.get("/state/<code>/lists")
def list_roles(code: str) -> ResponseReturnValue:
    """List the lists of States in which a State stands."""
    query = mentions_question(OURS)
    listed = service().library.roles(code, query, page_addresses(), language())
    addresses = page_addresses().roles(listed.code)
    if listed.code != code:
        return redirect(addresses.question(query), 301)
    return render_template(
        "roles.html",
        listed=listed,
        roles=_by_year(listed.items),
        narrowed=_narrowed(query, addresses),
        whole=page_addresses().mentions(code).question(replace(query, page=1)),
    )


@blueprint.get("/events")
def list_events() -> str:
    """List events, by date, and by month as a drawing."""
    asked = _for_reader(event_question(OURS))
    addresses = page_addresses(EVENTS)
    found = service().library.events(asked, addresses)
    return render_template(
        "events.html",
        query=asked.query,
        narrowed=_narrowed(asked.query, addresses, asked),
        sent=[*kept(asked.query), *asked.pairs],
        events=found,
        drawing=timeline.timeline(found.months) if found.months else None,
        choices=_choices(asked, addresses),
        files=[(name, _file(asked, path)) for name, path in (("CSV", "/events.csv"), ("ICS", "/events.ics"))],
    )


@blueprint.get("/events.csv")
def events_as_csv() -> Response:
    """Send the events as a table."""
    return _attached("events.csv", "text/csv", exports.event_lines(_every()))


@blueprint.get("/events.ics")
def events_as_calendar() -> Response:
    """Send the events as a calendar."""
    return _attached("events.ics", MEDIA_TYPE, calendar_lines(_every()))


def _by_letter(rows: Iterable[StateRow]) -> list[tuple[str, list[StateRow]]]:
    reader = language()
    grouped = groupby(rows, lambda row: alphabet.initial(either(row.name), reader))
    return [(letter, list(members)) for letter, members in grouped]


def _orders(present: StateOrder, addresses: Addresses) -> list[tuple[StateOrder, str, bool]]:
    """Return the orders of the States: name, address, and whether it is the present one."""
    return [
        (order, addresses.path("/states", *([("sort", order)] if order != "name" else [])), order == present)
        for order in get_args(StateOrder)
    ]


def _by_year(roles: Iterable[Role]) -> list[tuple[int | None, list[Role]]]:
    return [(year, list(members)) for year, members in groupby(roles, lambda role: role.year)]


def _years(mentions: Iterable[Unit], code: str) -> list[Year]:
    return [
        Year(year, tuple(_sections(members, code)))
        for year, members in groupby(mentions, lambda unit: unit.year)
    ]


def _sections(mentions: Iterable[Unit], code: str) -> list[tuple[tuple[str, ...], tuple[Excerpt, ...]]]:
    grouped = groupby(mentions, lambda unit: unit.section)
    return [(section, tuple(_excerpt(unit, code) for unit in members)) for section, members in grouped]


def _excerpt(unit: Unit, code: str) -> Excerpt:
    marked = [
        (found.start, found.end) for found in states.find(unit.text, unit.language) if found.state == code
    ]
    return Excerpt(unit, snippets.snippet(unit.text, unit.language, marked))


def _narrowed(query: Query, addresses: Addresses, asked: EventQuery | None = None) -> Narrowed:
    """Return the filters of a list, each with the address without it."""
    beside = asked.pairs if asked else ()
    whole = replace(addresses, kept=(*addresses.kept, *beside))
    chips = [
        _chip(one.name, one.value, whole.dropping(query, one), excluded=one.excluded)
        for one in query.selections
    ]
    for pair in beside:
        others = replace(addresses, kept=(*addresses.kept, *(one for one in beside if one != pair)))
        chips.append(_chip(*pair, others.question(replace(query, page=1))))
    clear = addresses.question(replace(query, selections=(), page=1)) if chips else None
    return Narrowed(tuple(chips), clear)


def _chip(name: str, value: str, url: str, *, excluded: bool = False) -> Chip:
    shown = value if name in OWN else label(cast("FilterName", name), value)
    return Chip(name, value, shown, excluded, inner=False, url=url)


def _for_reader(asked: EventQuery) -> EventQuery:
    """Show each event once, in the reader's language, unless the address asks for a language version."""
    chosen = any(one.name == "language" for one in asked.query.selections)
    return asked if chosen else replace(asked, reader=language())


def _choices(asked: EventQuery, addresses: Addresses) -> list[tuple[str, Language, str, bool]]:
    """Return the versions of the list: name, language, address, and whether it is the present one."""
    others = tuple(one for one in asked.query.selections if one.name != "language")
    wanted = [one for one in asked.query.selections if one.name == "language" and not one.excluded]
    present: list[str | None] = [one.value for one in wanted] or [asked.reader]
    kept = replace(addresses, kept=asked.pairs)
    return [
        (
            NAMES[code],
            code,
            kept.question(replace(asked.query, selections=(*others, Selection("language", code)), page=1)),
            present == [code],
        )
        for code in get_args(Language)
    ]


def _file(asked: EventQuery, path: str) -> str:
    """Return the address of these events as a file; it names the language, which no calendar asks for."""
    query = replace(asked.query, page=1, per_page=arguments.parse(()).per_page)
    addresses = replace(page_addresses(), extra=((PARAMETER, language()),))
    return addresses.path(path, *arguments.pairs(query), *asked.pairs)


def _every() -> Iterable[Unit]:
    """Read the events asked for; their addresses have a host: a file is read elsewhere."""
    public = service().config.web.public_url or request.host_url.rstrip("/") + root()
    return service().library.every_event(
        _for_reader(event_question(OURS, WHOLE)), replace(page_addresses(), public_url=public, extra=())
    )


def _attached(name: str, media_type: str, lines: Iterable[str]) -> Response:
    response = Response("".join(lines), content_type=f"{media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"juanzong-{name}")
    return response
