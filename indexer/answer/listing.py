"""What the library holds: documents, a document whole, a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import refusals
from indexer.answer.results import DocumentHead, Documents, DocumentView, parts
from indexer.answer.units import unit
from indexer.engines.base import And, Filter, Request
from indexer.entries import HEAD_KIND
from indexer.names import symbols
from indexer.query.question import MAX_PER_PAGE, MAX_REACH
from indexer.record import load

if TYPE_CHECKING:
    from indexer.answer.addresses import Addresses
    from indexer.answer.context import Context
    from indexer.answer.held import Held
    from indexer.answer.results import Unit
    from indexer.model import Language
    from indexer.record import Head


def documents(context: Context, page: int, per_page: int) -> Documents:
    """Return one page of the documents held, every language version an item."""
    check_page(page, per_page)
    total = context.held.count(Filter("kind", (HEAD_KIND,)))
    heads = context.held.heads(offset=(page - 1) * per_page, limit=per_page)
    items = tuple(_head(context, head) for head in heads)
    following, before = turn(context.addresses, "/documents", page, per_page, total)
    return Documents(items, total, page, per_page, following, before)


def document(context: Context, symbol: str, language: Language | None) -> DocumentView:
    """Return a document whole. Raises NotFoundError where it is not held."""
    head = _find(context.held, symbol, language)
    request = Request(
        And(()),
        (Filter("document", (f"{head.symbol}:{head.language}",)), Filter("kind", (HEAD_KIND,), negated=True)),
        sort="document",
        limit=None,
    )
    return DocumentView(**parts(_head(context, head)), paragraphs=units(context, request))


def paragraph(
    context: Context, symbol: str, language: Language | None, part: str | None, locator: str
) -> Unit:
    """Return one unit by its locator (`18(a)`, `ev.3`) and its part, or else the first part that has it."""
    shown = document(context, symbol, language)
    wanted = locator.replace(" ", "")
    for one in shown.paragraphs:
        if one.locator == wanted and part in (None, one.part):
            return one
    raise refusals.no_paragraph(shown.symbol, locator, part, shown.language)


def check_page(page: int, per_page: int, most: int = MAX_PER_PAGE) -> None:
    """Raise UsageError for a page that cannot be served."""
    if page < 1 or not 1 <= per_page <= most:
        raise refusals.no_page(page, per_page, most)
    if page * per_page > MAX_REACH:
        raise refusals.page_too_far(page, MAX_REACH)


def turn(
    addresses: Addresses, path: str, page: int, per_page: int, total: int, *kept: tuple[str, str]
) -> tuple[str | None, str | None]:
    """Return the addresses of the next and the previous page of a list, None where there is none."""

    def at(number: int) -> str:
        window = (("page", str(number)), ("per_page", str(per_page)))
        return addresses.path(addresses.lists + path, *kept, *window)

    reached = page * per_page
    more = reached < total and reached + per_page <= MAX_REACH
    return at(page + 1) if more else None, at(page - 1) if page > 1 else None


def units(context: Context, request: Request) -> tuple[Unit, ...]:
    """Return the units of one answer of the engine."""
    return tuple(unit(load(one.stored), context.addresses) for one in context.engine.search(request).found)


def _find(held: Held, symbol: str, language: Language | None) -> Head:
    key = symbols.parse(symbol)
    versions = held.versions(key)
    found = [head for head in versions if language in (None, head.language)]
    if found:
        return found[0]
    if language and versions:
        raise refusals.not_in_language(key, [head.language for head in versions], language)
    raise refusals.not_held(key, language)


def _head(context: Context, head: Head) -> DocumentHead:
    return DocumentHead(
        symbol=head.symbol,
        language=head.language,
        script=head.script,
        edition=head.edition,
        title=head.title,
        date=head.date,
        year=head.date.year if head.date else None,
        languages=tuple(version.language for version in context.held.versions(head.symbol)),
        units=head.units,
        events=head.events,
        url=context.addresses.document(head.symbol, head.language),
        official_url=symbols.official_url(head.symbol, head.language),
    )
