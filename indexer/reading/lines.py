"""Split a text into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.model.document import Line

_BREAK = re.compile(r"\r\n|[\n\r\f]")


def split(text: str, most: int | None = None) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank, numbered from 1.

    A form feed ends a line and so counts in the numbering: no two lines have the same number. It marks the
    next line as the first of a page.

    Args:
        text: The text.
        most: Stop soon after this many lines; None for no limit.

    """
    lines: list[Line] = []
    blank = page = False
    for number, (body, mark) in enumerate(_cut(text), start=1):
        if body.strip():
            lines.append(Line(number, body, blank_before=blank, page_break_before=page))
            blank = page = False
            if most is not None and len(lines) > most:
                break
        elif mark != "\f":
            blank = True
        page = page or mark == "\f"
    return tuple(lines)


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line and the characters that end it; nothing ends the last line."""
    start = 0
    for match in _BREAK.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    yield text[start:], ""
