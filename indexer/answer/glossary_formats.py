"""Writes the glossary of a document for other programs: CSV, and TBX (ISO 30042:2019)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import tbx_lines as tbx
from indexer.answer.citation_forms import mark
from indexer.answer.export_formats import BOM, csv_row
from indexer.answer.term_lines import ORIGINS
from indexer.lexicon.phrase_table import SIDES
from indexer.model.messages import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document_glossary import DocumentGlossary, GlossaryEntry

COLUMNS = (
    *SIDES, "kind", "value", "count", "citation", "id", "url", "attested", "aligned", "units", "origins",
    "notice",
)  # fmt: skip
TBX_TYPE = "application/x-tbx"
"""The media type of TBX."""


def csv_lines(glossary: DocumentGlossary) -> Iterator[str]:
    """Yield CSV: a byte order mark and a header line, then a line for each entry."""
    yield BOM + csv_row(COLUMNS)
    for one in glossary.entries:
        cited = in_language(one.citation, glossary.language)
        numbers = map(str, (one.attested, one.aligned, one.units))
        named = one.kind, one.value, str(one.count), cited, one.id, one.url
        yield csv_row((*_both(glossary, one), *named, *numbers, " ".join(one.origins), _notice(glossary)))


def tbx_lines(glossary: DocumentGlossary) -> Iterator[str]:
    """Return the lines of TBX with an entry for each pair of terms."""
    notice = _notice(glossary)
    about = f"Glossary of {glossary.symbol} ({glossary.language}), made by Juanzong" + (
        f"; {notice}" if notice else ""
    )
    return tbx.tbx_lines(about, (_concept(glossary, one) for one in glossary.entries))


def _concept(glossary: DocumentGlossary, one: GlossaryEntry) -> tbx.Concept:
    told = [one.kind, *(ORIGINS[origin].text(glossary.language) for origin in one.origins), _notice(glossary)]
    source, note = in_language(one.citation, glossary.language), "; ".join(filter(None, told))
    return tbx.Concept(*_both(glossary, one), source, note)


def _both(glossary: DocumentGlossary, one: GlossaryEntry) -> tuple[str, str]:
    """Return an entry in the order of SIDES: in English and in Chinese."""
    return (one.text, one.translation) if glossary.language == SIDES[0] else (one.translation, one.text)


def _notice(glossary: DocumentGlossary) -> str:
    """Return the mark of a digest, where one of both versions is one."""
    return mark("digest", glossary.language) if "digest" in (glossary.edition, glossary.other_edition) else ""
