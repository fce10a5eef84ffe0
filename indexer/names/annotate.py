"""Add to a structured document what its text names: citations, mentions of States, organizers of events."""

from __future__ import annotations

from msgspec.structs import replace

from indexer.model.document import Document, Event, Language, Paragraph
from indexer.names import citations, organizations, states


def annotate(document: Document) -> Document:
    """Return the document with the citations and mentions of all units, and the organizers of its events.

    Offsets are those of the unit's `text`; the text of an event holds its cells.
    """
    units = tuple(_annotated(unit, document.language) for unit in document.paragraphs)
    return replace(document, paragraphs=units)


def _annotated(unit: Paragraph, language: Language) -> Paragraph:
    return replace(
        unit,
        citations=citations.find(unit.text),
        mentions=states.find(unit.text, language),
        event=_organized(unit.event, language) if unit.event else None,
    )


def _organized(event: Event, language: Language) -> Event:
    return replace(event, organizers=organizations.split(event.organizers_text, language))
