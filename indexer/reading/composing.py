"""Put lines together from the pieces of a format that knows its paragraphs, such as DOCX and HTML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from indexer.model.document import Line, LineRole, Source

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_DIGITS = re.compile(r"[0-9]+")

Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Draft:
    """A line that has no number yet; the fields are those of `Line`."""

    text: str
    raised: Spans = ()
    role: LineRole | None = None
    level: int = 0
    begins: bool | None = None
    label: int = 0
    blank_before: bool = False


class TextBuilder:
    """Puts a paragraph together from runs of text; runs of blanks become one space.

    A no-break space is kept, since the text shows it.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._raised: list[tuple[int, int]] = []
        self._blank = False  # a space is due before the next character
        self.length = 0
        """How many characters there are so far."""

    def add(self, text: str, *, raised: bool = False) -> None:
        """Add a run; the digits of a raised one are remembered."""
        plain = _BLANKS.sub(" ", text)
        bare = plain.strip(" ")
        if not bare:
            self._blank = self._blank or bool(plain)
            return
        if (self._blank or plain[0] == " ") and self.length:
            self._append(" ")
        self._blank = plain[-1] == " "
        if raised:
            self._raised += [
                (self.length + found.start(), self.length + found.end()) for found in _DIGITS.finditer(bare)
            ]
        self._append(bare)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def draft(self) -> Draft:
        """Return the line that has been put together, without blanks around it."""
        return Draft("".join(self._parts), tuple(_joined(self._raised)))

    def since(self, start: int) -> str:
        """Return the text from an offset on."""
        return "".join(self._parts)[start:]


def _joined(spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield spans in order; those that touch become one: a number may be divided into several runs."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and last[1] == start:
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def shifted(spans: Spans, by: int) -> Spans:
    """Return spans moved to the right."""
    return tuple((start + by, end + by) for start, end in spans)


def prefixed(draft: Draft, label: str) -> Draft:
    """Put the number of a list, a paragraph or a note before a line, followed by a space."""
    if label:
        draft.text = f"{label} {draft.text}"
        draft.raised = shifted(draft.raised, len(label) + 1)
        draft.label = len(label)
    return draft


def as_note(draft: Draft) -> None:
    """Make a line that begins with a raised number the first line of a note, which it is."""
    if draft.raised and draft.raised[0][0] == 0 and draft.raised[0][1] < len(draft.text):
        draft.role, draft.level, draft.label = "note", 0, draft.raised[0][1]
        draft.raised = draft.raised[1:]


def joined(drafts: Sequence[Draft]) -> Draft:
    """Return one line with the texts of several, such as the paragraphs of a cell."""
    texts: list[str] = []
    raised: list[tuple[int, int]] = []
    at = 0
    for draft in drafts:
        text = draft.text.replace("\t", " ")
        raised += shifted(draft.raised, at)
        texts.append(text)
        at += len(text) + 1
    return Draft(" ".join(texts), tuple(raised))


def source_of(
    path: Path, data: bytes, encoding: str, drafts: Iterable[Draft], warnings: tuple[str, ...] = ()
) -> Source:
    """Return the source that consists of these lines.

    Args:
        path: The path of the file, whose last part is its name.
        data: The bytes of the file.
        encoding: The name of its encoding.
        drafts: The lines; those without text are left out.
        warnings: What could not be taken as it is.

    """
    lines = tuple(
        Line(
            number,
            one.text,
            blank_before=one.blank_before and number > 1,
            role=one.role,
            level=one.level,
            begins=one.begins,
            label=one.label,
            raised=one.raised,
        )
        for number, one in enumerate((one for one in drafts if one.text.strip()), start=1)
    )
    return Source(
        name=path.name,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        text="\n".join(line.text for line in lines),
        lines=lines,
        warnings=warnings,
    )
