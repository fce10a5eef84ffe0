"""What is said of a State: complete, page by page, by year and section, once in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from indexer.answer import state_pages
from indexer.model.query import MAX_SELECTIONS, Query, Selection
from indexer.query import arguments, event_query
from indexer.runtime.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.lists import Role
    from indexer.model.shown_units import Unit

READERS: tuple[Language, ...] = ("zh", "en")


def asked(url: str | None) -> Query:
    """Read the query of an address of the API."""
    assert url
    pairs = parse_qsl(urlsplit(url).query)
    assert ("code", "CHL") in pairs
    return arguments.parse(pair for pair in pairs if pair[0] != "code")


def said(library: Library, code: str) -> list[Unit]:
    """Return all units that name a State, as a search finds them."""
    return list(library.hits(Query(selections=(Selection("state", code),), sort="-date")))


def test_every_mention_stands_on_one_of_the_pages(digests: Library) -> None:
    found: list[Unit] = []
    view = digests.state("CHL", Query(per_page=3))
    while view.next:
        assert len(view.mentions) == 3
        found += view.mentions
        view = digests.state("CHL", asked(view.next))
        assert not view.events
        assert not view.roles
    found += view.mentions
    expected = [unit.id for unit in said(digests, "CHL") if unit.kind != "event"]
    assert [unit.id for unit in found] == expected
    assert view.total == len(expected) == 8
    assert asked(view.prev).page == view.page - 1


@pytest.mark.parametrize("code", ["CHL", "KWT", "ZMB"])
def test_roles_and_events_are_all_that_the_mentions_hold(digests: Library, code: str) -> None:
    view = digests.state(code)
    assert {unit.id for unit in view.events} == {
        unit.id for unit in said(digests, code) if unit.kind == "event"
    }
    assert view.events_total == len(view.events)
    assert view.count == view.total + view.events_total
    named = {unit.id for unit in said(digests, code)}
    assert {role.id for role in view.roles} <= named
    assert digests.roles(code, Query(per_page=100)).items == view.roles


def test_lists_are_paged_by_their_paragraphs_and_none_is_lost(digests: Library) -> None:
    found: list[Role] = []
    listed = digests.roles("Chile", Query(per_page=3))
    assert (listed.code, listed.name.zh, listed.total) == ("CHL", "智利", 8)
    while listed.next:
        assert listed.next.startswith("/api/v1/roles?")
        assert len({role.id for role in listed.items}) == 3
        found += listed.items
        listed = digests.roles("CHL", asked(listed.next))
    found += listed.items
    assert tuple(found) == digests.state("CHL").roles
    assert listed.page == 3
    assert asked(listed.prev).page == 2


def test_what_does_not_fit_on_the_first_page_is_counted_and_listed(
    digests: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = digests.state("CHL")
    monkeypatch.setattr(state_pages, "MAX_NEWEST", 1)
    view = digests.state("CHL", Query(selections=(Selection("year", "2019"),)))
    assert (len(view.events), view.events_total) == (1, whole.events_total)
    address = urlsplit(view.events_url)
    assert address.path == "/api/v1/events"
    assert digests.events(event_query.parse(parse_qsl(address.query))).total == view.events_total
    assert len({role.id for role in view.roles}) == 1
    assert digests.roles("CHL", asked(view.roles_url)).total == view.roles_total == 4


def test_each_year_and_section_leads_to_as_many_mentions_as_it_counts(digests: Library) -> None:
    view = digests.state("CHL")
    assert {value.value: value.count for value in view.facets["year"].values} == {"2019": 4, "2020": 4}
    assert {value.value for value in view.facets["language"].values} == {"zh", "en"}
    for name in ("year", "section"):
        for value in view.facets[name].values:
            narrowed = digests.state("CHL", asked(value.url))
            assert narrowed.total == value.count
            assert (narrowed.count, narrowed.years) == (view.count, view.years)


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_each_mention_once(digests: Library, reader: Language) -> None:
    whole, view = digests.state("CHL"), digests.state("CHL", reader=reader)
    assert view.total == whole.total // 2
    for units in (view.mentions, view.events, view.roles):
        assert {unit.language for unit in units} == {reader}
    assert len(view.roles) == len(whole.roles) // 2
    narrowed = digests.state("CHL", Query(selections=(Selection("year", "2019"),)), reader=reader)
    assert [value.count for value in narrowed.facets["year"].values] == [2, 2]
    other = READERS[READERS[0] == reader]
    chosen = digests.state("CHL", Query(selections=(Selection("language", other),)), reader=reader)
    assert {unit.language for unit in chosen.mentions} == {other}


def test_what_cannot_be_answered_is_refused(digests: Library) -> None:
    with pytest.raises(NotFoundError, match="Chili"):
        digests.roles("Chili")
    years = tuple(Selection("year", str(1900 + number)) for number in range(MAX_SELECTIONS + 1))
    with pytest.raises(UsageError):
        digests.state("CHL", Query(selections=years))
