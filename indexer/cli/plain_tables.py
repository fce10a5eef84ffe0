"""Texts in columns of a plain terminal or a file: a Han character is two columns wide."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TextIO

GAP = "  "
_MORE = "…"
_WIDEST = 48
"""The columns to which texts are padded where rows are not divided; longer ones stand out."""


def many(count: int, what: str) -> str:
    """Return a number of things: `1 document`, `2,000 documents`."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def shortened(text: str, most: int) -> str:
    """Return a text that takes at most so many columns; `…` stands for the rest."""
    if width(text) <= most:
        return text
    taken = next(_cut(text, most - 1))
    return taken.rstrip() + _MORE


def wrapped(text: str, most: int) -> list[str]:
    """Divide a text into lines of at most so many columns, between words where that can be.

    Args:
        text: The text, on one line.
        most: The columns, at least two: a Han character needs them.

    """
    if width(text) <= most:
        return [text]
    lines = [""]
    for word in text.split():
        pieces = iter(_cut(word, most))
        first = next(pieces)
        joined = f"{lines[-1]} {first}" if lines[-1] else first
        if width(joined) <= most and width(word) <= most:
            lines[-1] = joined
        else:
            lines.extend((first, *pieces))
    return lines if lines[0] else lines[1:]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None = None) -> Iterator[str]:
    """Yield the lines of a table.

    Args:
        heads: What stands above the columns.
        rows: The texts in the columns, each on one line.
        columns: How wide the table may be; its texts then take several lines. None if a row has to be on one
            line, for other programs.

    """
    every = [heads, *rows]
    widths = [max(map(width, texts)) for texts in zip(*every, strict=True)]
    if columns is None:
        widths = [min(most, _WIDEST) for most in widths]
    else:
        widths = _fitted(widths, columns - len(GAP) * (len(widths) - 1))
    for row in every:
        cells = [
            [text] if columns is None else wrapped(text, most) for text, most in zip(row, widths, strict=True)
        ]
        for line in zip_longest(*cells, fillvalue=""):
            padded = (text + " " * (most - width(text)) for text, most in zip(line, widths, strict=True))
            yield GAP.join(padded).rstrip()


def columns_of(stream: TextIO) -> int | None:
    """Return how wide the terminal is to which a stream writes; None if it is not a terminal."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def _columns(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.combining(char) else 1


def _cut(text: str, most: int) -> Iterator[str]:
    """Yield the pieces of a text, each as long as so many columns let it be."""
    start = taken = 0
    for at, char in enumerate(text):
        columns = _columns(char)
        if taken + columns > most and at > start:
            yield text[start:at]
            start, taken = at, 0
        taken += columns
    yield text[start:]


def _fitted(widths: Sequence[int], most: int) -> list[int]:
    """Return narrower widths that have the sum `most`: what is narrow stays, what is wide shares the rest."""
    left, fitted = most, list(widths)
    for count, (needed, place) in enumerate(sorted((needed, place) for place, needed in enumerate(widths))):
        fitted[place] = max(2, min(needed, left // (len(widths) - count)))
        left -= fitted[place]
    return fitted
