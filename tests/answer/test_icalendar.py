"""Events as a calendar: what a calendar program reads out of it is what the table says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from indexer.answer.icalendar import LINE_END, MAX_OCTETS, calendar_lines
from indexer.model.shown_units import DateSpan
from indexer.query.event_query import parse

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.shown_units import Unit


@pytest.fixture
def unit(digests: Library) -> Unit:
    found = digests.paragraph("S/2019/986", "en", "enclosure", "ev.2")
    assert found.event
    return found


def entries(text: str) -> list[dict[str, str]]:
    """Read a calendar as a program does: unfolded, each entry's values by name, escapes resolved."""
    lines = text.replace(f"{LINE_END} ", "").split(LINE_END)
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name.partition(";")[0]] = _plain(value)
    return found


def _plain(value: str) -> str:
    for escaped, char in (("\\,", ","), ("\\;", ";"), ("\\n", "\n"), ("\\\\", "\\")):
        value = value.replace(escaped, char)
    return value


def test_an_event_is_an_all_day_entry_that_ends_on_the_day_after(unit: Unit) -> None:
    (entry,) = entries("".join(calendar_lines([unit])))
    assert unit.event
    assert entry["UID"] == "S/2019/986:en:enclosure:ev.2"
    assert (entry["DTSTART"], entry["DTEND"]) == ("20190415", "20190418")
    assert entry["DTSTAMP"] == "20191223T000000Z"
    assert entry["SUMMARY"] == unit.event.description
    assert entry["LOCATION"] == "Santiago"
    assert entry["URL"] == unit.url


def test_a_digest_says_so_in_each_entry_and_official_text_does_not(unit: Unit) -> None:
    (entry,) = entries("".join(calendar_lines([unit])))
    assert entry["DESCRIPTION"].startswith("project digest, not UN text\nChile, Committee")
    assert unit.url in entry["DESCRIPTION"]
    official = replace(unit, edition="official", citation=replace(unit.citation, en="S/2019/986, event 2"))
    assert "digest" not in "".join(calendar_lines([official]))


def test_lines_are_folded_between_characters(digests: Library) -> None:
    text = "".join(calendar_lines(digests.every_event(parse(()))))
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= MAX_OCTETS
    assert sum(line.startswith(b" ") for line in lines) > 100
    assert all(line.decode() or True for line in lines)
    assert "\n" not in text.replace("\r\n", "")
    assert len(entries(text)) >= 156
    assert len({entry["UID"] for entry in entries(text)}) == len(entries(text))


def test_signs_of_the_format_are_escaped(unit: Unit) -> None:
    assert unit.event
    odd = replace(unit.event, description="a; b, c\\d\ne\r", place="x", place_note="by, video", category=None)
    text = "".join(calendar_lines([replace(unit, event=odd)]))
    assert "SUMMARY;LANGUAGE=en:a\\; b\\, c\\\\d\\ne\r\n" in text
    assert "LOCATION;LANGUAGE=en:x (by\\, video)\r\n" in text
    assert "CATEGORIES" not in text


def test_each_period_is_an_entry_and_none_without_a_date(unit: Unit) -> None:
    assert unit.event
    spans = (DateSpan(date(2019, 3, 26), date(2019, 3, 29)), DateSpan(date(2019, 12, 31), date(2019, 12, 31)))
    twice = replace(unit, date=None, event=replace(unit.event, dates=spans, place=""))
    first, second = entries("".join(calendar_lines([twice])))
    assert (first["UID"], second["UID"]) == (unit.id, f"{unit.id}/2")
    assert (second["DTSTART"], second["DTEND"]) == ("20191231", "20200101")
    assert first["DTSTAMP"] == "20190326T000000Z"
    assert "LOCATION" not in first
    undated = replace(unit, event=replace(unit.event, dates=()))
    assert entries("".join(calendar_lines([undated, replace(unit, event=None)]))) == []


def test_an_event_without_a_known_address_has_none(unit: Unit) -> None:
    text = "".join(calendar_lines([replace(unit, url="")]))
    assert "URL" not in entries(text)[0]
    assert unit.url not in text.replace(f"{LINE_END} ", "")
