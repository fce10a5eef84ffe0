"""The pages of documents, States and events, and the events as files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from flask import Blueprint, Response, redirect, render_template
from flask_babel import gettext
from msgspec import structs

from indexer.answer import export_formats, snippets
from indexer.answer.icalendar import MEDIA_TYPE, calendar_lines
from indexer.language import CONVENTIONS
from indexer.model.document import Language
from indexer.model.query import DocumentOrder, Query, Selection, StateOrder
from indexer.model.results import Chip
from indexer.names import states
from indexer.query import arguments
from indexer.query.document_query import DocumentQuery
from indexer.query.question import Question
from webui.pages import timeline
from webui.pages.templating import kept
from webui.request.localisation import NAMES, PARAMETER, either, language
from webui.request.page_parameters import document_question, event_question, mentions_question, read
from webui.request.parameters import StateList
from webui.request.service import service
from webui.request.site_urls import EVENTS, absolute_urls, page_urls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from indexer.answer.urls import Urls
    from indexer.model.lists import Role, StateRow
    from indexer.model.results import Documents
    from indexer.model.shown_units import Fragment, Unit
    from indexer.query.event_query import EventQuery

blueprint = Blueprint("listings", __name__)

SHOWN_AT_HOME = 10
MOST_YEARS = 20
"""How many years of a State are listed at most."""
YEARS_LISTED = 400
"""How many years the list of States has in all, so that it stays light with many States and many years."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A unit that mentions a State, with a snippet around the mention."""

    unit: Unit
    pieces: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What the documents of one year say of a State, by section; the year is None if it is unknown."""

    year: int | None
    sections: tuple[tuple[tuple[str, ...], tuple[Excerpt, ...]], ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters of a list that are on; `clear_url` is the list without them, None if there are none."""

    chips: tuple[Chip, ...]
    clear_url: str | None


@blueprint.get("/documents")
def list_documents() -> str:
    """List the documents held, or those with some words in titles and headings."""
    asked, urls = document_question(), page_urls()
    found = service().library.documents(asked, urls, language())
    return render_template(
        "documents.html",
        found=found,
        orders=_document_orders(asked, urls.documents()),
        sent=[*kept(asked.query), *asked.pairs],
    )


@blueprint.get("/states")
def list_states() -> str:
    """List the States that are mentioned."""
    window = read(StateList)
    urls = page_urls()
    listed = service().library.states(
        window.page, window.per_page, urls, order=window.sort, reader=language()
    )
    return render_template(
        "states.html",
        states=listed,
        groups=_by_letter(listed.items) if window.sort == "name" else [("", list(listed.items))],
        orders=_orders(window.sort, urls),
        most=max(1, min(MOST_YEARS, YEARS_LISTED // max(1, len(listed.items)))),
    )


@blueprint.get("/state/<code>")
def show_state(code: str) -> ResponseReturnValue:
    """Show where a State is mentioned, in which lists it stands, and its events."""
    query = mentions_question()
    view = service().library.state(code, query, page_urls(), language())
    urls = page_urls().mentions(view.code)
    if view.code != code:
        return redirect(urls.question(query), 301)
    return render_template(
        "state.html",
        state=view,
        narrowed=_narrowed(query, urls),
        roles=_by_year(view.roles),
        mentions=_years(view.mentions, view.code),
    )


@blueprint.get("/state/<code>/lists")
def list_roles(code: str) -> ResponseReturnValue:
    """List the lists of States in which a State stands."""
    query = mentions_question()
    listed = service().library.roles(code, query, page_urls(), language())
    urls = page_urls().roles(listed.code)
    if listed.code != code:
        return redirect(urls.question(query), 301)
    return render_template(
        "roles.html",
        listed=listed,
        roles=_by_year(listed.items),
        narrowed=_narrowed(query, urls),
        whole=page_urls().mentions(code).question(replace(query, page=1)),
    )


@blueprint.get("/events")
def list_events() -> str:
    """List events by date, with a drawing of their number by month."""
    asked = _for_reader(event_question())
    urls = page_urls(EVENTS)
    found = service().library.events(asked, urls)
    return render_template(
        "events.html",
        query=asked.query,
        narrowed=_narrowed(asked.query, urls, asked),
        sent=[*kept(asked.query), *asked.pairs],
        events=found,
        drawing=timeline.timeline(found.months) if found.months else None,
        choices=_choices(asked, urls),
        files=[(name, _file(asked, path)) for name, path in (("CSV", "/events.csv"), ("ICS", "/events.ics"))],
    )


@blueprint.get("/events.csv")
def events_as_csv() -> Response:
    """Send the events as a table."""
    return _attached("events.csv", "text/csv", export_formats.event_lines(_every()))


@blueprint.get("/events.ics")
def events_as_calendar() -> Response:
    """Send the events as a calendar."""
    events = _every()
    if absolute_urls() is None:
        events = (structs.replace(unit, url="") for unit in events)  # useless there without a host
    return _attached("events.ics", MEDIA_TYPE, calendar_lines(events))


def newest(most: int, urls: Urls) -> Documents:
    """Return the newest documents held, each language version by itself."""
    asked = DocumentQuery(Query(per_page=most), "-date")
    return service().library.documents(asked, urls, language())


def _document_orders(asked: DocumentQuery, urls: Urls) -> list[tuple[str, str, bool]]:
    """Return the possible orders of the documents: name, address, and whether it is the current one."""
    names: dict[DocumentOrder, str] = {
        "relevance": gettext("Relevance"),
        "-date": gettext("Newest"),
        "date": gettext("Oldest"),
        "symbol": gettext("Symbol, ascending"),
        "-symbol": gettext("Symbol, descending"),
    }
    if not asked.query.text:
        del names["relevance"]
    ordered = [(name, asked.ordered(order), order) for order, name in names.items()]
    return [
        (name, replace(urls, kept=one.pairs).question(one.query), order == asked.sorted_by)
        for name, one, order in ordered
    ]


def _by_letter(rows: Iterable[StateRow]) -> list[tuple[str, list[StateRow]]]:
    reader = language()
    grouped = groupby(rows, lambda row: CONVENTIONS[reader].initial(either(row.name)))
    return [(letter, list(members)) for letter, members in grouped]


def _orders(present: StateOrder, urls: Urls) -> list[tuple[StateOrder, str, bool]]:
    """Return the possible orders of the States: name, address, and whether it is the current one."""
    return [
        (order, urls.path("/states", *([("sort", order)] if order != "name" else [])), order == present)
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


def _narrowed(query: Query, urls: Urls, asked: EventQuery | None = None) -> Narrowed:
    """Return the filters of a list, each with the address of the list without it."""
    beside = asked.pairs if asked else ()
    whole = replace(urls, kept=(*urls.kept, *beside))
    question = asked.question if asked else Question.of(query)
    chips = [
        _chip(one.name, one.value, whole.dropping(question, one), excluded=one.excluded)
        for one in query.selections
    ]
    for pair in beside:
        others = replace(urls, kept=(*urls.kept, *(one for one in beside if one != pair)))
        chips.append(_chip(*pair, others.question(replace(query, page=1))))
    clear = urls.question(replace(query, selections=(), page=1)) if chips else None
    return Narrowed(tuple(chips), clear)


def _chip(name: str, value: str, url: str, *, excluded: bool = False) -> Chip:
    return Chip(name, value, service().library.label(name, value, language()), excluded, inner=False, url=url)


def _for_reader(asked: EventQuery) -> EventQuery:
    """Return the question so that each event is shown once, in the reader's language.

    A question that selects a language stays as it is.
    """
    chosen = any(one.name == "language" for one in asked.query.selections)
    return asked if chosen else replace(asked, reader=language())


def _choices(asked: EventQuery, urls: Urls) -> list[tuple[str, Language, str, bool]]:
    """Return the versions of the list: name, language, address, and whether it is the current one."""
    others = tuple(one for one in asked.query.selections if one.name != "language")
    wanted = [one for one in asked.query.selections if one.name == "language" and not one.excluded]
    present: list[str | None] = [one.value for one in wanted] or [asked.reader]
    kept = replace(urls, kept=asked.pairs)
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
    """Return the address of these events as a file.

    The address names the language, since a calendar program asks for none.
    """
    query = replace(asked.query, page=1, per_page=arguments.parse(()).per_page)
    urls = replace(page_urls(), extra=((PARAMETER, language()),))
    return urls.path(path, *arguments.pairs(query), *asked.pairs)


def _every() -> Iterable[Unit]:
    """Return all events asked for; their addresses have our host if known, since a file is read elsewhere."""
    public = (absolute_urls() or page_urls()).public_url
    return service().library.every_event(
        _for_reader(event_question(whole=True)), replace(page_urls(), public_url=public, extra=())
    )


def _attached(name: str, media_type: str, lines: Iterable[str]) -> Response:
    response = Response("".join(lines), content_type=f"{media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"juanzong-{name}")
    return response
