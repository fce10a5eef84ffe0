"""The snippet of a text that is shown: a window around its first match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.results import Fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.language.seeking import Span
    from indexer.model import Language

SNIPPET = {"zh": 110, "en": 260}
"""Longest snippet of each language, in code points."""
LEAD = {"zh": 24, "en": 60}
"""How much of the text before the first match a snippet shows, in code points."""
BREAKS = "。；，、 \n"


def snippet(text: str, language: Language, marked: Sequence[Span]) -> tuple[Fragment, ...]:
    """Cut a text down to a window around its first match; an ellipsis stands for what is left out."""
    start, end = _window(text, language, marked)
    fragments = [Fragment("…", match=False)] if start > 0 else []
    at = start
    for left, right in marked:
        if left >= end:
            break
        if right <= start:
            continue
        fragments += [
            Fragment(text[at:left], match=False),
            Fragment(text[left : min(right, end)], match=True),
        ]
        at = min(right, end)
    fragments.append(Fragment(text[at:end], match=False))
    if end < len(text):
        fragments.append(Fragment("…", match=False))
    return tuple(fragment for fragment in fragments if fragment.text)


def _window(text: str, language: Language, marked: Sequence[Span]) -> Span:
    size = SNIPPET[language]
    if len(text) <= size:
        return 0, len(text)
    first = marked[0][0] if marked else 0
    start = max(0, min(first - LEAD[language], len(text) - size))
    if start:
        start = _after_break(text, start, first)
    end = min(len(text), start + size)
    return start, end if end == len(text) else _before_break(text, start, end)


def _after_break(text: str, start: int, first: int) -> int:
    for position in range(start, first):
        if text[position] in BREAKS:
            return position + 1
    return start


def _before_break(text: str, start: int, end: int) -> int:
    for position in range(end, start + (end - start) * 3 // 4, -1):
        if text[position] in BREAKS:
            return position
    return end
