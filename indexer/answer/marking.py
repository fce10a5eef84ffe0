"""Marks in a text what a question asked for: what was typed, and what is a translation of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from indexer.answer.highlighter import Highlighter
from indexer.model.shown_units import Highlight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model.document import Language, Paragraph
    from indexer.query.plan import Plan
    from indexer.text.spans import Span


class Marker:
    """Marks the texts of one answer."""

    def __init__(self, planned: Plan) -> None:
        self._typed = Highlighter(planned.highlight_terms)
        self._translated = {one.language: Highlighter(one.highlight_terms) for one in planned.across}

    def in_text(self, paragraph: Paragraph, language: Language) -> list[Highlight]:
        """Return what to mark in the text of a unit, sorted and without overlaps."""
        typed = self._typed.spans(paragraph.text, language, paragraph.citations, paragraph.mentions)
        return self._marked(paragraph.text, language, typed, "text")

    def in_lead(self, paragraph: Paragraph, language: Language) -> list[Highlight]:
        """Return what to mark in the texts above a unit, sorted and without overlaps."""
        if not paragraph.lead_in:
            return []
        typed = self._typed.spans(paragraph.lead_in, language)
        return self._marked(paragraph.lead_in, language, typed, "lead_in")

    def _marked(
        self, text: str, language: Language, typed: Sequence[Span], field: Literal["text", "lead_in"]
    ) -> list[Highlight]:
        found = [Highlight(start, end, "match", field) for start, end in typed]
        highlighter = self._translated.get(language)
        if highlighter is not None:
            others = _apart(highlighter.spans(text, language, (), ()), typed)
            found += [Highlight(start, end, "translation", field) for start, end in others]
            found.sort(key=lambda one: one.start)
        return found


def _apart(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """Return the spans that overlap none of those that are taken; both are sorted."""
    kept: list[Span] = []
    at = 0
    for start, end in spans:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or end <= taken[at][0]:
            kept.append((start, end))
    return kept
