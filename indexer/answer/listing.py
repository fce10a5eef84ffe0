"""Returns one whole document, or one paragraph of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from indexer.answer import accounts, former_ids, named_articles, not_found
from indexer.answer.document_list import document_head
from indexer.answer.units import alone, unit
from indexer.answer.versions import standings
from indexer.engines.base import And, Filter, Request
from indexer.indexing.entries import HEAD_KIND, unit_id
from indexer.model.results import DocumentView
from indexer.model.stored import load
from indexer.names import resolution_parts, symbols

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.answer.context import Context
    from indexer.answer.documents import HeldDocuments
    from indexer.model.document import Language
    from indexer.model.shown_units import ParagraphView, Unit
    from indexer.model.stored import Head, StoredUnit


def document(context: Context, symbol: str, language: Language | None) -> DocumentView:
    """Return a whole document. Raises NotFoundError if it is not held."""
    versions = _versions(context.held, symbol, language)
    head = _chosen(versions, language)
    standing = standings(context.held, (head,))[head.symbol]
    shown = document_head(context, head, tuple(one.language for one in versions), standing)
    found = units(context, _units_of(head))
    account = accounts.complete(context, head.symbol, head.language, found)
    moved = former_ids.whole(head, context.held.moved(head))
    return DocumentView(**asdict(shown), paragraphs=found, account=account, moved=moved)


def paragraph(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> ParagraphView:
    """Return one unit of a document; for the arguments and errors see `stored_paragraph`."""
    record = stored_paragraph(context, symbol, language, part, locator)
    return alone(record, context.urls, standings(context.held, (record.head,))[record.head.symbol])


def stored_paragraph(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> StoredUnit:
    """Return one unit of a document as it is stored, by its locator of now or of an earlier version.

    Args:
        context: The engine and the addresses.
        symbol: The symbol of the document.
        language: The language version; None for the first that is held.
        part: The part of the document; None for the first that has the unit.
        locator: The locator of the unit, such as `18(a)` or `ev.3`.

    Raises:
        NotFoundError: The document or the unit is not held.

    """
    head = _chosen(_versions(context.held, symbol, language), language)
    wanted = locator.replace(" ", "")
    parts = (part,) if part is not None else _parts(context, head)
    record = _first(context, head, ((one, wanted) for one in parts))
    if record is None:
        record = _formerly(context, head, parts, wanted)
    if record:
        return record
    raise not_found.no_paragraph(head.symbol, locator, part, head.language)


def _first(context: Context, head: Head, places: Iterable[tuple[str, str]]) -> StoredUnit | None:
    """Return the first unit of a document that is held at one of some places: part and locator."""
    ids = tuple(unit_id(head.symbol, head.language, part, locator) for part, locator in places)
    if not ids:
        return None
    return next(iter(_stored(context, replace(_units_of(head, Filter("id", ids)), limit=1))), None)


def _formerly(context: Context, head: Head, parts: Sequence[str], locator: str) -> StoredUnit | None:
    """Return the unit that had this locator in an earlier version, or None."""
    moved = context.held.moved(head)
    if found := _first(context, head, former_ids.places(moved, parts, locator)):
        return found
    every = () if moved else _stored(context, _units_of(head))
    for part in parts:
        inside = {one.paragraph.locator: one for one in every if one.paragraph.part == part}
        for present, former in resolution_parts.former(inside):
            if former == locator:
                return inside[present]
    return None


def units(context: Context, request: Request) -> tuple[Unit, ...]:
    """Return the units that a request finds."""
    return tuple(unit(one, context.urls) for one in _stored(context, request))


def _stored(context: Context, request: Request) -> list[StoredUnit]:
    """Return the units that a request finds as they are stored, with the articles that they cite by name."""
    records = (load(one.stored) for one in context.engine.search(request).found)
    return named_articles.cited(context, records)


def _units_of(head: Head, *chosen: Filter) -> Request:
    """Return the request for all units of a document that the filters let through."""
    of_document = Filter("document", (f"{head.symbol}:{head.language}",))
    filters = (of_document, Filter("kind", (HEAD_KIND,), negated=True), *chosen)
    return Request(And(()), filters, sort="document", limit=None)


def _parts(context: Context, head: Head) -> tuple[str, ...]:
    """Return the names of the parts of a document."""
    request = replace(_units_of(head), facets=("part",), limit=0)
    return tuple(context.engine.search(request).facets["part"])


def _versions(held: HeldDocuments, symbol: str, language: Language | None) -> tuple[Head, ...]:
    """Return the heads of a document, of which one is in this language. Raises NotFoundError."""
    key = symbols.parse(symbol)
    versions = held.versions(key)
    if any(language in (None, head.language) for head in versions):
        return versions
    if language and versions:
        raise not_found.not_in_language(key, [head.language for head in versions], language)
    raise not_found.not_held(key, language)


def _chosen(versions: tuple[Head, ...], language: Language | None) -> Head:
    """Return the version in a language, or the first if none is given."""
    return next(head for head in versions if language in (None, head.language))
