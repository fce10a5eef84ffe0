"""The list of events: whole, once in the reader's language, narrowed, and counted by month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from indexer.answer import event_list as answer
from indexer.model import stored
from indexer.query.event_query import parse

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.lists import Events
    from indexer.model.stored import StoredUnit


def events(library: Library, *pairs: tuple[str, str]) -> Events:
    return library.events(parse(pairs))


def test_each_event_is_there_once_in_the_language_of_the_reader(digests: Library) -> None:
    asked = parse([("per_page", "100")])
    assert digests.events(asked).total == 2 * 78
    readers: tuple[Language, ...] = ("zh", "en")
    for reader in readers:
        found = digests.events(replace(asked, reader=reader))
        assert found.total == 78
        assert {unit.language for unit in found.items} == {reader}
    only_english = replace(parse([("q", "workshop"), ("translate", "false")]), reader=readers[0])
    assert {unit.language for unit in digests.events(only_english).items} == {"en"}


def test_organizers_and_places_narrow_the_list_and_stay_in_its_addresses(digests: Library) -> None:
    narrowed = (("organizer", "毒品和犯罪問題"), ("language", "zh"), ("per_page", "2"))
    found = events(digests, *narrowed)
    assert 2 < found.total < 78
    assert all(unit.event and "毒品和犯罪问题办公室" in unit.event.organizers_text for unit in found.items)
    assert found.next
    following = events(digests, *parse_qsl(urlsplit(found.next).query))
    assert following.page == 2
    assert following.total == found.total
    assert following.prev
    assert {unit.event.place for unit in events(digests, ("place", "vienna")).items if unit.event} == {
        "Vienna"
    }
    assert events(digests, ("place", "vienna"), ("organizer", "nobody")).total == 0


def test_a_name_of_one_language_finds_events_for_the_reader_of_the_other(digests: Library) -> None:
    readers: tuple[Language, ...] = ("zh", "en")
    for reader in readers:
        found = digests.events(replace(parse([("place", "Vienna")]), reader=reader))
        assert {unit.language for unit in found.items} == {"en"}
        both = digests.events(replace(parse([("place", "Vienna"), ("place", "维也纳")]), reader=reader))
        assert {unit.language for unit in both.items} == {reader}
        assert both.total == found.total


def test_names_to_choose_from_find_what_bears_them(digests: Library) -> None:
    found = events(digests, ("language", "en"), ("year", "2020"))
    assert len(found.organizers) > 5
    assert "New York" in found.places
    for field, names in (("organizer", found.organizers), ("place", found.places)):
        for name in names:
            assert events(digests, ("language", "en"), ("year", "2020"), (field, name)).total, name
    chosen = events(digests, ("language", "en"), ("year", "2020"), ("place", "New York"))
    assert (chosen.organizers, chosen.places) == (found.organizers, found.places)
    assert chosen.total < found.total


def test_names_are_in_the_language_of_the_reader_whatever_is_chosen(digests: Library) -> None:
    shown = digests.events(replace(parse([("organizer", "裁军事务厅")]), reader="zh"))
    assert "维也纳" in shown.places
    assert "Vienna" not in shown.places


def test_only_the_events_of_the_page_are_read(digests: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def load(line: str) -> StoredUnit:
        read.append(line)
        return stored.load(line)

    monkeypatch.setattr(answer, "load", load)
    found = digests.events(replace(parse([("organizer", "office"), ("per_page", "3")]), reader="en"))
    assert found.total > 10
    assert len(read) == 3


def test_a_file_of_events_is_read_in_batches(digests: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = replace(parse([("place", "vienna"), ("place", "new york")]), reader="en")
    whole = tuple(digests.every_event(asked))
    monkeypatch.setattr(answer, "BATCH", 4)
    assert tuple(digests.every_event(asked)) == whole
    assert len(whole) > 8


def test_every_event_is_what_the_pages_hold(digests: Library) -> None:
    asked = parse([("language", "en"), ("per_page", "100")])
    assert tuple(digests.every_event(asked)) == digests.events(asked).items


def test_each_month_leads_to_as_many_events_as_it_counts(digests: Library) -> None:
    found = events(digests, ("language", "en"))
    months = {month.month: month.count for month in found.months}
    assert list(months) == sorted(months)
    assert found.months[0].month == "2019-01"
    assert found.months[0].url.startswith("/api/v1/events?")
    for month in found.months:
        listed = events(digests, *parse_qsl(urlsplit(month.url).query))
        assert listed.total == month.count, month
        assert [one.month for one in listed.months] == [month.month]


def test_months_lie_within_the_period_that_is_asked_for(digests: Library) -> None:
    found = events(digests, ("language", "en"), ("from", "2019-03-20"), ("to", "2019-04-10"))
    assert [month.month for month in found.months] == ["2019-03", "2019-04"]
    first = dict(parse_qsl(urlsplit(found.months[0].url).query))
    assert (first["from"], first["to"]) == ("2019-03-20", "2019-03-31")
    for month in found.months:
        assert events(digests, *parse_qsl(urlsplit(month.url).query)).total == month.count


def test_a_month_leads_to_its_first_page_from_whatever_page(digests: Library) -> None:
    second = events(digests, ("language", "en"), ("page", "2"), ("per_page", "2"))
    assert second.page == 2
    for found in (second, events(digests, ("language", "en"), ("per_page", "2"))):
        for month in found.months:
            listed = events(digests, *parse_qsl(urlsplit(month.url).query))
            assert (listed.page, listed.prev) == (1, None), month
            assert len(listed.items) == min(month.count, 2)
            assert listed.items[0].event
            days = [(f"{span.start:%Y-%m}", f"{span.end:%Y-%m}") for span in listed.items[0].event.dates]
            assert any(start <= month.month <= end for start, end in days)
