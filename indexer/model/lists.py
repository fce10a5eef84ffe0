"""Answers about States and events: the second part of the JSON contract. The first part is `results`."""

from __future__ import annotations

from msgspec import Struct

from indexer.model.document import Both, Edition, Language, Script
from indexer.model.results import Facets
from indexer.model.shown_units import Unit


class YearCount(Struct, frozen=True, gc=False):
    """How many units of a year; `url` lists them."""

    year: int | None
    count: int
    url: str


class StateRow(Struct, frozen=True, gc=False):
    """A State that the library mentions, with how often, by year of the document.

    A `former` one is a Member of the United Nations that is no more, such as the Soviet Union.
    """

    code: str
    name: Both
    observer: bool
    former: bool
    count: int
    years: tuple[YearCount, ...]
    url: str


class States(Struct, frozen=True, gc=False):
    """All States mentioned, by their names or by how often they are mentioned."""

    items: tuple[StateRow, ...]
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None


class Role(Struct, frozen=True, gc=False):
    """A list of three or more States in which a State stands.

    `introduction` is the sentence that holds the list, with `…` in the list's place; `size` counts the
    States in it. `id`, `citation` and `url` are those of the unit, `section` the headings above it.
    """

    id: str
    symbol: str
    language: Language
    script: Script
    edition: Edition
    part: str
    locator: str
    printed_page: str | None
    year: int | None
    section: tuple[str, ...]
    introduction: str
    size: int
    citation: Both
    url: str


class Roles(Struct, frozen=True, gc=False):
    """The lists of States in which a State stands, newest document first.

    `total` counts the paragraphs that hold them, and `per_page` those of a page: one may hold two.
    """

    code: str
    name: Both
    items: tuple[Role, ...]
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None


class StateView(StateRow, frozen=True, gc=False):
    """A State with one page of its mentions, its events and its places in lists, newest first.

    `total`, `page`, `per_page`, `next` and `prev` are those of the mentions, events apart; `facets` narrow
    all that is said of it. `events` and `roles` come with the first page: 50 of `events_total` events and
    those of 50 of `roles_total` paragraphs with lists; `events_url` and `roles_url` list all. `count` and
    `years` count events too, whatever is asked for, and `search_url` finds as much. Of the meeting records
    held, `speeches_total` counts the turns in which someone speaks for it and `votes_total` the votes in
    whose lists it stands; `speeches_url` and `votes_url` find them.
    """

    mentions: tuple[Unit, ...]
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None
    facets: Facets
    events: tuple[Unit, ...]
    events_total: int
    events_url: str
    roles: tuple[Role, ...]
    roles_total: int
    roles_url: str
    speeches_total: int
    speeches_url: str
    votes_total: int
    votes_url: str
    search_url: str


class MonthCount(Struct, frozen=True, gc=False):
    """How many events have a day in a month, `2019-04`; `url` lists them."""

    month: str
    count: int
    url: str


class Events(Struct, frozen=True, gc=False):
    """Events, by date; `months` are those of the whole list, the earliest first.

    `organizers` and `places` are names to narrow the list by, as printed, the commonest first, 50 at most.
    """

    items: tuple[Unit, ...]
    months: tuple[MonthCount, ...]
    organizers: tuple[str, ...]
    places: tuple[str, ...]
    total: int
    page: int
    per_page: int
    next: str | None
    prev: str | None
