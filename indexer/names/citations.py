"""Find the documents that a text cites, and the part and paragraph cited, in Chinese or English.

A citation is either a written-out symbol (`S/2019/986，附件，第12段`) or a resolution named by number. If the
year of a resolution is missing (`UNSCR 1540`, `第1540号决议`, `S/RES/1540`), the text alone does not say
which document is meant. These are returned as `bare_numbers`, and the library resolves them.

Spans are half-open, in code points of the text as shown, leftmost first, and never overlap. A citation covers
all words that belong only to it: `第1977(2011)号决议第9段`, `paragraph 9 of resolution 1977 (2011)`. In an
enumeration, shared words belong to no citation: each one covers its number and its own paragraph.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from msgspec import structs

from indexer.language.zh.citation_patterns import DOCUMENT
from indexer.model.document import Citation
from indexer.names import pinpoints, resolution_lists, resolutions, series, symbols
from indexer.names.bodies import Body
from indexer.names.pinpoints import Place
from indexer.names.resolutions import BareNumber, Reference
from indexer.names.symbols import Occurrence
from indexer.text.folding import fold
from indexer.text.normalising import Normalised, normalise
from indexer.text.spans import masked

__all__ = ["BareNumber", "Reference", "bare_numbers", "find", "references"]


def find(text: str, own: Body | None = None) -> tuple[Citation, ...]:
    """Return the documents cited in a text, in the order of the text; for `own` see `references`."""
    return tuple(citation for reference in references(text, own) for citation in reference.citations)


def bare_numbers(text: str) -> tuple[BareNumber, ...]:
    """Return the resolutions that a text names without their year, in the order of the text."""
    return tuple(number for reference in references(text) for number in reference.bare_numbers)


def references(text: str, own: Body | None = None) -> tuple[Reference, ...]:
    """Return citations and bare numbers together, with the words around them, in the order of the text.

    Args:
        text: The text.
        own: The body of the document, whose resolutions those are for which the text names no body.

    """
    normalised = normalise(text)
    plain, folded = normalised.text, fold(normalised.text)
    written = tuple(_written(plain, folded))
    blanked = masked(folded, ((one.start, one.end) for one in written), "\0")
    numbered = resolutions.references(plain, blanked, own)
    found = sorted((*written, *numbered), key=lambda reference: reference.start)
    return tuple(_shown(one, normalised) for one in found) if normalised.is_moved else tuple(found)


def _shown(one: Reference, normalised: Normalised) -> Reference:
    """Return a reference in a normalised text with all its spans in the text as shown."""

    def cited(part: Citation) -> Citation:
        start, end = normalised.span(part.start, part.end)
        return structs.replace(part, start=start, end=end)

    def bare(part: BareNumber) -> BareNumber:
        start, end = normalised.span(part.start, part.end)
        return dataclasses.replace(part, start=start, end=end)

    span = normalised.span(one.start, one.end)
    return Reference(*span, tuple(map(cited, one.citations)), tuple(map(bare, one.bare_numbers)))


def _written(text: str, folded: str) -> Iterator[Reference]:
    """Yield the written-out symbols, also those of resolutions that lack only their year."""
    found = list(_whole(text, folded))
    begun = {one.start for one in found}
    found += [
        Occurrence(f"{one[0].upper()}(", *one.span())
        for one in _yearless().finditer(folded)
        if one.start() not in begun
    ]
    since = 0
    for one in sorted(found, key=lambda one: one.start):
        start, since, place = _place(folded, one.start, one.end, since)
        if one.symbol.endswith("("):
            number = int(one.symbol[len("S/RES/") : -1])
            bare = BareNumber(number, start, since, one.symbol, place.pinpoint)
            yield Reference(start, since, bare_numbers=(bare,))
        else:
            yield Reference(start, since, (Citation(one.symbol, start, since, place.pinpoint, place.part),))


def _whole(text: str, folded: str) -> Iterator[Occurrence]:
    """Yield the symbols of documents, with the letter of a part, and those of which only the ends follow."""
    for one in symbols.occurrences(text):
        yield one
        yield from series.following(folded, one.symbol, one.end)
        for other in resolution_lists.following(folded, one.symbol, one.end):
            symbol, end = symbols.with_letter(text, folded, other.symbol, other.end)
            yield Occurrence(symbol, other.start, end)


def _place(folded: str, start: int, end: int, since: int) -> tuple[int, int, Place]:
    """Return the span of a symbol with the words around it, and the place that these words name.

    Args:
        folded: The folded text.
        start: Where the symbol begins, in code points.
        end: Where the symbol ends.
        since: The offset before which no word is taken.

    Returns:
        Start and end of the span, and the place.

    """
    tail = _document().match(folded, end)
    before = pinpoints.before(folded, start, since)
    after = pinpoints.after(folded, tail.end() if tail else end)
    edge = after.edge if after.part or after.pinpoint else end
    if not (after.part or after.pinpoint or before.edge < start):
        bracketed = folded.startswith("(", max(since, start - 1)) and folded.startswith(")", end)
        behind = pinpoints.after(folded, end + 1) if bracketed else after
        if behind.part or behind.pinpoint:
            return start - 1, behind.edge, behind
    return before.edge, edge, Place(after.part or before.part, after.pinpoint or before.pinpoint, edge)


@cache
def _document() -> re.Pattern[str]:
    return re.compile(DOCUMENT)


@cache
def _yearless() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9._/\\-])[sae]/res/(\d{1,4})(?![\d/a-z]|\s?\(\s?\d)")
