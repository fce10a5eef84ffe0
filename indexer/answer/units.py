"""Makes units and hits as shown from the records that the engine stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import astuple

from indexer.answer.citation_forms import citation, printed
from indexer.answer.snippets import snippet
from indexer.answer.urls import Urls, anchor
from indexer.answer.versions import ALONE, Standing
from indexer.indexing.entries import unit_id
from indexer.model.shown_units import (
    Cited,
    DateSpan,
    Event,
    Fragment,
    Hit,
    NoteMark,
    OrganizationName,
    ParagraphView,
    Speech,
    StateName,
    Totals,
    Translation,
    Unit,
    Vote,
)
from indexer.names import organizations, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.marking import Marker
    from indexer.model import document
    from indexer.model.document import Paragraph
    from indexer.model.stored import Head, StoredUnit


def unit(record: StoredUnit, urls: Urls) -> Unit:
    """Return a stored unit as shown."""
    return Unit(*_shown(record, urls))


def alone(record: StoredUnit, urls: Urls, standing: Standing) -> ParagraphView:
    """Return a stored unit as it is shown by itself, with what is held of its document's other versions."""
    return ParagraphView(*(*_shown(record, urls), *standing.told))


def hit(  # noqa: PLR0913, PLR0917 # each is another part of the answer
    record: StoredUnit,
    score: float,
    marker: Marker,
    urls: Urls,
    partners: Sequence[StoredUnit] = (),
    standing: Standing = ALONE,
) -> Hit:
    """Return a stored unit as a hit, with the terms of the question highlighted.

    Args:
        record: The unit.
        score: The score that the engine gave it.
        marker: Finds what was typed, and its translations.
        urls: Makes its address.
        partners: The units of other language versions that say the same.
        standing: What is held of its document's other versions.

    """
    paragraph, language = record.paragraph, record.head.language
    marked = marker.in_text(paragraph, language)
    spans = [(one.start, one.end) for one in marked]
    translated = [(one.start, one.end) for one in marked if one.kind == "translation"]
    fragments = snippet(paragraph.text, language, spans, translated) or (Fragment("", match=False),)
    marked += marker.in_lead(paragraph, language)
    translations = tuple([_translation(partner, marker) for partner in partners])
    own = (tuple(marked), fragments, round(score, 4), translations, *standing.told, standing.titles)
    return Hit(*(*_shown(record, urls), *own))


def _translation(record: StoredUnit, marker: Marker) -> Translation:
    """Return a unit of another language version, with what the question asks for in it highlighted."""
    head, paragraph = record.head, record.paragraph
    return Translation(
        unit_id(head.symbol, head.language, paragraph.part, paragraph.locator),
        head.language,
        head.edition,
        paragraph.text,
        tuple(marker.in_text(paragraph, head.language)),
    )


def _shown(record: StoredUnit, urls: Urls) -> tuple[Any, ...]:
    """Return the values of all fields of `Unit`, in their order.

    A page has dozens of units; to name each field again would take a quarter of the time of making a hit.
    """
    head, paragraph = record.head, record.paragraph
    symbol, language, date = head.symbol, head.language, head.date
    part, locator = paragraph.part, paragraph.locator
    name = anchor(part, locator)
    return (
        unit_id(symbol, language, part, locator),
        symbol,
        language,
        head.script,
        head.edition,
        paragraph.kind,
        part,
        locator,
        paragraph.number,
        paragraph.page or None,
        head.title,
        date,
        head.adopted,
        head.type or None,
        head.organ or None,
        head.reissued,
        date.year if date else None,
        paragraph.section,
        paragraph.topics[-1] if paragraph.topics else None,
        paragraph.lead_in,
        paragraph.text,
        _states(head, paragraph) if paragraph.mentions else (),
        _organizations(head, paragraph) if paragraph.organizations else (),
        _citations(paragraph) if paragraph.citations else (),
        _marks(head, paragraph) if paragraph.marks else (),
        _event(paragraph.event) if paragraph.event else None,
        Speech(*astuple(paragraph.speech)) if paragraph.speech else None,
        _vote(paragraph.vote) if paragraph.vote else None,
        citation(symbol, part, locator, head.edition, printed(paragraph)),
        name,
        urls.unit(symbol, language, name),
    )


def _event(stored: document.Event) -> Event:
    """Return a stored event as shown.

    Not by `msgspec.convert`: it works out what a record holds at its first call, and two threads that do so
    at once crash the process.
    """
    dates, *cells = astuple(stored)
    return Event(tuple([DateSpan(one.start, one.end) for one in dates]), *cells)


def _vote(stored: document.Vote) -> Vote:
    """Return a stored vote as shown."""
    return Vote(
        stored.subject,
        stored.in_favour,
        stored.against,
        stored.abstaining,
        stored.not_voting,
        Totals(*stored.totals) if stored.totals else None,
        stored.unrecorded,
        stored.note,
        dict(stored.printed),
    )


def _citations(paragraph: Paragraph) -> tuple[Cited, ...]:
    return tuple([Cited(at.symbol, at.part, at.pinpoint, at.start, at.end) for at in paragraph.citations])


def _states(head: Head, paragraph: Paragraph) -> tuple[StateName, ...]:
    codes = dict.fromkeys([mention.state for mention in paragraph.mentions])
    return tuple([StateName(code, states.name(code, head.language)) for code in codes])


def _organizations(head: Head, paragraph: Paragraph) -> tuple[OrganizationName, ...]:
    codes = dict.fromkeys([mention.organization for mention in paragraph.organizations])
    return tuple([OrganizationName(code, organizations.name(code, head.language)) for code in codes])


def _marks(head: Head, paragraph: Paragraph) -> tuple[NoteMark, ...]:
    return tuple(
        NoteMark(
            mark.note, mark.offset, unit_id(head.symbol, head.language, paragraph.part, f"fn.{mark.note}")
        )
        for mark in paragraph.marks
    )
