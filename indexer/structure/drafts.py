"""Units while they are being put together: pieces, not yet text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.model import Event, Kind, Language, Mark, Paragraph
from indexer.structure import events, topics
from indexer.structure.pieces import Block
from indexer.structure.reflow import join, tidy

_PAIR = re.compile(r"([^，,：:]*[^，,：:\s])\s*[，,：:]\s*(\S.*)", re.DOTALL)


@dataclass(slots=True)
class Row:
    """The cells of a row of events; `year` is the one that its dates lack."""

    date: Block
    description: Block
    organizers: Block
    place: Block
    year: int | None = None
    category: str | None = None


@dataclass(slots=True)
class Draft:
    """A unit. `blocks` stand before its items, `closing` after them; `above` are the items above it.

    A row of events has its cells for blocks.
    """

    kind: Kind
    part: str
    locator: str
    number: str | None = None
    section: tuple[str, ...] = ()
    above: tuple[Draft, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    row: Row | None = None

    def body(self) -> Iterator[Block]:
        """Yield all blocks in the order of the page."""
        yield from self.blocks
        yield from self.closing


def finish(draft: Draft, language: Language) -> Paragraph:
    """Return the unit. Its blocks are joined by line feeds, and so are the lead-ins of the items above it."""
    text, marks = _joined(draft.body(), language)
    if draft.kind == "heading":
        text = tidy(text)
    return Paragraph(
        kind=draft.kind,
        part=draft.part,
        locator=draft.locator,
        text=text,
        number=draft.number,
        section=draft.section,
        topics=tuple(map(topics.topic, draft.section)),
        lead_in="\n".join(filter(None, (_joined(one.blocks, language)[0] for one in draft.above))),
        marks=marks,
        event=_event(draft.row, language) if draft.row else None,
        definition=_definition(text) if draft.kind == "abbreviation" else None,
    )


def _joined(blocks: Iterable[Block], language: Language) -> tuple[str, tuple[Mark, ...]]:
    """Join blocks by line feeds, empty ones left out."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for block in blocks:
        text, found = join(block, language)
        start = length + 1 if texts and text else length
        marks += (Mark(mark.note, start + mark.offset) for mark in found)
        if text:
            texts.append(text)
            length = start + len(text)
    return "\n".join(texts), tuple(marks)


def _event(row: Row, language: Language) -> Event:
    date, description, organizers, place = (
        join(cell, language)[0] for cell in (row.date, row.description, row.organizers, row.place)
    )
    return events.event((date, description, organizers, place), row.year, row.category)


def _definition(text: str) -> tuple[str, str] | None:
    """Return the two sides of `原子能机构，国际原子能机构`; the UN writes a comma, here and there a colon."""
    found = _PAIR.fullmatch(text)
    return (found[1], found[2]) if found else None
