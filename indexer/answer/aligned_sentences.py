"""Aligns a paragraph, sentence by sentence, with what says the same in the other language versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import listing
from indexer.answer.alignments import id_of
from indexer.answer.citation_forms import DIGEST, VERSIONS
from indexer.answer.translations import partners
from indexer.answer.units import unit as shown_unit
from indexer.lexicon.correspondences import correspondences
from indexer.lexicon.phrase_table import SIDES
from indexer.lexicon.sentence_beads import LEAST_SCORE, sentence_beads
from indexer.model.aligned_sentences import AlignedParagraph, AlignedSentences, AlignedStretch
from indexer.model.messages import both, in_language, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer.context import Context
    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.document import Both, Edition, Language
    from indexer.model.stored import StoredUnit
    from indexer.text.spans import Span

AUTOMATICALLY = message("aligned automatically")
_DIGITS = 3
"""To how many digits scores are given."""


def aligned(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> AlignedSentences:
    """Return a paragraph with its aligned sentences and words; for the arguments see `listing.paragraph`.

    Raises:
        NotFoundError: The document or the unit is not held.

    """
    record = listing.stored_paragraph(context, symbol, language, part, locator)
    unit = shown_unit(record, context.urls)
    others = partners(context, [record]).get(unit.id, ())
    lexicon = context.lexicon()
    return AlignedSentences(
        *(unit.id, unit.language, unit.edition, version(unit.language, unit.edition), unit.text, unit.url),
        notice=both(AUTOMATICALLY.text),
        translations=tuple(_paragraph(context, record, one, lexicon) for one in others),
    )


def version(language: Language, edition: Edition) -> Both:
    """Return which language version a text is of, and that it is a digest where it is one."""
    name = VERSIONS[language]
    if edition == "digest":
        return both(message("{version} ({digest})", version=name, digest=DIGEST).text)
    return both(lambda reader: in_language(name, reader))


def stretches(
    text: str, language: Language, translation: str, lexicon: Lexicon
) -> tuple[tuple[AlignedStretch, ...], tuple[AlignedStretch, ...]]:
    """Return the aligned sentences of a text and its translation, and the words that correspond.

    Args:
        text: The text.
        language: Its language; the translation is in the other one.
        translation: Its translation.
        lexicon: What tells which words translate each other.

    """
    is_english = language == SIDES[0]
    english, chinese = (text, translation) if is_english else (translation, text)
    beads = [one for one in sentence_beads(english, chinese, lexicon) if one.score >= LEAST_SCORE]
    words = correspondences(english, chinese, beads, lexicon)
    return (
        _stretches([(one.english, one.chinese, one.score) for one in beads], is_english=is_english),
        _stretches([(one.english, one.chinese, one.probability) for one in words], is_english=is_english),
    )


def _stretches(found: Sequence[tuple[Span, Span, float]], *, is_english: bool) -> tuple[AlignedStretch, ...]:
    """Return stretches in the order of the text that is asked for."""
    turned = ((one, other) if is_english else (other, one) for one, other, _ in found)
    scores = (round(score, _DIGITS) for _, _, score in found)
    made = (AlignedStretch(*pair, score) for pair, score in zip(turned, scores, strict=True))
    return tuple(sorted(made, key=lambda one: one.text))


def _paragraph(context: Context, record: StoredUnit, other: StoredUnit, lexicon: Lexicon) -> AlignedParagraph:
    text, head = record.paragraph.text, other.head
    sentences, words = stretches(text, record.head.language, other.paragraph.text, lexicon)
    unit = shown_unit(other, context.urls)
    return AlignedParagraph(
        *(id_of(other), head.language, head.edition, version(head.language, head.edition)),
        *(unit.text, unit.url),
        sentences=sentences,
        words=words,
    )
