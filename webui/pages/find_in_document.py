"""Finds a text in a document: numbers the matches in its texts in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.answer.highlighter import Highlighter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model.document import Language
    from indexer.query.highlight_terms import HighlightTerm


@dataclass(frozen=True, slots=True)
class Match:
    """A match in a text; offsets in code points, half-open; numbers count from 1.

    A match that a citation or a footnote mark divides is shown in pieces; `opens` is true for the first
    piece.
    """

    number: int
    start: int
    end: int
    opens: bool = True

    def at(self, start: int) -> Match:
        """Return the match for the piece that begins at `start`."""
        return self if start == self.start else replace(self, opens=False)


class Finder:
    """Finds the highlight terms of a question in one text after another, and counts the matches."""

    def __init__(self, highlight_terms: Sequence[HighlightTerm] = ()) -> None:
        self._marker = Highlighter(highlight_terms) if highlight_terms else None
        self.total = 0

    def find(
        self, text: str, language: Language, start: int = 0, end: int | None = None
    ) -> tuple[Match, ...]:
        """Return the matches that begin in `text[start:end]`, sorted and without overlaps."""
        if self._marker is None:
            return ()
        last = len(text) if end is None else end
        found = [span for span in self._marker.spans(text, language) if start <= span[0] < last]
        before, self.total = self.total, self.total + len(found)
        return tuple(Match(before + at, *span) for at, span in enumerate(found, 1))
