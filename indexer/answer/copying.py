"""Writes a unit in every form in which it is copied: citation, quotation, link; as plain text and as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indexer.answer import listing
from indexer.answer.citation_forms import in_version
from indexer.answer.editorial_names import editorial_citation
from indexer.answer.quotations import quotation
from indexer.answer.translations import partners
from indexer.answer.units import unit as shown_unit
from indexer.answer.versions import standings, with_caveats
from indexer.engines.base import Filter
from indexer.language import CONVENTIONS
from indexer.model.copies import CopyForm, CopyForms
from indexer.model.messages import both, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.answer.context import Context
    from indexer.answer.versions import Standing
    from indexer.model.document import Both, Language
    from indexer.model.shown_units import Unit
    from indexer.model.stored import StoredUnit


def forms(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> CopyForms:
    """Return one unit in every form in which it can be copied; for the arguments see `listing.paragraph`.

    Raises:
        NotFoundError: The document or the unit is not held.

    """
    record = listing.stored_paragraph(context, symbol, language, part, locator)
    others = partners(context, [record]).get(shown_unit(record, context.urls).id, ())
    records = (record, *others)
    standing = standings(context.held, (one.head for one in records))
    copied = tuple(_Copied(context, one, standing) for one in records)
    return CopyForms(copied[0].unit, tuple(_forms(copied)))


def _forms(copied: tuple[_Copied, ...]) -> Iterator[CopyForm]:
    first = copied[0]
    yield CopyForm("citation", first.cited, both(first.linked))
    if first.editorial:
        yield CopyForm("editorial", first.editorial, both(first.editorially_linked))
    yield CopyForm("quotation", both(first.quoted), both(first.quoted_html))
    if len(copied) > 1:
        text = "\n\n".join(one.quoted(one.unit.language) for one in copied)
        html = "".join(one.quoted_html(one.unit.language) for one in copied)
        yield CopyForm("languages", both(lambda _: text), both(lambda _: html))
    yield CopyForm("link", both(lambda _: first.unit.url), both(first.linked))


class _Copied:
    """A unit to be copied, with its citation for readers of each language."""

    def __init__(self, context: Context, record: StoredUnit, standing: Mapping[str, Standing]) -> None:
        unit = shown_unit(record, context.urls)
        self.unit = unit
        self._caveats = standing[unit.symbol].caveats
        self._beside = _beside(context, unit)
        self.cited = self._signed(unit.citation)
        named = editorial_citation(unit)
        self.editorial = self._signed(named) if named else None

    def _signed(self, citation: Both) -> Both:
        """Return a citation that says what corrects the unit's document, and which version is cited."""
        unit = self.unit
        return in_version(with_caveats(citation, self._caveats), unit.language)

    def linked(self, reader: Language) -> str:
        """Return the citation as a link to the unit."""
        return _link(self.unit, in_language(self.cited, reader), reader)

    def editorially_linked(self, reader: Language) -> str:
        """Return the citation by the name of the document as a link to the unit."""
        return _link(self.unit, in_language(self.editorial or self.cited, reader), reader)

    def quoted(self, reader: Language) -> str:
        """Return the quotation with its citation behind it, as plain text."""
        said = quotation(self.unit, self._beside).text
        return said + CONVENTIONS[reader].aside.format(in_language(self.cited, reader))

    def quoted_html(self, reader: Language) -> str:
        """Return the quotation with its citation behind it, as paragraphs of HTML."""
        tag = self.unit.script if self.unit.script != "Latn" else ""
        spoken = "-".join(filter(None, (self.unit.language, tag)))
        said = [escape(one) for one in quotation(self.unit, self._beside).paragraphs]
        said[-1] = f"{said[-1]}</span>{CONVENTIONS[reader].aside.format(self.linked(reader))}"
        lines = [f'<p><span lang="{spoken}">{one}</span></p>' for one in said[:-1]]
        return "".join((*lines, f'<p><span lang="{spoken}">{said[-1]}</p>'))


def _link(unit: Unit, said: str, reader: Language) -> str:
    """Return a text as a link to a unit; elsewhere an address without a host leads nowhere."""
    tag = CONVENTIONS[reader].tag
    if not urlsplit(unit.url).netloc:
        return f'<span lang="{tag}">{escape(said)}</span>'
    return f'<a lang="{tag}" href="{escape(unit.url)}">{escape(said)}</a>'


def _beside(context: Context, unit: Unit) -> tuple[str, ...]:
    """Return the locators of the units that stand under the same number as one, in order."""
    stem = (unit.paragraph or unit.locator).partition("~")[0].partition("(")[0]
    found = context.held.units(
        Filter("document", (f"{unit.symbol}:{unit.language}",)),
        Filter("part", (unit.part,)),
        Filter("para", (stem,)),
    )
    return tuple(one.paragraph.locator for one in found)
