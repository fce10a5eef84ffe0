"""Cuts texts into the sentences that are looked up and compared; a line end ends a sentence too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.lexicon.sentence_cutting import clauses
from indexer.model.query import language_of
from indexer.structure.detection import detected

if TYPE_CHECKING:
    from indexer.model.document import Language
    from indexer.text.spans import Span


def sentences(text: str) -> Iterator[tuple[str, Language]]:
    """Yield the sentences of a text in either language, or in both, each with its language."""
    for line in text.splitlines():
        language = _language(line)
        for start, end in sentence_spans(line, language):
            yield line[start:end], _language(line[start:end])


def sentence_spans(text: str, language: Language) -> Iterator[Span]:
    """Yield where each sentence of a text with a letter or digit stands: half-open, in code points."""
    at = 0
    for line in text.splitlines(keepends=True):
        start = None
        for clause in clauses(line, language):
            start = clause.start if start is None else start
            if clause.ends_sentence:
                if any(map(str.isalnum, line[start : clause.end])):
                    yield at + start, at + clause.end
                start = None
        at += len(line)


def _language(text: str) -> Language:
    return detected(text) or language_of(text)
