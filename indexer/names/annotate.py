"""Fill in what the structure of a document leaves open: citations, mentions of States, organizers."""

from __future__ import annotations

from dataclasses import replace

from indexer.model import Document, Event, Language, Paragraph
from indexer.names import citations, organizations, states


def annotate(document: Document) -> Document:
    """Return the document with the citations and mentions of every unit, and the organizers of its events.

    Their offsets point into the unit's `text`, which for an event holds its cells.
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
