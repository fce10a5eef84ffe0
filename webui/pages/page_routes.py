"""The routes of the pages, which are rendered on the server and complete without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from indexer.language import CONVENTIONS
from indexer.model.query import Query
from indexer.names import symbols
from indexer.query.question import Question
from indexer.runtime.errors import UsageError
from webui.pages import (
    api_page,
    batch_page,
    copy_page,
    embed_page,
    feeds,
    list_pages,
    reading_page,
    search_page,
    templating,
)
from webui.request import parameters
from webui.request.localisation import PARAMETER, language
from webui.request.parameters import Paging, Parameters, question, read
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from indexer.model.document import Language

blueprint = Blueprint("pages", __name__, static_folder="../static", template_folder="../templates")
blueprint.app_context_processor(templating.context)
blueprint.register_blueprint(list_pages.blueprint)
api_page.register(blueprint)
batch_page.register(blueprint)
embed_page.register(blueprint)
feeds.register(blueprint)

OURS = (PARAMETER,)
"""Parameters that every page has and that are not part of a question."""
WRITTEN: dict[str, Language] = {code: language for language, one in CONVENTIONS.items() for code in one.codes}
"""Languages by their code at the start of an address; `ch` is the UN's own code for Chinese."""
SHOWN_AT_HOME = 10


@blueprint.get("/")
def search() -> ResponseReturnValue:
    """Show the answer to a question; without one, show the start page with examples."""
    query = question(ignored=(*OURS, *search_page.PARAMETERS))
    search_page.check_group()
    if within := search_page.period(query):
        return redirect(page_urls().question(within), 302)
    if replace(query, page=1) == Query():
        held = service().library.documents(1, SHOWN_AT_HOME, page_urls())
        return render_template("home.html", documents=held, samples=_samples())
    read_once = Question.of(query)
    results = service().library.search(read_once, page_urls(), language(), every_year=True)
    return render_template("search.html", query=query, question=read_once, results=results, show=search_page)


@blueprint.get("/documents")
def documents() -> str:
    """List the documents held."""
    window = read(Paging, ignored=OURS)
    held = service().library.documents(window.page, window.per_page, page_urls())
    return render_template("documents.html", documents=held)


@blueprint.get("/paragraph")
def paragraph() -> str:
    """Show one unit in every form in which it is copied."""
    return copy_page.show()


@blueprint.get("/<path:name>")
def document(name: str) -> ResponseReturnValue:
    """Show a document (`/zh/S/2019/986`); without a language, redirect to the reader's version."""
    first, _, rest = name.partition("/")
    wanted = WRITTEN.get(first.lower())
    symbol = _symbol(rest if wanted else name)
    if wanted is None:
        read(Parameters, ignored=OURS)
        return reading_page.choose(symbol)
    if name != f"{wanted}/{symbol}":
        kept = [pair for pair in parameters.pairs() if pair[0] not in OURS]
        return redirect(page_urls().path(f"/{wanted}/{symbol}", *kept), 301)
    return reading_page.show(symbol, wanted)


def _symbol(text: str) -> str:
    try:
        return symbols.parse(text)
    except UsageError as error:
        raise NotFound from error


def _samples() -> list[tuple[str, str, str]]:
    """Return three example questions: what each finds, its text, its address."""
    asked = (
        (gettext("Words"), gettext("training of points of contact")),
        (gettext("A paragraph of a resolution"), gettext("resolution 1977 (2011), para. 9")),
        (gettext("A State in a year"), gettext("state:Chile year:2019")),
    )
    return [(what, text, page_urls().question(Query(text=text))) for what, text in asked]
