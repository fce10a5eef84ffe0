"""Finds where a citation leads: to the cited document, at the part and the paragraph cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.urls import anchor
from indexer.engines.base import And, Filter, Request
from indexer.indexing.entries import unit_id
from indexer.model.stored import load
from indexer.names import pinpoints, resolution_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.context import Context
    from indexer.model.document import Language
    from indexer.model.shown_units import Cited
    from indexer.model.stored import Head

PARTS = ("main", "annex", "annex-1", "enclosure", "appendix")
"""The parts in which a paragraph is looked for, in order, where the citation names no part."""

_BEGINNINGS = ("p.1", "1")
"""The paragraphs with which a part of a resolution begins."""


def target(context: Context, cited: Cited, reader: Language) -> str | None:
    """Return the address of a cited document in this library; None where it is not held.

    The address leads to the version in the reader's language, or else to another, at the first paragraph
    cited.
    """
    head = context.held.head(cited.symbol, reader)
    if head is None:
        return _part_of_resolution(context, cited, reader)
    place = (_paragraph(context, head, cited) if cited.pinpoint else None) or cited.part
    if place:
        return context.urls.unit(head.symbol, head.language, place)
    return context.urls.document(head.symbol, head.language)


def _paragraph(context: Context, head: Head, cited: Cited) -> str | None:
    """Return the anchor of the cited paragraph, or of the one of which it is an item; None without either."""
    first = pinpoints.expand(cited.pinpoint)[0]
    parts = pinpoints.part_names(cited.part) if cited.part else PARTS
    label, unlabelled = resolution_parts.split(first)
    names = pinpoints.locators(first)
    if resolution_parts.is_section(label):
        names += pinpoints.locators(unlabelled)
    return _first(context, head, parts, names)


def _part_of_resolution(context: Context, cited: Cited, reader: Language) -> str | None:
    """Return the address of a part of a resolution that is held as a whole; None where it is not."""
    symbol, letter = resolution_parts.lettered(cited.symbol)
    head = context.held.head(symbol, reader) if letter else None
    if head is None:
        return None
    named = pinpoints.expand(cited.pinpoint)[:1]
    names = [one for place in (*named, *_BEGINNINGS) for one in pinpoints.locators(place)]
    labelled = tuple(resolution_parts.joined(letter, one) for one in names)
    place = _first(context, head, ("main",), labelled)
    return context.urls.unit(head.symbol, head.language, place) if place else None


def _first(context: Context, head: Head, parts: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the anchor of the first unit that bears one of some locators, None without any."""
    for locator in names:
        ids = tuple(unit_id(head.symbol, head.language, part, locator) for part in parts)
        for found in context.engine.search(Request(And(()), (Filter("id", ids),), sort="document")).found:
            paragraph = load(found.stored).paragraph
            return anchor(paragraph.part, paragraph.locator)
    return None
