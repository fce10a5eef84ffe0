"""Limits the words, paragraphs and years that the prefixes and ranges of one question may stand for.

`parser.MAX_LEAVES` limits how many words are typed. That is not enough: three characters such as `a*` may
stand for hundreds of words, and an engine is asked for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.query import usage_errors

if TYPE_CHECKING:
    from indexer.query.usage_errors import Range

MAX_STOOD_FOR = 2_000
"""How many words, paragraphs and years all prefixes and ranges of a question may stand for together.

Each word of an expanded phrase counts: `state-of-a*` costs three times as much as `a*`.
"""


@dataclass(frozen=True, slots=True)
class _QuestionPart:
    """A part of a question as typed, and the number of words, paragraphs or years that it stands for."""

    text: str
    number: int
    range: Range


class Budget:
    """Counts what the parts of one question stand for."""

    def __init__(self, most: int = MAX_STOOD_FOR) -> None:
        self._most = most
        self._left = most
        self._broadest = _QuestionPart("", 0, "words")

    def spend(self, text: str, number: int, what: Range) -> None:
        """Count a part of the question.

        Args:
            text: The part as typed.
            number: How many words, paragraphs or years it stands for.
            what: Which of these it stands for.

        Raises:
            TooCostlyError: All parts so far stand for too many; the error names the broadest part.

        """
        self._left -= number
        if number > self._broadest.number:
            self._broadest = _QuestionPart(text, number, what)
        if self._left < 0:
            part = self._broadest
            raise usage_errors.too_broad(part.text, part.number, part.range, self._most)
