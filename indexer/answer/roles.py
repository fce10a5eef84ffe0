"""Finds in which lists of States a State stands, with the sentence that introduces each list.

Only that sentence says what the list means; nothing more is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.citation_forms import citation, printed
from indexer.answer.urls import anchor
from indexer.indexing.entries import unit_id
from indexer.model.lists import Role
from indexer.names import enumerations

if TYPE_CHECKING:
    from indexer.answer.urls import Urls
    from indexer.model.stored import StoredUnit


def roles(record: StoredUnit, code: str, urls: Urls) -> tuple[Role, ...]:
    """Return the lists of States in a unit that contain the State with this code."""
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
            printed_page=paragraph.page or None,
            year=head.date.year if head.date else None,
            section=paragraph.section,
            introduction=found.introduction,
            size=len(found.states),
            citation=citation(
                head.symbol, paragraph.part, paragraph.locator, head.edition, printed(paragraph)
            ),
            url=urls.unit(head.symbol, head.language, anchor(paragraph.part, paragraph.locator)),
        )
        for found in enumerations.find(paragraph.text, paragraph.mentions)
        if code in found.states
    )
