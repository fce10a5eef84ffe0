"""Adds to the citations of units the articles of instruments held that their texts cite by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from indexer.text.spans import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.answer.context import Context
    from indexer.model.stored import StoredUnit
    from indexer.names.instruments import Instrument


def cited(context: Context, records: Iterable[StoredUnit]) -> list[StoredUnit]:
    """Return stored units with the articles that they cite by name; a document does not cite itself.

    Which instruments are held is asked once, and only if a text may name one.
    """
    from indexer.names import instruments  # the names of instruments take time to load

    found = list(records)
    naming = [instruments.may_name(one.paragraph.text) for one in found]
    held = context.held.instruments() if any(naming) else ()
    if not held:
        return found
    return [_cited(one, held) if may else one for one, may in zip(found, naming, strict=True)]


def _cited(record: StoredUnit, held: Sequence[Instrument]) -> StoredUnit:
    """Return a stored unit with the articles that its text cites by name outside its other citations."""
    from indexer.names import instruments

    paragraph, head = record.paragraph, record.head
    taken = Taken(len(paragraph.text), ((one.start, one.end) for one in paragraph.citations))
    further = [
        one
        for one in instruments.find(paragraph.text, held, head.organ)
        if one.symbol != head.symbol and taken.is_free(one.start, one.end)
    ]
    if not further:
        return record
    every = sorted((*paragraph.citations, *further), key=lambda one: one.start)
    return replace(record, paragraph=replace(paragraph, citations=tuple(every)))
