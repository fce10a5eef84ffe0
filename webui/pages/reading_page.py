"""The page of a document: alone or beside its other language version, with the matches of a text to find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from flask import redirect, render_template
from msgspec import Meta, field

from indexer.answer import former_ids
from indexer.answer.urls import API, Urls
from indexer.model.document import Language
from indexer.names import symbols
from indexer.runtime.errors import NotFoundError
from webui.pages.account_lines import AccountLines, account_lines
from webui.pages.find_in_document import Finder
from webui.pages.reading_layout import ReadingLayout, layout
from webui.pages.references import References, citing_url
from webui.pages.side_by_side import PairedPart, paired
from webui.request.localisation import language
from webui.request.page_parameters import read
from webui.request.parameters import Parameters
from webui.request.service import service
from webui.request.site_urls import page_urls, root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from indexer.model.results import DocumentView

MAX_FOUND = 200
"""Longest text that can be searched for in a document, in code points."""


class ReadingPage(Parameters, frozen=True, kw_only=True):
    """How a document is shown: beside which language version, and with the matches of which text."""

    beside: Language | None = field(default=None, name="with")
    find: Annotated[str, Meta(max_length=MAX_FOUND)] = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A language version as laid out; `prefix` distinguishes the anchors of the second version.

    `account` is None where there is nothing unusual to say. `former` are the anchors that units had under an
    earlier version, by those that they have now.
    """

    document: DocumentView
    layout: ReadingLayout
    references: References
    prefix: str
    account: AccountLines | None
    former: Mapping[str, tuple[str, ...]]


def show(symbol: str, wanted: Language) -> ResponseReturnValue:
    """Show a document in one language, or with its other version beside it."""
    asked = read(ReadingPage)
    try:
        view = _view(symbol, wanted)
    except NotFoundError:
        return missing(symbol, wanted)
    if asked.beside and (asked.beside == wanted or asked.beside not in view.languages):
        return redirect(page_urls().path(f"/{wanted}/{symbol}", *_finding(asked)))
    versions = (view, _view(symbol, asked.beside)) if asked.beside else (view,)
    (side, *others), found = _found(versions, asked.find)
    other = others[0] if others else None
    return render_template(
        "document.html",
        document=view,
        side=side,
        other=other,
        pairs=_pairs(side, other) if other else (),
        aligned_url=f"{root()}{API}/aligned-sentences",
        finding=asked.find,
        found=found,
        keeping=_finding(asked),
        canonical=_canonical(view),
    )


def choose(symbol: str) -> ResponseReturnValue:
    """Redirect to the version in the reader's language, or else to the first that is held."""
    held = service().library.languages(symbol)
    if not held:
        return missing(symbol, language())
    wanted = language() if language() in held else held[0]
    response = redirect(page_urls().document(symbol, wanted), 302)
    response.vary.add("Accept-Language")
    return response


def missing(symbol: str, wanted: Language) -> ResponseReturnValue:
    """Say that a document is not held, where it can be read, and which documents cite it."""
    held = service().library.languages(symbol)
    page = render_template(
        "missing.html",
        symbol=symbol,
        wanted=wanted,
        official_url=symbols.official_url(symbol, wanted),
        citing_url=citing_url(symbol),
        versions=[(one, page_urls().document(symbol, one)) for one in held],
    )
    return page, 404


def _view(symbol: str, wanted: Language) -> DocumentView:
    return service().library.document(symbol, wanted, page_urls())


def _found(versions: Sequence[DocumentView], text: str) -> tuple[list[Side], int]:
    """Return the versions as laid out, a text marked by the first way that finds it; how often it does."""
    sides: list[Side] = []
    for terms in service().library.finding(text) if text else ((),):
        finder = Finder(terms)
        sides = list(_sides(versions, finder))
        if finder.total:
            return sides, finder.total
    return sides, 0


def _sides(versions: Sequence[DocumentView], finder: Finder) -> Iterator[Side]:
    """Yield the versions as laid out; they share one list of cited documents."""
    units = [unit for view in versions for unit in view.paragraphs]
    for at, view in enumerate(versions):
        references = References(units, view.language)
        prefix = f"{view.language}-" if at else ""
        laid, former = layout(view.paragraphs, finder), former_ids.anchors(view.moved, view.paragraphs)
        yield Side(view, laid, references, prefix, account_lines(view.account), former)


def _pairs(side: Side, other: Side) -> tuple[PairedPart, ...]:
    """Put the rows of two versions side by side."""
    one, another = side.document, other.document
    aligned = service().library.aligned(one.symbol, one.language, another.language)
    return paired(side.layout, other.layout, aligned)


def _finding(asked: ReadingPage) -> tuple[tuple[str, str], ...]:
    return (("find", asked.find),) if asked.find else ()


def _canonical(view: DocumentView) -> dict[Language, str]:
    """Return the address of each language version, without the reader's language or question."""
    urls = Urls(service().config.web.public_url or root())
    return {held: urls.document(view.symbol, held) for held in view.languages}
