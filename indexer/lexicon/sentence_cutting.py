"""Cut a text into its sentences, and these into the clauses that semicolons divide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.language.en import sentence_patterns as english
from indexer.language.zh import sentence_patterns as chinese
from indexer.lexicon.phrase_table import SIDES
from indexer.text.spans import Span

if TYPE_CHECKING:
    from indexer.model.document import Language

LONGEST = 2_000
"""A clause of more code points than this is cut at the last space before, or there."""
_ENGLISH = rf"(?P<sentence>{english.SENTENCE_END})|(?P<clause>{english.CLAUSE_END})"
_CHINESE = rf"(?P<sentence>{chinese.SENTENCE_END})|(?P<clause>{chinese.CLAUSE_END})"
_MARK = r"\W{0,2}(?:[0-9]{1,4}|[A-Za-z]|[ivxIVX]{1,5})[.)]{1,2}"
"""Pattern of a text that is no more than the number of an item: its stop ends no sentence."""
_LONGEST_MARK = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at [start, end) of a text, without the white space around it.

    `ends_sentence` is False where a semicolon ends it.
    """

    start: int
    end: int
    ends_sentence: bool


def clauses(text: str, language: Language) -> tuple[Clause, ...]:
    """Return the clauses of a text in order; together they hold all of it but white space.

    Args:
        text: The text of one paragraph.
        language: Its language.

    """
    found: list[Clause] = []
    for start, end, is_sentence in _cut(text, language):
        for from_, to in _bounded(text, start, end):
            found.append(Clause(from_, to, is_sentence and to == end))
    return tuple(found)


def _cut(text: str, language: Language) -> Iterator[tuple[int, int, bool]]:
    """Yield where each clause starts and ends, and whether it ends a sentence."""
    start = 0
    ends = re.finditer(_ENGLISH, text) if language == SIDES[0] else re.finditer(_CHINESE, text)
    for end in ends:
        if end.end() - start > _LONGEST_MARK or not re.fullmatch(_MARK, text[start : end.end()].strip()):
            yield *_trimmed(text, start, end.end()), end["sentence"] is not None
            start = end.end()
    if text[start:].strip():
        yield *_trimmed(text, start, len(text)), True


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without the white space around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield pieces of a span of at most LONGEST code points."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        to = space if space > 0 else start + LONGEST
        yield _trimmed(text, start, to)
        start = to
    yield _trimmed(text, start, end)
