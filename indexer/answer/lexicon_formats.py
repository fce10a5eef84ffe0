"""Writes terms of the lexicon for other programs: CSV and TBX (ISO 30042:2019), with their origin on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import tbx_lines as tbx
from indexer.answer.export_formats import BOM, csv_row
from indexer.answer.term_lines import ORIGINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.lexicon import Entry

COLUMNS = ("en", "zh", "origin", "source", "count", "notice")


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield CSV: a byte order mark and a header line, then a line for each pair of terms."""
    yield BOM + csv_row(COLUMNS)
    for one in entries:
        yield csv_row((one.en, one.zh, one.origin, one.source, _count(one), ORIGINS[one.origin].en))


def tbx_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Return the lines of TBX with an entry for each pair of terms."""
    return tbx.tbx_lines("Lexicon of a library of Juanzong", map(_concept, entries))


def _concept(one: Entry) -> tbx.Concept:
    counted = f"; count: {_count(one)}" if one.count else ""
    return tbx.Concept(one.en, one.zh, one.source, f"{ORIGINS[one.origin].en}{counted}")


def _count(one: Entry) -> str:
    return f"{one.count:.1f}".removesuffix(".0") if one.count else ""
