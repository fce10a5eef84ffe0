"""Cut a text into its sentences, whichever of the languages it is in; a line end ends a sentence too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.language.en import sentence_patterns as english
from indexer.language.zh import sentence_patterns as chinese
from indexer.model.query import HAN
from indexer.text.spans import Span

_END = re.compile(rf"{english.END}|{english.STOP}(?=\s*[{HAN}])|{chinese.END}|[\r\n\u2028\u2029]")


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield where each sentence of a text stands, without blanks around it: half-open, in code points."""
    start = 0
    for end in _END.finditer(text):
        yield from _stripped(text, start, end.end())
        start = end.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a stretch without the blanks at its ends, if it has a letter or digit."""
    kept = text[start:end]
    if any(map(str.isalnum, kept)):
        begun = start + len(kept) - len(kept.lstrip())
        yield begun, begun + len(kept.strip())
