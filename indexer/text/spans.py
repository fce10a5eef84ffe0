"""Spans of a text: half-open, in code points; every package may use this module.

All functions take time in proportion to the length of the text and of the spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""A stretch of a text: [start, end), in code points."""


class Taken:
    """Records which characters of a text are already taken.

    Example: `taken = Taken(9); taken.take(2, 5)` is True, then `taken.take(4, 6)` is False.
    """

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._signs = bytearray(length)
        for start, end in spans:
            self._mark(start, end)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no character of a span is taken."""
        return self._signs.find(1, start, end) < 0

    def take(self, start: int, end: int) -> bool:
        """Take a span and return True; if part of it is taken already, change nothing and return False."""
        if not self.is_free(start, end):
            return False
        self._mark(start, end)
        return True

    def _mark(self, start: int, end: int) -> None:
        self._signs[start:end] = b"\1" * (end - start)


def masked(text: str, spans: Iterable[Span], sign: str) -> str:
    """Return a text in which each character of the spans is replaced by `sign`; its length is the same."""
    pieces: list[str] = []
    at = 0
    joined = merged(spans)
    if not joined:
        return text
    for start, end in joined:
        pieces += [text[at:start], sign * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, with overlapping ones joined."""
    found: list[Span] = []
    ordered = sorted(spans)
    if len(ordered) <= 1:
        return tuple(ordered)
    for start, end in ordered:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def enclosed(text: str, closers: Mapping[str, str]) -> Iterator[tuple[int, int | None]]:
    """Yield the span of each pair of signs, with the signs, leftmost first and without overlaps.

    Args:
        text: The text to search.
        closers: For each opening sign, the signs that may close it.

    Yields:
        Start and end. The end is None for an opening sign that nothing closes; of each opening sign, only the
        first such case is yielded.

    """
    if closers.keys().isdisjoint(text):  # as in nearly every question
        return
    at = 0
    lonely: set[str] = set()
    places = {sign: _Places(text, sign) for signs in closers.values() for sign in signs}
    for start, sign in enumerate(text):
        if start < at or sign not in closers or sign in lonely:
            continue
        ends = [place for closer in closers[sign] if (place := places[closer].behind(start)) is not None]
        if ends:
            at = min(ends) + 1
            yield start, at
        else:
            lonely.add(sign)
            yield start, None


class _Places:
    """Finds the next occurrence of a sign for increasing offsets; each character is looked at only once."""

    def __init__(self, text: str, sign: str) -> None:
        self._text = text
        self._sign = sign
        self._at = -1

    def behind(self, start: int) -> int | None:
        """Return the next offset of the sign after `start`, None if there is none."""
        if self._at <= start and self._at < len(self._text):
            found = self._text.find(self._sign, start + 1)
            self._at = found if found >= 0 else len(self._text)
        return self._at if self._at < len(self._text) else None
