"""From the record of a unit to the unit as shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indexer.answer.addresses import Addresses, anchor
from indexer.answer.citing import citation
from indexer.answer.results import Cited, Fragment, Highlight, Hit, NoteMark, StateName, Unit
from indexer.answer.snippets import snippet
from indexer.entries import unit_id
from indexer.names import states

if TYPE_CHECKING:
    from indexer.answer.marking import Marker
    from indexer.model import Paragraph
    from indexer.record import Head, Record


def unit(record: Record, addresses: Addresses) -> Unit:
    """Return the unit as shown."""
    return Unit(**_shown(record, addresses))


def hit(record: Record, score: float, marker: Marker, addresses: Addresses) -> Hit:
    """Return the unit as an answer, with what the question asked for marked in it."""
    paragraph, language = record.paragraph, record.head.language
    in_text = marker.spans(paragraph.text, language, paragraph.citations, paragraph.mentions)
    in_lead = marker.spans(paragraph.lead_in, language)
    marked = [Highlight(start, end, "match", "text") for start, end in in_text]
    marked += [Highlight(start, end, "match", "lead_in") for start, end in in_lead]
    return Hit(
        **_shown(record, addresses),
        highlights=tuple(marked),
        snippet=snippet(paragraph.text, language, in_text) or (Fragment("", match=False),),
        score=round(score, 4),
        translations=(),
    )


def _shown(record: Record, addresses: Addresses) -> dict[str, Any]:
    """Return the fields of a unit as shown."""
    head, paragraph = record.head, record.paragraph
    name = anchor(paragraph.part, paragraph.locator)
    return {
        "id": unit_id(head.symbol, head.language, paragraph.part, paragraph.locator),
        "symbol": head.symbol,
        "language": head.language,
        "script": head.script,
        "edition": head.edition,
        "kind": paragraph.kind,
        "part": paragraph.part,
        "locator": paragraph.locator,
        "paragraph": paragraph.number,
        "title": head.title,
        "date": head.date,
        "year": head.date.year if head.date else None,
        "section": paragraph.section,
        "topic": paragraph.topics[-1] if paragraph.topics else None,
        "lead_in": paragraph.lead_in,
        "text": paragraph.text,
        "states": _states(head, paragraph),
        "citations": tuple(
            Cited(at.symbol, at.part, at.pinpoint, at.start, at.end) for at in paragraph.citations
        ),
        "marks": _marks(head, paragraph),
        "event": paragraph.event,
        "citation": citation(head.symbol, paragraph.part, paragraph.locator, head.edition),
        "anchor": name,
        "url": addresses.unit(head.symbol, head.language, name),
    }


def _states(head: Head, paragraph: Paragraph) -> tuple[StateName, ...]:
    codes = dict.fromkeys(mention.state for mention in paragraph.mentions)
    return tuple(StateName(code, states.name(code, head.language)) for code in codes)


def _marks(head: Head, paragraph: Paragraph) -> tuple[NoteMark, ...]:
    return tuple(
        NoteMark(
            mark.note, mark.offset, unit_id(head.symbol, head.language, paragraph.part, f"fn.{mark.note}")
        )
        for mark in paragraph.marks
    )
