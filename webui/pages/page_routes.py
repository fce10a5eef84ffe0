"""The routes of the pages, which are rendered on the server and complete without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from indexer.answer.urls import API
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
    glossary_page,
    list_pages,
    lookup_page,
    reading_page,
    search_page,
    similar_page,
    suggesting,
    templating,
    terms_page,
)
from webui.request import parameters
from webui.request.localisation import PARAMETER, coded, is_other, language
from webui.request.page_parameters import question
from webui.request.service import service
from webui.request.site_urls import grouped, page_urls

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("pages", __name__, static_folder="../static", template_folder="../templates")
blueprint.app_context_processor(templating.context)
blueprint.register_blueprint(list_pages.blueprint)
api_page.register(blueprint)
batch_page.register(blueprint)
embed_page.register(blueprint)
feeds.register(blueprint)
glossary_page.register(blueprint)
terms_page.register(blueprint)
lookup_page.register(blueprint)
similar_page.register(blueprint)
suggesting.register(blueprint)


@blueprint.get("/")
def search() -> ResponseReturnValue:
    """Show the answer to a question; without one, show the start page with examples."""
    query = question()
    search_page.check_group()
    if within := search_page.period(query):
        return redirect(page_urls().question(within), 302)
    if replace(query, page=1) == Query():
        return render_template(
            "home.html", held=list_pages.newest(list_pages.SHOWN_AT_HOME, page_urls()), samples=_samples()
        )
    read_once = Question.of(query)
    single = grouped() != "unit"
    results = service().library.search(read_once, page_urls(), language(), every_year=True, grouped=single)
    return render_template("search.html", query=query, question=read_once, results=results, show=search_page)


@blueprint.get("/paragraph")
def paragraph() -> str:
    """Show one unit in every form in which it is copied."""
    return copy_page.show()


@blueprint.get("/<path:name>")
def document(name: str) -> ResponseReturnValue:
    """Show a document (`/zh/S/2019/986`); without a language, redirect to the reader's version.

    What people write in other ways leads on: a slash at the end, a language with its script or region.
    """
    if name.endswith("/") and not f"/{name}".startswith(f"{API}/"):
        return redirect(page_urls().path(f"/{name.rstrip('/')}", *_kept()), 301)
    first, _, rest = name.partition("/")
    wanted = coded(first)
    if wanted and not rest:
        return redirect(replace(page_urls(), extra=((PARAMETER, wanted),)).path("/", *_kept()), 301)
    symbol = _symbol(rest if wanted or is_other(first) else name)
    if wanted is None:
        return reading_page.choose(symbol)
    if name != f"{wanted}/{symbol}":
        return redirect(page_urls().path(f"/{wanted}/{symbol}", *_kept()), 301)
    return reading_page.show(symbol, wanted)


def _kept() -> list[tuple[str, str]]:
    """Return the parameters of the request, but for the language, which every address has anyway."""
    return [pair for pair in parameters.pairs() if pair[0] != PARAMETER]


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
