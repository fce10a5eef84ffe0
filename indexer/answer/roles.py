"""Where a State stands in a list of States, as the sentence around that list says: no guess beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.addresses import anchor
from indexer.answer.citing import citation
from indexer.answer.lists import Role
from indexer.entries import unit_id
from indexer.names import enumerations

if TYPE_CHECKING:
    from indexer.answer.addresses import Addresses
    from indexer.record import Record


def roles(record: Record, code: str, addresses: Addresses) -> tuple[Role, ...]:
    """Return the lists of a unit in which the State with this code stands."""
    head, paragraph = record.head, record.paragraph
    return tuple(
        Role(
            id=unit_id(head.symbol, head.language, paragraph.part, paragraph.locator),
            symbol=head.symbol,
            language=head.language,
            script=head.script,
            edition=head.edition,
            part=paragraph.part,
            locator=paragraph.locator,
            year=head.date.year if head.date else None,
            section=paragraph.section,
            introduction=found.introduction,
            size=len(found.states),
            citation=citation(head.symbol, paragraph.part, paragraph.locator, head.edition),
            url=addresses.unit(head.symbol, head.language, anchor(paragraph.part, paragraph.locator)),
        )
        for found in enumerations.find(paragraph.text, paragraph.mentions)
        if code in found.states
    )
