"""Finds what says the same as a sentence in the other language version of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.answer.units import unit
from indexer.indexing.entries import in_language
from indexer.model.lookup import SentenceTranslation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.context import Context
    from indexer.model.stored import StoredUnit
    from indexer.text.spans import Span


def translation(
    context: Context, record: StoredUnit, span: Span, beside: Sequence[StoredUnit]
) -> SentenceTranslation | None:
    """Return what translates a sentence of a unit, None where nothing does.

    Args:
        context: Makes the addresses.
        record: The unit.
        span: Where the sentence stands in its text.
        beside: The units of the other language that say the same as the unit.

    """
    if not beside:
        return None
    partner = beside[0]
    return SentenceTranslation(
        unit=unit(partner, context.urls),
        start=0,
        end=len(partner.paragraph.text),
        is_whole=True,
        is_aligned=in_language(id_of(record), partner.head.language) != id_of(partner),
    )
