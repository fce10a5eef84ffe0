"""Read the lines above a document's text: its symbol, its date, the mark of a digest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.names import dates
from indexer.structure.boilerplate import PrintedLine, lone_symbol
from indexer.structure.pieces import Piece, Role, whole
from indexer.text.folding import fold

_MARKS = chinese.MARKS | english.MARKS
_ORIGINAL = f"{english.ORIGINAL}|{chinese.ORIGINAL}"
_PRINTED = re.compile(
    rf"(?:{chinese.ORGANS}|{english.ORGANS})|(?:{english.LANGUAGES}|{chinese.LANGUAGES})"
    rf"|(?:{english.DISTRIBUTION}|{chinese.DISTRIBUTION})\s*[.:：].*|[\[(]?\s*(?:{_ORIGINAL})\s*[:：].*"
    rf"|{chinese.SESSION}|{english.SESSION}|(?:{english.AGENDA}|{chinese.AGENDA})\b.*"
)
_UNITED_NATIONS = f"{chinese.UNITED_NATIONS}|{english.UNITED_NATIONS}"
_ORGAN_AND_REST = re.compile(rf"(?:{_UNITED_NATIONS})\s+(\S.*)", re.IGNORECASE)


@dataclass(slots=True)
class Masthead:
    """What the lines above the text say; `lines` is how many lines they are."""

    symbols: list[str] = field(default_factory=list)
    date: date | None = None
    digest: bool = False
    noise: list[Piece] = field(default_factory=list)
    lines: int = 0


def masthead(text: Sequence[PrintedLine]) -> Masthead:
    """Read the lines from the start of a source up to its first line of text."""
    head = Masthead()
    for one in text:
        role = _role(one, head)
        if not role:
            break
        head.noise.append(whole(one.line, role))
        head.lines += 1
    return head


def is_mark(text: str) -> bool:
    """Tell whether a line marks the document as a digest."""
    return fold(text.strip()) in map(fold, _MARKS)


def day_of(text: str) -> date | None:
    """Return the first date with a year in a text (`2019年12月23日`, `dated 23 December 2019`), or None."""
    return next((span.start for found in dates.find(text) for span in found.spans), None)


def _role(one: PrintedLine, head: Masthead) -> Role | None:
    """Return the role of a line above the text, and note what it says in `head`; None if it is text."""
    text = one.line.text.strip()
    if is_mark(text):
        head.digest = True
        return "edition_mark"
    found = Masthead()
    if not all(_is_item(cell, found) for cell in one.line.cells if cell):
        return None
    head.symbols += found.symbols
    head.date = head.date or found.date
    return "masthead"


def _is_item(text: str, head: Masthead) -> bool:
    """Tell whether a text is an item of a masthead, and note what it says in `head`."""
    rest = _ORGAN_AND_REST.fullmatch(text)
    symbol = lone_symbol(rest[1] if rest else text)
    if symbol:
        head.symbols.append(symbol)
        return True
    folded = fold(text)
    if found := [one for one in dates.find(text) if one.spans and (one.start, one.end) == (0, len(text))]:
        head.date = head.date or found[0].spans[0].start
        return True
    return _PRINTED.fullmatch(folded) is not None
