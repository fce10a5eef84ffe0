"""Tell a document's symbol from the number in its heading (`50/72.`), where it bears no symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.structure import adoption

if TYPE_CHECKING:
    from indexer.structure.masthead import Masthead

_LOOKED_AT = 12


def symbols_of(head: Masthead) -> list[str]:
    """Return the symbol that the first lines below a masthead tell, or else what a website says above it.

    The body is the one that the text names in its masthead or with which it opens; where none is named, or
    one that has no such symbols, nothing is told.
    """
    lines = [one.line.text for one in head.rest[:_LOOKED_AT]]
    found = next(filter(None, map(adoption.number_heading, lines)), None)
    if found:
        opening = next((line.strip(" ,，") for line in lines if adoption.opening(line)), "")
        body = adoption.body_of(opening) or adoption.body_of(
            head.facts.bodies[-1] if head.facts.bodies else ""
        )
        if symbol := found.symbol(body):
            return [symbol]
    return head.facts.site_symbols[:1] if not found else []
