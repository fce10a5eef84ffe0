"""Writes the answers to a batch for other programs: CSV, and JSON lines; every row of a digest says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.citation_forms import mark
from indexer.answer.export_formats import BOM, csv_row
from indexer.answer.serialise import to_json
from indexer.model.messages import in_language
from indexer.model.query import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.batch import BatchItem

COLUMNS = (
    "line", "item", "text", "taken_for", "held", "symbol", "part", "pinpoint", "label", "title", "citation",
    "edition", "notice", "lead_in", "unit_text", "id", "url", "official_url", "total", "repeats", "notices",
)  # fmt: skip


def csv_lines(items: Iterable[BatchItem]) -> Iterator[str]:
    """Yield CSV as for hits: a byte order mark and a header line, then a line for each item of a batch."""
    yield BOM + csv_row(COLUMNS)
    for item in items:
        yield csv_row(_cells(item))


def json_lines(items: Iterable[BatchItem]) -> Iterator[str]:
    """Yield each item of a batch on a line of its own, as the JSON object that the API gives."""
    for item in items:
        yield to_json(item).decode() + "\n"


def json_pieces(items: Iterable[BatchItem]) -> Iterator[str]:
    """Yield one JSON object in pieces: `items` as the API gives them, and behind them their numbers."""
    yield '{"items":['
    total = held = refused = 0
    for item in items:
        yield f"{',' if total else ''}\n{to_json(item).decode()}"
        total, held, refused = total + 1, held + item.held, refused + (item.taken_for == "refused")
    yield f'\n],"total":{total},"held":{held},"refused":{refused}}}\n'


def _cells(item: BatchItem) -> tuple[str, ...]:
    """Return the cells of an item, in the order of COLUMNS."""
    unit = item.unit
    reader = unit.language if unit else language_of(item.text)
    return (
        str(item.line),
        str(item.item),
        item.text,
        item.taken_for,
        str(item.held).lower(),
        item.symbol or "",
        item.part or "",
        item.pinpoint or "",
        item.label or "",
        item.title or "",
        in_language(item.citation, reader) if item.citation else "",
        unit.edition if unit else "",
        mark(unit.edition, unit.language) if unit else "",
        unit.lead_in if unit else "",
        unit.text if unit else "",
        unit.id if unit else "",
        item.url or "",
        item.official_url or "",
        str(item.total),
        str(item.repeats or ""),
        " ".join(in_language(one, reader) for one in item.notices),
    )
