"""The pages: search and documents, rendered here and complete without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from indexer.errors import UsageError
from indexer.names import symbols
from indexer.query.question import Query
from webui import api_page, embed_page, listings, parameters, reading_page, searching, templating
from webui.addressing import page_addresses
from webui.localisation import PARAMETER, language
from webui.parameters import Paging, Parameters, question, read
from webui.service import service

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from indexer.model import Language

blueprint = Blueprint("pages", __name__, static_folder="static", template_folder="templates")
blueprint.app_context_processor(templating.context)
blueprint.register_blueprint(listings.blueprint)
api_page.register(blueprint)
embed_page.register(blueprint)

OURS = (PARAMETER,)
"""Parameters of every page that are not part of a question."""
WRITTEN: dict[str, Language] = {"zh": "zh", "ch": "zh", "en": "en"}
"""How a language is written at the start of an address; `ch` is the UN's own way."""
SHOWN_AT_HOME = 10


@blueprint.get("/")
def search() -> ResponseReturnValue:
    """Show the answer to a question, or what may be asked."""
    query = question(ignored=(*OURS, *searching.PARAMETERS))
    searching.check_group()
    if within := searching.period(query):
        return redirect(page_addresses().question(within), 302)
    if replace(query, page=1) == Query():
        held = service().library.documents(1, SHOWN_AT_HOME, page_addresses())
        return render_template("home.html", documents=held, samples=_samples())
    results = service().library.search(query, page_addresses(), language(), every_year=True)
    return render_template("search.html", query=query, results=results, show=searching)


@blueprint.get("/documents")
def documents() -> str:
    """List the documents held."""
    window = read(Paging, ignored=OURS)
    held = service().library.documents(window.page, window.per_page, page_addresses())
    return render_template("documents.html", documents=held)


@blueprint.get("/<path:name>")
def document(name: str) -> ResponseReturnValue:
    """Show a document: `/zh/S/2019/986`; without a language, go to the version that suits the reader."""
    first, _, rest = name.partition("/")
    wanted = WRITTEN.get(first.lower())
    symbol = _symbol(rest if wanted else name)
    if wanted is None:
        read(Parameters, ignored=OURS)
        return reading_page.choose(symbol)
    if name != f"{wanted}/{symbol}":
        kept = [pair for pair in parameters.pairs() if pair[0] not in OURS]
        return redirect(page_addresses().path(f"/{wanted}/{symbol}", *kept), 301)
    return reading_page.show(symbol, wanted)


def _symbol(text: str) -> str:
    try:
        return symbols.parse(text)
    except UsageError as error:
        raise NotFound from error


def _samples() -> list[tuple[str, str, str]]:
    """Return three questions to start with: what each finds, the question, its address."""
    asked = (
        (gettext("Words"), gettext("training of points of contact")),
        (gettext("A paragraph of a resolution"), gettext("resolution 1977 (2011), para. 9")),
        (gettext("A State in a year"), gettext("state:Chile year:2019")),
    )
    return [(what, text, page_addresses().question(Query(text=text))) for what, text in asked]
