"""Add to a structured document what its text names: citations, mentions, organizers of events."""

from __future__ import annotations

from msgspec.structs import replace

from indexer.model.document import Citation, Document, Event, Language, Paragraph
from indexer.names import bodies, citations, organizations, states


def annotate(document: Document) -> Document:
    """Return the document with what its units cite and name, and with the organizers of its events.

    Offsets are those of the unit's `text`; the text of an event holds its cells. A document does not cite
    itself: its own symbols, in headings and in lines that pages repeat, are no citations.
    """
    own = bodies.own(document.symbol, document.organ)
    itself = {document.symbol, *document.symbols}

    def cited(text: str) -> tuple[Citation, ...]:
        found = (
            replace(one, symbol=bodies.settled(one.symbol, document.symbol))
            for one in citations.find(text, own)
        )
        return tuple(one for one in found if one.symbol not in itself)

    def annotated(unit: Paragraph) -> Paragraph:
        return replace(
            unit,
            citations=cited(unit.text),
            mentions=states.find(unit.text, document.language),
            organizations=organizations.mentions(unit.text),
            event=_organized(unit.event, document.language) if unit.event else None,
        )

    return replace(document, paragraphs=tuple(map(annotated, document.paragraphs)))


def _organized(event: Event, language: Language) -> Event:
    return replace(event, organizers=organizations.split(event.organizers_text, language))
