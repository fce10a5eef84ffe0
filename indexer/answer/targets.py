"""Where a citation leads: to the cited document, at the part and the paragraph that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.addresses import anchor
from indexer.engines.base import And, Filter, Request
from indexer.entries import unit_id
from indexer.names import pinpoints
from indexer.record import load

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.answer.results import Cited
    from indexer.model import Language
    from indexer.record import Head

PARTS = ("main", "annex", "annex-1", "enclosure", "appendix")
"""Where a paragraph is looked for whose part the citation does not name."""


def target(context: Context, cited: Cited, reader: Language) -> str | None:
    """Return the address at which a cited document is read here, None where it is not held.

    It is that of the reader's language version, or else of another, at the first paragraph that is named.
    """
    head = context.held.head(cited.symbol, reader)
    if head is None:
        return None
    place = (_paragraph(context, head, cited) if cited.pinpoint else None) or cited.part
    if place:
        return context.addresses.unit(head.symbol, head.language, place)
    return context.addresses.document(head.symbol, head.language)


def _paragraph(context: Context, head: Head, cited: Cited) -> str | None:
    """Return the anchor of the paragraph, or of that of which it is an item; None where there is neither."""
    first = _locator(pinpoints.expand(cited.pinpoint)[0])
    parts = pinpoints.part_names(cited.part) if cited.part else PARTS
    for locator in dict.fromkeys((first, first.partition("(")[0])):
        ids = tuple(unit_id(head.symbol, head.language, part, locator) for part in parts)
        for found in context.engine.search(Request(And(()), (Filter("id", ids),), sort="document")).found:
            paragraph = load(found.stored).paragraph
            return anchor(paragraph.part, paragraph.locator)
    return None


def _locator(pinpoint: str) -> str:
    """Write `OP12` and `PP3` as the locators that those paragraphs have: `12`, `pp.3`."""
    return pinpoint.replace("PP", "pp.").removeprefix("OP")
