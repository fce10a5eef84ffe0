"""Drafts: units that are still lists of pieces, and how they become finished paragraphs with text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.model.document import Event, Kind, Language, Mark, Paragraph, Speech, Vote
from indexer.structure import event_cells, topics
from indexer.structure.pieces import Block
from indexer.structure.reflow import join, tidy

LONGEST_LEAD_IN = 2_000
"""How much of each text above an item is kept with the item, in code points; longer texts are cut there."""
_PAIR = re.compile(r"([^，,：:]*[^，,：:\s])\s*[，,：:]\s*(\S.*)", re.DOTALL)


@dataclass(slots=True)
class DraftRow:
    """The cells of one row of a table of events; `year` is for dates that do not name theirs."""

    date: Block
    description: Block
    organizers: Block
    place: Block
    year: int | None = None
    category: str | None = None


@dataclass(slots=True)
class Draft:
    """A unit that is not finished yet.

    `blocks` are its text before its items, `closing` its text after them, and `above` the items above it. The
    blocks of a row of events are its cells.
    """

    kind: Kind
    part: str
    locator: str
    number: str | None = None
    section: tuple[str, ...] = ()
    above: tuple[Draft, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    row: DraftRow | None = None
    speech: Speech | None = None
    vote: Vote | None = None

    def body(self) -> Iterator[Block]:
        """Yield all blocks in the order in which they are printed."""
        yield from self.blocks
        yield from self.closing


def finished(drafts: Iterable[Draft], language: Language) -> Iterator[Paragraph]:
    """Yield the finished units, in the order of the drafts; an item comes after the items above it.

    The blocks of a unit are joined by line feeds, and so are the texts above an item (its lead-in). Each text
    above is joined once and reused for all items below it.

    Args:
        drafts: The drafts in the order of the document.
        language: The language of the document, which decides how lines are joined.

    """
    leads = _LeadIns(language)
    for draft in drafts:
        yield _finish(draft, language, leads.of(draft.above) if draft.above else "")


class _LeadIns:
    """A cache of the texts above items; it is cleared when a new paragraph begins."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._root: Draft | None = None
        self._texts: dict[int, str] = {}
        self._lead: tuple[Draft | None, str] = (None, "")

    def of(self, above: tuple[Draft, ...]) -> str:
        """Return the texts of the items above one, outermost first, joined by line feeds."""
        if above[0] is not self._root:
            self._root, self._texts = above[0], {}
        if above[-1] is not self._lead[0]:
            self._lead = above[-1], "\n".join(filter(None, map(self._text, above)))
        return self._lead[1]

    def _text(self, draft: Draft) -> str:
        if id(draft) not in self._texts:
            text = _joined(draft.blocks, self._language)[0]
            self._texts[id(draft)] = text[:LONGEST_LEAD_IN].rstrip() if len(text) > LONGEST_LEAD_IN else text
        return self._texts[id(draft)]


def _page(draft: Draft) -> str:
    """Return the number printed on the page on which a unit begins."""
    return next((piece.line.page for block in draft.body() for piece in block if piece.is_printed), "")


def _finish(draft: Draft, language: Language, lead_in: str) -> Paragraph:
    """Return the finished unit of a draft."""
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
        topics=topics.topics(draft.section),
        lead_in=lead_in,
        marks=marks,
        event=_event(draft.row, language) if draft.row else None,
        definition=_definition(text) if draft.kind == "abbreviation" else None,
        page=_page(draft),
        speech=draft.speech,
        vote=draft.vote,
    )


def _joined(blocks: Iterable[Block], language: Language) -> tuple[str, tuple[Mark, ...]]:
    """Join blocks by line feeds, without the empty ones; return the text and its footnote marks."""
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


def _event(row: DraftRow, language: Language) -> Event:
    date, description, organizers, place = (
        join(cell, language)[0] for cell in (row.date, row.description, row.organizers, row.place)
    )
    return event_cells.event((date, description, organizers, place), row.year, row.category)


def _definition(text: str) -> tuple[str, str] | None:
    """Return the two sides of a pair such as `原子能机构，国际原子能机构`, None if it is no pair.

    The UN separates them with a comma, sometimes with a colon.
    """
    found = _PAIR.fullmatch(text)
    return (found[1], found[2]) if found else None
