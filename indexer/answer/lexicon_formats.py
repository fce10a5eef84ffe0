"""Writes terms of the lexicon for other programs: CSV and TBX (ISO 30042:2019), with their origin on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.export_formats import BOM, csv_row
from indexer.answer.xml_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.lexicon import Entry

COLUMNS = ("en", "zh", "origin", "source", "count", "notice")
_NOTICES = {
    "office": "imported glossary",
    "glossary": "glossary of Juanzong, no UN text",
    "documents": "learned by program from documents held in both languages, no UN text",
    "general": "general dictionary, not UN usage",
}


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield CSV: a byte order mark and a header line, then a line for each pair of terms."""
    yield BOM + csv_row(COLUMNS)
    for one in entries:
        yield csv_row((one.en, one.zh, one.origin, one.source, _count(one), _NOTICES[one.origin]))


def tbx_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield TBX with an entry for each pair of terms."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>Lexicon of a library of Juanzong</p></sourceDesc></fileDesc>"
        "</tbxHeader>\n<text><body>\n"
    )
    for number, one in enumerate(entries, 1):
        yield _entry(number, one)
    yield "</body></text>\n</tbx>\n"


def _entry(number: int, one: Entry) -> str:
    told = [_NOTICES[one.origin], *([f"count: {_count(one)}"] if one.count else [])]
    source = f'<admin type="source">{escaped(one.source)}</admin>' if one.source else ""
    terms = "".join(
        f'<langSec xml:lang="{language}"><termSec><term>{escaped(term)}</term></termSec></langSec>'
        for language, term in (("en", one.en), ("zh", one.zh))
    )
    return f'<conceptEntry id="c{number}">{source}<note>{"; ".join(told)}</note>{terms}</conceptEntry>\n'


def _count(one: Entry) -> str:
    return f"{one.count:.1f}".removesuffix(".0") if one.count else ""
