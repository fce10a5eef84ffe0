"""Which documents a text cites, in either language, and which part and paragraph of them.

Symbols written out (`S/2019/986，附件，第12段`), and resolutions named by number. Where the year is missing
(`UNSCR 1540`, `第1540号决议`, `S/RES/1540`) the text alone does not say which document is meant: these are
`bare_numbers`, for the library to resolve.

Spans are half-open, in code points of the text as shown, leftmost and never overlapping. A citation covers
all words that belong to it alone: `第1977(2011)号决议第9段`, `paragraph 9 of resolution 1977 (2011)`. In an
enumeration, what is shared belongs to none of them: each covers its number and its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.folding import fold
from indexer.model import Citation
from indexer.names import pinpoints, resolutions, symbols
from indexer.names.pinpoints import Place
from indexer.names.resolutions import BareNumber, Reference

__all__ = ["BareNumber", "Reference", "bare_numbers", "find", "references"]


def find(text: str) -> tuple[Citation, ...]:
    """Return the documents cited in a text, in the order of the text."""
    return tuple(citation for reference in references(text) for citation in reference.citations)


def bare_numbers(text: str) -> tuple[BareNumber, ...]:
    """Return the resolutions that a text names without their year, in the order of the text."""
    return tuple(number for reference in references(text) for number in reference.bare_numbers)


def references(text: str) -> tuple[Reference, ...]:
    """Return citations and bare numbers together, with the words around them, in the order of the text."""
    folded = blanked = fold(text)
    written = tuple(_written(text, folded))
    for one in written:
        blanked = blanked[: one.start] + "\0" * (one.end - one.start) + blanked[one.end :]
    numbered = resolutions.references(text, blanked)
    return tuple(sorted((*written, *numbered), key=lambda reference: reference.start))


def _written(text: str, folded: str) -> Iterator[Reference]:
    """Yield the symbols written out, and those that lack but their year."""
    found = [(one.start, one.end, one.symbol) for one in symbols.occurrences(text)]
    found += [(one.start(), one.end(), f"{one[0].upper()}(") for one in _yearless().finditer(folded)]
    since = 0
    for begin, behind, symbol in sorted(found):
        start, since, place = _place(folded, begin, behind, since)
        if symbol.endswith("("):
            number = int(symbol[len("S/RES/") : -1])
            bare = BareNumber(number, start, since, symbol, place.pinpoint)
            yield Reference(start, since, bare_numbers=(bare,))
        else:
            yield Reference(start, since, (Citation(symbol, start, since, place.pinpoint, place.part),))


def _place(folded: str, start: int, end: int, since: int) -> tuple[int, int, Place]:
    """Return the span of a symbol and the words around it, not before `since`, and the place they name."""
    tail = _document().match(folded, end)
    before = pinpoints.before(folded, start, since)
    after = pinpoints.after(folded, tail.end() if tail else end)
    edge = after.edge if after.part or after.pinpoint else end
    return before.edge, edge, Place(after.part or before.part, after.pinpoint or before.pinpoint, edge)


@cache
def _document() -> re.Pattern[str]:
    return re.compile(r"\s*号(?:文件|决议)?")


@cache
def _yearless() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9._/\\-])[sae]/res/(\d{1,4})(?![\d/a-z]|\s?\(\s?\d)")
