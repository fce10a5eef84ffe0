"""Writes what was found like the sentences of a text for other programs: CSV, and JSON lines.

Every row of a digest says so, for the sentence found and for its translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.citation_forms import mark
from indexer.answer.export_formats import BOM, csv_row
from indexer.answer.serialise import to_json
from indexer.model.messages import in_language, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.document import Language
    from indexer.model.lookup import SentenceLookup, SentenceMatch
    from indexer.model.messages import Message

COLUMNS = (
    "number", "text", "language", "found_language", "percentage", "meaning", "found", "citation", "edition",
    "notice", "id", "url", "translation", "translation_citation", "translation_edition", "translation_notice",
    "translation_id", "translation_url", "translation_is_whole", "translation_is_aligned", "notices",
)  # fmt: skip


def likeness(match: SentenceMatch, language: Language) -> Message:
    """Return how alike a match is to a sentence in a language, in words."""
    alike = message("Alike: {share}%", share=match.percentage)
    if match.unit.language != language:
        alike = message("Words that correspond: {share}%", share=match.percentage)
    if match.meaning is None:
        return alike
    return message("{alike}; near in meaning: {share}%", alike=alike, share=match.meaning)


def csv_lines(sentences: Iterable[SentenceLookup]) -> Iterator[str]:
    """Yield CSV as for hits: a header line, then a line for each match, or for a sentence without one."""
    yield BOM + csv_row(COLUMNS)
    for sentence in sentences:
        told = " ".join(in_language(one, sentence.language) for one in sentence.notices)
        begun = (str(sentence.number), sentence.text, sentence.language)
        matches = (*sentence.same_language, *sentence.other_language)
        for match in matches:
            yield csv_row((*begun, *_found(match), *_translated(match), told))
        if not matches:
            yield csv_row((*begun, *[""] * (len(COLUMNS) - len(begun) - 1), told))


def json_lines(sentences: Iterable[SentenceLookup]) -> Iterator[str]:
    """Yield each sentence on a line of its own, as the JSON object that the API gives."""
    for sentence in sentences:
        yield to_json(sentence).decode() + "\n"


def json_pieces(sentences: Iterable[SentenceLookup]) -> Iterator[str]:
    """Yield one JSON object in pieces: `sentences` as the API gives them, and behind them their numbers."""
    yield '{"sentences":['
    total = found = 0
    for one in sentences:
        yield f"{',' if total else ''}\n{to_json(one).decode()}"
        total, found = total + 1, found + bool(one.same_language or one.other_language)
    yield f'\n],"total":{total},"found":{found}}}\n'


def _found(match: SentenceMatch) -> tuple[str, ...]:
    unit = match.unit
    return (
        unit.language,
        str(match.percentage),
        "" if match.meaning is None else str(match.meaning),
        unit.text[match.start : match.end],
        in_language(unit.citation, unit.language),
        unit.edition,
        mark(unit.edition, unit.language),
        unit.id,
        unit.url,
    )


def _translated(match: SentenceMatch) -> tuple[str, ...]:
    if match.translation is None:
        return ("",) * 8
    one, unit = match.translation, match.translation.unit
    return (
        unit.text[one.start : one.end],
        in_language(unit.citation, unit.language),
        unit.edition,
        mark(unit.edition, unit.language),
        unit.id,
        unit.url,
        str(one.is_whole).lower(),
        str(one.is_aligned).lower(),
    )
