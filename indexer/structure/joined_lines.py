"""Part the lines of a text that has lost its line ends: each of its paragraph numbers begins a line again.

That is done only where no line begins with a paragraph number, and a line holds the numbers 1, 2 and so on in
their order, each behind the end of a sentence. What stands before the first number is a line of its own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from indexer.model.document import Line
from indexer.structure.boilerplate import PrintedLine
from indexer.structure.numbering import paragraph_number

_NUMBER = re.compile(
    r"(?:(?<=[.!?;”\"’)])\s|(?<=[。！？；”）])\s?|(?<=[^\s\d])\s)(?=(\d{1,4})[.．]\s?[A-Z“\u3400-\u9fff])"
)
_FEWEST = 2
"""How many numbers a line holds at least."""


def parted(text: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a text with those parted that hold several paragraphs."""
    if any(paragraph_number(one.line.text) for one in text):
        return list(text)
    return [piece for one in text for piece in _pieces(one)]


def _pieces(one: PrintedLine) -> Iterator[PrintedLine]:
    """Yield the pieces of a line, each from one number to the next; a line without numbers is one piece."""
    line = one.line
    starts = list(_starts(line)) if line.role is None and not line.label else []
    if len(starts) < _FEWEST:
        yield one
        return
    for start, end in zip((0, *starts), (*starts, len(line.text)), strict=True):
        if text := line.text[start:end].rstrip():
            begins = True if start and line.begins is not None else line.begins
            first = one if not start else PrintedLine(line)
            yield dataclasses.replace(
                first,
                line=replace(line, text=text, blank_before=start > 0 or line.blank_before, begins=begins),
            )


def _starts(line: Line) -> Iterable[int]:
    """Yield where the numbers 1, 2 and so on begin."""
    expected = 1
    for found in _NUMBER.finditer(line.text):
        if int(found[1]) == expected:
            expected += 1
            yield found.end()
