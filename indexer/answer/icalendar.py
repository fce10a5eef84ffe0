"""Writes events as a calendar (iCalendar, RFC 5545) of all-day entries; every entry of a digest says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from indexer.answer import citation_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from indexer.model.document import DateSpan, Event
    from indexer.model.shown_units import Unit

MEDIA_TYPE = "text/calendar"
MAX_OCTETS = 75
"""Longest line, in octets of UTF-8 without the line end (RFC 5545, 3.1)."""
LINE_END = "\r\n"

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_BEGIN = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Juanzong//Events//EN", "CALSCALE:GREGORIAN")
_END = ("END:VCALENDAR",)


def calendar_lines(events: Iterable[Unit]) -> Iterator[str]:
    """Yield the lines of a calendar, folded, with an entry for each period of each dated event.

    The entry of an event whose address is empty, because it is not known, has no URL.
    """
    yield from map(_folded, _BEGIN)
    for unit in events:
        if unit.event:
            for number, span in enumerate(unit.event.dates, 1):
                yield from map(_folded, _entry(unit, unit.event, span, number))
    yield from map(_folded, _END)


def _entry(unit: Unit, event: Event, span: DateSpan, number: int) -> Iterator[str]:
    """Yield the lines of an entry; `DTEND` is the day after the last day (RFC 5545, 3.6.1)."""
    yield "BEGIN:VEVENT"
    yield _text("UID", unit.id if number == 1 else f"{unit.id}/{number}")
    yield f"DTSTAMP:{_day(unit.date or span.start)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(span.start)}"
    yield f"DTEND;VALUE=DATE:{_day(span.end + timedelta(days=1))}"
    yield _text(f"SUMMARY;LANGUAGE={unit.language}", event.description)
    if place := _place(event):
        yield _text(f"LOCATION;LANGUAGE={unit.language}", place)
    yield _text(f"DESCRIPTION;LANGUAGE={unit.language}", _description(unit, event))
    if event.category:
        yield _text(f"CATEGORIES;LANGUAGE={unit.language}", event.category)
    if unit.url:
        yield f"URL:{unit.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(unit: Unit, event: Event) -> str:
    mark = citation_forms.mark(unit.edition, unit.language)
    lines = (mark, event.organizers_text, getattr(unit.citation, unit.language), unit.url)
    return "\n".join(filter(None, lines))


def _place(event: Event) -> str:
    return f"{event.place} ({event.place_note})" if event.place and event.place_note else event.place


def _text(name: str, value: str) -> str:
    return f"{name}:{value.translate(_ESCAPED)}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _folded(line: str) -> str:
    """Fold a line at MAX_OCTETS; each continuation begins with a space, and no character is split."""
    pieces, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > MAX_OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += octets
    return LINE_END.join(pieces) + LINE_END
