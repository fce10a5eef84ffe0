"""Finds what says the same as a sentence in the other language version of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.answer.units import unit
from indexer.indexing.entries import in_language
from indexer.lexicon.phrase_table import SIDES
from indexer.lexicon.sentence_beads import LEAST_SCORE, sentence_beads
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
        context: Where the words are looked up; it makes the addresses.
        record: The unit.
        span: Where the sentence stands in its text.
        beside: The units of the other language that say the same as the unit.

    """
    if not beside:
        return None
    partner = beside[0]
    found = _aligned(context, record, span, partner)
    by_number = in_language(id_of(record), partner.head.language) == id_of(partner)
    whole = 0, len(partner.paragraph.text)
    start, end = found or whole
    return SentenceTranslation(
        unit=unit(partner, context.urls),
        start=start,
        end=end,
        is_whole=(start, end) == whole,
        is_aligned=(start, end) != whole or not by_number,
    )


def _aligned(context: Context, record: StoredUnit, span: Span, partner: StoredUnit) -> Span | None:
    """Return where the translation of a sentence stands in a partner of its unit, if that is sure enough."""
    is_english = record.head.language == SIDES[0]
    ours, theirs = record.paragraph.text, partner.paragraph.text
    english, chinese = (ours, theirs) if is_english else (theirs, ours)
    best, most = None, 0
    for bead in sentence_beads(english, chinese, context.lexicon()):
        own, other = (bead.english, bead.chinese) if is_english else (bead.chinese, bead.english)
        shared = min(own[1], span[1]) - max(own[0], span[0])
        if bead.score >= LEAST_SCORE and shared > most:
            best, most = other, shared
    return best
