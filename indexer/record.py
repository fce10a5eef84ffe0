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
    return _dump(_fields(head))


def load_head(stored: str) -> Head:
    """Read what `dump_head` wrote."""
    return _head(json.loads(stored))


def dump(head: Head, paragraph: Paragraph) -> str:
    """Write a unit and the head of its document as one line of JSON; what is empty is left out."""
    return _dump({"head": head} | {key: value for key, value in _fields(paragraph).items() if value})


def load(stored: str) -> Record:
    """Read what `dump` wrote."""
    raw = json.loads(stored)
    head = _head(raw.pop("head"))
    raw["citations"] = tuple(Citation(**item) for item in raw.get("citations", ()))
    raw["mentions"] = tuple(Mention(**item) for item in raw.get("mentions", ()))
    raw["marks"] = tuple(Mark(**item) for item in raw.get("marks", ()))
    for key in ("section", "topics"):
        raw[key] = tuple(raw.get(key, ()))
    raw["event"] = _event(raw.get("event"))
    raw["definition"] = tuple(raw["definition"]) if "definition" in raw else None
    return Record(head, Paragraph(**{"text": "", **raw}))


def _dump(raw: dict[str, Any]) -> str:
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"), default=_raw)


def _raw(value: date | _Dataclass) -> str | dict[str, Any]:
    """Return a date or one of our dataclasses as JSON has it; `asdict` would copy all that is below."""
    return value.isoformat() if isinstance(value, date) else _fields(value)


def _fields(value: _Dataclass) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _head(raw: dict[str, Any]) -> Head:
    return Head(**{**raw, "date": _date(raw["date"])})


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _event(raw: dict[str, Any] | None) -> Event | None:
    if raw is None:
        return None
    spans = tuple(
        DateSpan(date.fromisoformat(span["start"]), date.fromisoformat(span["end"])) for span in raw["dates"]
    )
    return Event(**{**raw, "dates": spans, "organizers": tuple(raw["organizers"])})
