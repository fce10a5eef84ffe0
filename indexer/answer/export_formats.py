"""Writes hits for other programs: CSV, JSON, JSON lines and TREC runs; every record of a digest says so."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from indexer.answer.citation_forms import mark
from indexer.answer.serialise import to_json
from indexer.answer.versions import REISSUED
from indexer.model.messages import in_language
from indexer.names.speakers import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.document import Event
    from indexer.model.results import QueryInfo
    from indexer.model.shown_units import Hit, Speech, Unit, Vote

BOM = "\ufeff"
"""The byte order mark, by which spreadsheets recognise UTF-8."""
COLUMNS = (
    "citation", "id", "symbol", "language", "edition", "notice", "kind", "part", "paragraph", "date",
    "section", "lead_in", "text", "states", "cites", "event_dates", "place", "organizers", "score", "url",
    "printed_page", "speaker", "speaking", "organization", "spoken_in", "subject", "votes",
)  # fmt: skip
EVENT_COLUMNS = (
    "citation", "id", "symbol", "language", "edition", "notice", "start", "end", "date", "event",
    "organizers", "place", "place_note", "virtual", "category", "states", "url",
)  # fmt: skip
"""Columns of a table of events; `start` and `end` hold the first and last day of each period, in order."""


def csv_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield CSV (RFC 4180): a byte order mark and a header line, then a line for each hit."""
    yield BOM + csv_row(COLUMNS)
    for hit in hits:
        yield csv_row(_row(hit))


def event_lines(events: Iterable[Unit]) -> Iterator[str]:
    """Yield CSV in the form of `csv_lines`, with a line for each event."""
    yield BOM + csv_row(EVENT_COLUMNS)
    for unit in events:
        if unit.event:
            yield csv_row(_event_row(unit, unit.event))


def json_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield each hit on a line of its own, as the JSON object that the API gives."""
    for hit in hits:
        yield to_json(hit).decode() + "\n"


def json_pieces(question: QueryInfo, hits: Iterable[Hit]) -> Iterator[str]:
    """Yield one JSON object in pieces: `query`, `hits` as the API gives them, and `total`, their number.

    `total` comes last, so a program that has read it knows that it has read everything.
    """
    yield f'{{"query":{to_json(question).decode()},"hits":['
    total = 0
    for hit in hits:
        yield f"{',' if total else ''}\n{to_json(hit).decode()}"
        total += 1
    yield f'\n],"total":{total}}}\n'


def trec_lines(topic: str, hits: Iterable[Hit], run: str = "juanzong") -> Iterator[str]:
    """Yield the lines of a TREC run: topic, Q0, id, rank from 1, score, name of the run."""
    for rank, hit in enumerate(hits, 1):
        yield f"{topic} Q0 {hit.id} {rank} {hit.score} {run}\n"


def _row(hit: Hit) -> tuple[str, ...]:
    """Return the cells of a hit, in the order of COLUMNS."""
    event = hit.event
    return (
        getattr(hit.citation, hit.language),
        hit.id,
        hit.symbol,
        hit.language,
        hit.edition,
        _notice(hit),
        hit.kind,
        hit.part,
        hit.paragraph or "",
        hit.date.isoformat() if hit.date else "",
        " › ".join(hit.section),
        hit.lead_in,
        hit.text,
        " ".join(state.code for state in hit.states),
        " ".join(cited.symbol + (f"#{cited.pinpoint}" if cited.pinpoint else "") for cited in hit.citations),
        " ".join(f"{span.start}/{span.end}" for span in event.dates) if event else "",
        event.place if event else "",
        "; ".join(event.organizers) if event else "",
        str(hit.score),
        hit.url,
        hit.printed_page or "",
        *_spoken(hit.speech),
        *_voted(hit.vote),
    )


def _notice(hit: Hit) -> str:
    """Return what to know before quoting: the mark of a digest, and what corrects or replaces the text."""
    told = (
        mark(hit.edition, hit.language),
        REISSUED.text(hit.language) if hit.reissued else "",
        *(in_language(one.text, hit.language) for one in hit.caveats),
    )
    return "; ".join(filter(None, told))


def _spoken(speech: Speech | None) -> tuple[str, str, str, str]:
    """Return the cells of a speech, empty for any other unit."""
    if speech is None:
        return "", "", "", ""
    return speech.speaker, speech.state or "", speech.organization or "", speech.spoken_in or ""


def _voted(vote: Vote | None) -> tuple[str, str]:
    """Return the cells of a vote: what was voted on, and each State with how it voted (`CHL=against`)."""
    if vote is None:
        return "", ""
    lists = zip(SIDES, (vote.in_favour, vote.against, vote.abstaining, vote.not_voting), strict=True)
    return vote.subject, "; ".join(f"{state}={side}" for side, listed in lists for state in listed)


def _event_row(unit: Unit, event: Event) -> tuple[str, ...]:
    """Return the cells of an event, in the order of EVENT_COLUMNS."""
    return (
        getattr(unit.citation, unit.language),
        unit.id,
        unit.symbol,
        unit.language,
        unit.edition,
        mark(unit.edition, unit.language),
        " ".join(span.start.isoformat() for span in event.dates),
        " ".join(span.end.isoformat() for span in event.dates),
        event.date_text,
        event.description,
        "; ".join(event.organizers),
        event.place,
        event.place_note,
        str(event.virtual).lower(),
        event.category or "",
        " ".join(state.code for state in unit.states),
        unit.url,
    )


def csv_row(cells: tuple[str, ...]) -> str:
    """Write a CSV row; a cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    stream = io.StringIO()
    csv.writer(stream).writerow(
        [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
    )
    return stream.getvalue()
