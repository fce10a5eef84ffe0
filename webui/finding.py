"""Finding in a document: the matches of a question in its texts, counted in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.answer.marking import Marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model import Language
    from indexer.query.needles import Needle


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that was asked for; offsets in code points, half-open. Numbers count from 1.

    A match that a citation or a footnote mark cuts is shown in pieces, the first of which opens it.
    """

    number: int
    start: int
    end: int
    opens: bool = True

    def at(self, start: int) -> Match:
        """Return the match as shown in the piece that begins at `start`."""
        return self if start == self.start else replace(self, opens=False)


class Finder:
    """Finds what a question asks for, with the question's own analysis, and counts what it finds."""

    def __init__(self, needles: Sequence[Needle] = ()) -> None:
        self._marker = Marker(needles) if needles else None
        self.total = 0

    def find(
        self, text: str, language: Language, start: int = 0, end: int | None = None
    ) -> tuple[Match, ...]:
        """Return the matches that begin in `text[start:end]`, sorted and apart."""
        if self._marker is None:
            return ()
        last = len(text) if end is None else end
        found = [span for span in self._marker.spans(text, language) if start <= span[0] < last]
        before, self.total = self.total, self.total + len(found)
        return tuple(Match(before + at, *span) for at, span in enumerate(found, 1))
