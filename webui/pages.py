"""The pages: search, documents, States and events, rendered here and complete without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from flask import Blueprint, redirect, render_template
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from indexer.engines.base import Sort
from indexer.errors import NotFoundError, UsageError
from indexer.names import symbols
from indexer.query.question import Query, Selection
from webui import parameters, templating
from webui.addressing import EVENTS, page_addresses
from webui.localisation import NAMES, PARAMETER, language
from webui.parameters import LongPaging, Paging, Parameters, question, read
from webui.reading import layout, once
from webui.service import service

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from indexer.answer.results import DocumentView
    from indexer.model import Language

blueprint = Blueprint("pages", __name__, static_folder="static", template_folder="templates")
blueprint.app_context_processor(templating.context)

OURS = (PARAMETER,)
"""Parameters of every page that are not part of a question."""
WRITTEN: dict[str, Language] = {"zh": "zh", "ch": "zh", "en": "en"}
"""How a language is written at the start of an address; `ch` is the UN's own way."""
SHOWN_AT_HOME = 10


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a cited symbol leads: to the document where it is held, else to what cites it."""

    url: str
    held: bool


@blueprint.get("/")
def search() -> str:
    """Show the answer to a question, or what may be asked."""
    query = question(ignored=OURS)
    if replace(query, page=1) == Query():
        held = service().library.documents(1, SHOWN_AT_HOME, page_addresses())
        return render_template("home.html", documents=held, samples=_samples())
    results = service().library.search(query, page_addresses(), language())
    return render_template("search.html", query=query, results=results, orders=_orders(query))


@blueprint.get("/documents")
def documents() -> str:
    """List the documents held."""
    window = read(Paging, ignored=OURS)
    held = service().library.documents(window.page, window.per_page, page_addresses())
    return render_template("documents.html", documents=held)


@blueprint.get("/states")
def states() -> str:
    """List the States that are mentioned."""
    window = read(LongPaging, ignored=OURS)
    named = service().library.states(window.page, window.per_page, page_addresses())
    return render_template("states.html", states=named)


@blueprint.get("/state/<code>")
def state(code: str) -> ResponseReturnValue:
    """Show where a State is mentioned."""
    read(Parameters, ignored=OURS)
    view = service().library.state(code, page_addresses())
    if view.code != code:
        return redirect(view.url, 301)
    shown = {"events": once(view.events, language()), "mentions": once(view.mentions, language())}
    return render_template("state.html", state=view, **shown)


@blueprint.get("/events")
def events() -> str:
    """List events, by date."""
    query = question(parameters.EVENTS, ignored=OURS)
    found = service().library.events(query, page_addresses(EVENTS))
    return render_template("events.html", query=query, events=found, choices=_choices(query))


@blueprint.get("/<path:name>")
def document(name: str) -> ResponseReturnValue:
    """Show a document: `/zh/S/2019/986`; without a language, go to the version that suits the reader."""
    read(Parameters, ignored=OURS)
    first, _, rest = name.partition("/")
    wanted = WRITTEN.get(first.lower())
    symbol = _symbol(rest if wanted else name)
    if wanted is None:
        return _choose(symbol)
    if name != f"{wanted}/{symbol}":
        return redirect(page_addresses().document(symbol, wanted), 301)
    return _show(symbol, wanted)


def _symbol(text: str) -> str:
    try:
        return symbols.parse(text)
    except UsageError as error:
        raise NotFound from error


def _show(symbol: str, wanted: Language) -> ResponseReturnValue:
    try:
        view = service().library.document(symbol, wanted, page_addresses())
    except NotFoundError:
        return _missing(symbol, wanted)
    return render_template(
        "document.html", document=view, layout=layout(view.paragraphs), references=_references(view)
    )


def _choose(symbol: str) -> ResponseReturnValue:
    """Go to the version in the reader's language, or else to the one that is held."""
    held = service().library.languages(symbol)
    if not held:
        return _missing(symbol, language())
    wanted = language() if language() in held else held[0]
    response = redirect(page_addresses().document(symbol, wanted), 302)
    response.vary.add("Accept-Language")
    return response


def _missing(symbol: str, wanted: Language) -> ResponseReturnValue:
    """Say that a document is not held, where it can be read, and who cites it."""
    addresses = page_addresses()
    page = render_template(
        "missing.html",
        symbol=symbol,
        wanted=wanted,
        official_url=symbols.official_url(symbol, wanted),
        citing_url=addresses.question(_citing(symbol)),
        versions=[(held, addresses.document(symbol, held)) for held in service().library.languages(symbol)],
    )
    return page, 404


def _references(view: DocumentView) -> dict[str, Reference]:
    cited = {one.symbol for unit in view.paragraphs for one in unit.citations}
    return {symbol: _reference(symbol, view.language) for symbol in cited}


def _reference(symbol: str, wanted: Language) -> Reference:
    held = service().library.languages(symbol)
    if not held:
        return Reference(page_addresses().question(_citing(symbol)), held=False)
    return Reference(page_addresses().document(symbol, wanted if wanted in held else held[0]), held=True)


def _citing(symbol: str) -> Query:
    return Query(selections=(Selection("cites", symbol),))


def _choices(query: Query) -> list[tuple[str, str, bool]]:
    """Return the languages of a list: name, address, and whether it is the present choice."""
    others = tuple(one for one in query.selections if one.name != "language")
    asked = tuple(one for one in query.selections if one.name == "language")
    choices: list[tuple[str, tuple[Selection, ...]]] = [(gettext("all"), ())]
    choices += [(name, (Selection("language", code),)) for code, name in NAMES.items()]
    return [
        (
            name,
            page_addresses(EVENTS).question(replace(query, selections=(*others, *chosen), page=1)),
            chosen == asked,
        )
        for name, chosen in choices
    ]


def _samples() -> list[tuple[str, str, str]]:
    """Return three questions to start with: what each finds, the question, its address."""
    asked = (
        (gettext("Words"), gettext("training of points of contact")),
        (gettext("A paragraph of a resolution"), gettext("resolution 1977 (2011), para. 9")),
        (gettext("A State in a year"), gettext("state:Chile year:2019")),
    )
    return [(what, text, page_addresses().question(Query(text=text))) for what, text in asked]


def _orders(query: Query) -> list[tuple[str, str, bool]]:
    """Return the orders of the answer: name, address, and whether it is the present one."""
    names: dict[Sort, str] = {
        "relevance": gettext("Relevance"),
        "-date": gettext("Newest"),
        "date": gettext("Oldest"),
        "document": gettext("Document"),
    }
    return [
        (names[sort], page_addresses().question(replace(query, sort=sort, page=1)), sort == query.sort)
        for sort in get_args(Sort)
    ]
