"""Cuts the snippet of a text: a window around its first match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.language import CONVENTIONS
from indexer.model.shown_units import Fragment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from indexer.model.document import Language
    from indexer.text.spans import Span

BREAKS = "。；，、 \n"


def snippet(
    text: str, language: Language, marked: Sequence[Span], translated: Collection[Span] = ()
) -> tuple[Fragment, ...]:
    """Cut a text to a window around its first match; an ellipsis marks text left out.

    Args:
        text: The whole text.
        language: Its language, which determines the size of the window.
        marked: The matches: half-open stretches in code points, sorted and without overlaps.
        translated: Those of them that are translations of what was typed.

    Returns:
        The snippet in fragments, those that match marked as such.

    """
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
            Fragment(text[left : min(right, end)], match=True, translation=(left, right) in translated),
        ]
        at = min(right, end)
    fragments.append(Fragment(text[at:end], match=False))
    if end < len(text):
        fragments.append(Fragment("…", match=False))
    return tuple(fragment for fragment in fragments if fragment.text)


def _window(text: str, language: Language, marked: Sequence[Span]) -> Span:
    """Return the half-open stretch of the text to show; it begins and ends at a break where one is near."""
    size = CONVENTIONS[language].snippet
    if len(text) <= size:
        return 0, len(text)
    first = marked[0][0] if marked else 0
    start = max(0, min(first - CONVENTIONS[language].lead, len(text) - size))
    if start:
        start = _after_break(text, start, first)
    end = min(len(text), start + size)
    return start, end if end == len(text) else _before_break(text, start, end)


def _after_break(text: str, start: int, first: int) -> int:
    """Return the offset after the first break before the match, or `start` where there is none."""
    for position in range(start, first):
        if text[position] in BREAKS:
            return position + 1
    return start


def _before_break(text: str, start: int, end: int) -> int:
    """Return the offset of the last break in the window's final quarter, or `end` where there is none."""
    for position in range(end, start + (end - start) * 3 // 4, -1):
        if text[position] in BREAKS:
            return position
    return end
