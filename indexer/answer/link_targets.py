"""Finds where a citation leads: to the cited document, at the part and the paragraph cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.urls import anchor
from indexer.engines.base import And, Filter, Request
from indexer.indexing.entries import unit_id
from indexer.model.stored import load
from indexer.names import pinpoints

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.model.document import Language
    from indexer.model.results import Cited
    from indexer.model.stored import Head

PARTS = ("main", "annex", "annex-1", "enclosure", "appendix")
"""The parts in which a paragraph is looked for, in order, where the citation names no part."""


def target(context: Context, cited: Cited, reader: Language) -> str | None:
    """Return the address of a cited document in this library; None where it is not held.

    The address leads to the version in the reader's language, or else to another, at the first paragraph
    cited.
    """
    head = context.held.head(cited.symbol, reader)
    if head is None:
        return None
    place = (_paragraph(context, head, cited) if cited.pinpoint else None) or cited.part
    if place:
        return context.urls.unit(head.symbol, head.language, place)
    return context.urls.document(head.symbol, head.language)


def _paragraph(context: Context, head: Head, cited: Cited) -> str | None:
    """Return the anchor of the cited paragraph, or of the one of which it is an item; None without either."""
    first = pinpoints.expand(cited.pinpoint)[0]
    parts = pinpoints.part_names(cited.part) if cited.part else PARTS
    for locator in pinpoints.locators(first):
        ids = tuple(unit_id(head.symbol, head.language, part, locator) for part in parts)
        for found in context.engine.search(Request(And(()), (Filter("id", ids),), sort="document")).found:
            paragraph = load(found.stored).paragraph
            return anchor(paragraph.part, paragraph.locator)
    return None
