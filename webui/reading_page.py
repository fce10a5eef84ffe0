"""A document's page: to read alone or beside its other language version, with what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from flask import redirect, render_template
from pydantic import Field, StringConstraints

from indexer.answer.addresses import Addresses
from indexer.errors import NotFoundError
from indexer.model import Language
from indexer.names import symbols
from webui.addressing import page_addresses, root
from webui.finding import Finder
from webui.localisation import PARAMETER, language
from webui.pairing import paired
from webui.parameters import Parameters, read
from webui.reading import Layout, layout
from webui.references import References, citing_url
from webui.service import service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flask.typing import ResponseReturnValue

    from indexer.answer.results import DocumentView

MAX_FOUND = 200
"""Longest text to find in a document, in code points."""


class Reading(Parameters):
    """How a document is read: beside which language version, and what is looked for in it."""

    beside: Language | None = Field(default=None, alias="with")
    find: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_FOUND)] = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A language version as laid out; `prefix` keeps the anchors of the second one apart."""

    document: DocumentView
    layout: Layout
    references: References
    prefix: str


def show(symbol: str, wanted: Language) -> ResponseReturnValue:
    """Show a document in one language, or with another beside it."""
    asked = read(Reading, ignored=(PARAMETER,))
    try:
        view = _view(symbol, wanted)
    except NotFoundError:
        return missing(symbol, wanted)
    if asked.beside and (asked.beside == wanted or asked.beside not in view.languages):
        return redirect(page_addresses().path(f"/{wanted}/{symbol}", *_finding(asked)))
    finder = Finder(service().library.needles(asked.find) if asked.find else ())
    versions = (view, _view(symbol, asked.beside)) if asked.beside else (view,)
    side, *others = _sides(versions, finder)
    other = others[0] if others else None
    return render_template(
        "document.html",
        document=view,
        side=side,
        other=other,
        pairs=paired(side.layout, other.layout) if other else (),
        finding=asked.find,
        found=finder.total,
        keeping=_finding(asked),
        canonical=_canonical(view),
    )


def choose(symbol: str) -> ResponseReturnValue:
    """Go to the version in the reader's language, or else to the one that is held."""
    held = service().library.languages(symbol)
    if not held:
        return missing(symbol, language())
    wanted = language() if language() in held else held[0]
    response = redirect(page_addresses().document(symbol, wanted), 302)
    response.vary.add("Accept-Language")
    return response


def missing(symbol: str, wanted: Language) -> ResponseReturnValue:
    """Say that a document is not held, where it can be read, and who cites it."""
    held = service().library.languages(symbol)
    page = render_template(
        "missing.html",
        symbol=symbol,
        wanted=wanted,
        official_url=symbols.official_url(symbol, wanted),
        citing_url=citing_url(symbol),
        versions=[(one, page_addresses().document(symbol, one)) for one in held],
    )
    return page, 404


def _view(symbol: str, wanted: Language) -> DocumentView:
    return service().library.document(symbol, wanted, page_addresses())


def _sides(versions: Sequence[DocumentView], finder: Finder) -> Iterator[Side]:
    """Lay out the versions shown, which share one list of the documents that they cite."""
    units = [unit for view in versions for unit in view.paragraphs]
    for at, view in enumerate(versions):
        references = References(units, view.language)
        yield Side(view, layout(view.paragraphs, finder), references, f"{view.language}-" if at else "")


def _finding(asked: Reading) -> tuple[tuple[str, str], ...]:
    return (("find", asked.find),) if asked.find else ()


def _canonical(view: DocumentView) -> dict[Language, str]:
    """Return the addresses of all language versions, whatever the reader's language or question is."""
    addresses = Addresses(service().config.web.public_url or root())
    return {held: addresses.document(view.symbol, held) for held in view.languages}
