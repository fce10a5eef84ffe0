"""Makes the cards of an answer: what a symbol of the question names, and where that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer.link_targets import target
from indexer.model.query import Query, Selection
from indexer.model.results import SymbolMatch, TextMatch
from indexer.model.shown_units import Cited
from indexer.names import families, pinpoints, resolution_parts, symbols

if TYPE_CHECKING:
    from indexer.answer.context import Context
    from indexer.query.bearers import Referred


def card(context: Context, referred: Referred) -> SymbolMatch:
    """Return a symbol of the question with its document, held here or at the UN, and what cites it."""
    whole = resolution_parts.lettered(referred.symbol)[0]
    head = context.held.head(referred.symbol, context.reader) or context.held.head(whole, context.reader)
    cited = _cited(referred)
    return SymbolMatch(
        text=referred.text,
        symbol=referred.symbol,
        part=referred.part,
        pinpoint=referred.pinpoint,
        held=head is not None,
        title=head.title if head else None,
        url=_address(context, referred),
        citing=context.held.citing(cited),
        citing_url=context.urls.question(Query(selections=(Selection("cites", cited),))),
        base=_base(context, referred.symbol),
    )


def _base(context: Context, symbol: str) -> TextMatch | None:
    """Return the text to which a document belongs: the nearest that is held, or else the nearest."""
    texts = dict.fromkeys((families.wording(symbol), *symbols.bases(symbol)))
    texts.pop(symbol, None)
    heads = ((text, context.held.head(text, context.reader)) for text in texts)
    if held := next(((text, head) for text, head in heads if head), None):
        text, head = held
        return TextMatch(
            text, held=True, title=head.title, url=context.urls.document(head.symbol, head.language)
        )
    for nearest in texts:
        return TextMatch(nearest, held=False, title=None, url=symbols.official_url(nearest, context.reader))
    return None


def _address(context: Context, referred: Referred) -> str:
    """Return where a symbol is read: here, at what the question names of the document, or else at the UN."""
    named = Cited(referred.symbol, referred.part, referred.pinpoint, 0, 0)
    return target(context, named, context.reader) or symbols.official_url(referred.symbol, context.reader)


def _cited(referred: Referred) -> str:
    """Return the key of what is cited: `symbol#paragraph` for one paragraph, otherwise the symbol."""
    paragraphs = pinpoints.expand(referred.pinpoint)
    return f"{referred.symbol}#{paragraphs[0]}" if len(paragraphs) == 1 else referred.symbol
