"""What an engine keeps of a unit: one line of JSON, written when indexing and read when answering."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from indexer.model import Citation, DateSpan, Event, Mark, Mention, Paragraph

if TYPE_CHECKING:
    from typing import Protocol

    from indexer.model import Document, Edition, Language, Script

    class _Dataclass(Protocol):
        __slots__: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A document without its units; `units` and `events` count its paragraphs and its events."""

    symbol: str
    language: Language
    script: Script
    edition: Edition
    title: str
    date: date | None
    units: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A unit with the head of its document."""

    head: Head
    paragraph: Paragraph


def head_of(document: Document) -> Head:
    """Return the head of a document, with its counts."""
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    return Head(
        document.symbol,
        document.language,
        document.script,
        document.edition,
        document.title,
        document.date,
        kinds.count("paragraph"),
        kinds.count("event"),
    )


def dump_head(head: Head) -> str:
    """Write a head as one line of JSON."""
    return _dump(head)


def load_head(stored: str) -> Head:
    """Read what `dump_head` wrote."""
    return _head(json.loads(stored))


def dump(head: Head, paragraph: Paragraph) -> str:
    """Write a unit and the head of its document as one line of JSON."""
    return _dump([head, paragraph])


def load(stored: str) -> Record:
    """Read what `dump` wrote."""
    head, paragraph = json.loads(stored)
    return Record(_head(head), _paragraph(paragraph))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_raw)


def _raw(value: date | _Dataclass) -> str | list[Any]:
    """Return a date as JSON has it, and of one of our dataclasses the fields in their order.

    Names would make the index larger and the reading slower; who changes fields raises `freshness.SCHEMA`.
    """
    if isinstance(value, date):
        return value.isoformat()
    return [getattr(value, name) for name in value.__slots__]


def _head(raw: list[Any]) -> Head:
    symbol, language, script, edition, title, day, units, events = raw
    return Head(symbol, language, script, edition, title, _date(day), units, events)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _paragraph(raw: list[Any]) -> Paragraph:
    kind, part, locator, text, number, section, topics, lead_in, marks, event, *rest = raw
    definition, citations, mentions = rest
    return Paragraph(
        kind,
        part,
        locator,
        text,
        number,
        tuple(section),
        tuple(topics),
        lead_in,
        tuple(Mark(*one) for one in marks) if marks else (),
        _event(event) if event else None,
        (definition[0], definition[1]) if definition else None,
        tuple(Citation(*one) for one in citations) if citations else (),
        tuple(Mention(*one) for one in mentions) if mentions else (),
    )


def _event(raw: list[Any]) -> Event:
    spans, date_text, description, organizers, *rest = raw
    dates = tuple(DateSpan(date.fromisoformat(start), date.fromisoformat(end)) for start, end in spans)
    return Event(dates, date_text, description, tuple(organizers), *rest)
