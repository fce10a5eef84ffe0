"""The endpoints of the JSON API; each returns a typed answer of the library as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, redirect

from indexer.answer.serialise import to_json
from indexer.answer.urls import API
from indexer.model.aligned_sentences import AlignedSentences
from indexer.model.copies import CopyForms
from indexer.model.lists import Events, Roles, States, StateView
from indexer.model.results import Documents, DocumentView, Health, Results
from indexer.model.shown_units import ParagraphView
from indexer.model.terms import Terms
from webui.api import batches, exports, glossaries, lookups, openapi, suggesting
from webui.api.endpoints import JSON, answering, describe
from webui.api.search_parameters import DocumentsQuestion, EventQuestion, Export, Question, StateQuestion
from webui.request.parameters import (
    MENTIONS,
    DocumentName,
    ParagraphName,
    Parameters,
    StateCode,
    StateList,
    TermName,
    document_question,
    event_question,
    mentions_question,
    question,
    read,
)
from webui.request.service import service
from webui.request.site_urls import absolute_urls, api_root, api_urls

if TYPE_CHECKING:
    from werkzeug import Response as AnyResponse

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
exports.register(blueprint)
batches.register(blueprint)
glossaries.register(blueprint)
lookups.register(blueprint)
suggesting.register(blueprint)
describe(exports.export, Export, dict.fromkeys(exports.TYPES.values(), str) | {JSON: dict[str, Any]})
describe(exports.citation, exports.CitationName, {media: str for _, _, media in exports.STYLES.values()})


@blueprint.get("/search")
@answering(Results, Question)
def search() -> Response:
    """Answer a question."""
    return _json(service().library.search(question(), api_urls()))


@blueprint.get("/documents")
@answering(Documents, DocumentsQuestion)
def documents() -> Response:
    """List the documents held: all, or those with some words in titles and headings."""
    return _json(service().library.documents(document_question(), api_urls()))


@blueprint.get("/document")
@answering(DocumentView, DocumentName)
def document() -> Response:
    """Return a document whole."""
    name = read(DocumentName)
    return _json(service().library.document(name.symbol, name.language, api_urls()))


@blueprint.get("/paragraph")
@answering(ParagraphView, ParagraphName)
def paragraph() -> Response | AnyResponse:
    """Return one paragraph; redirect to it where its locator is one that an earlier version gave it."""
    name = read(ParagraphName)
    place = (name.symbol, name.language, name.part, name.paragraph)
    found = service().library.paragraph(*place, api_urls())
    if found.locator == name.paragraph.replace(" ", ""):
        return _json(found)
    now = {"symbol": found.symbol, "language": found.language, "part": found.part, "paragraph": found.locator}
    return redirect(api_urls().path(f"{API}/paragraph", *now.items()), 302)


@blueprint.get("/aligned-sentences")
@answering(AlignedSentences, ParagraphName)
def aligned_sentences() -> Response:
    """Return one paragraph with what says the same in the other language, sentence by sentence."""
    name = read(ParagraphName)
    place = (name.symbol, name.language, name.part, name.paragraph)
    return _json(service().library.aligned_sentences(*place, api_urls()))


@blueprint.get("/copies")
@answering(CopyForms, ParagraphName)
def copies() -> Response:
    """Return one paragraph in every form in which it is copied: citation, quotation, link."""
    name = read(ParagraphName)
    place = (name.symbol, name.language, name.part, name.paragraph)
    return _json(service().library.copies(*place, absolute_urls() or api_urls()))


@blueprint.get("/states")
@answering(States, StateList)
def states() -> Response:
    """List the States that are mentioned."""
    window = read(StateList)
    library = service().library
    return _json(library.states(window.page, window.per_page, api_urls(), order=window.sort))


@blueprint.get("/state")
@answering(StateView, StateQuestion)
def state() -> Response:
    """Return where a State is mentioned."""
    query = mentions_question(("code",))
    return _json(service().library.state(read(StateCode, MENTIONS).code, query, api_urls()))


@blueprint.get("/roles")
@answering(Roles, StateQuestion)
def roles() -> Response:
    """List the lists of States in which a State stands."""
    query = mentions_question(("code",))
    return _json(service().library.roles(read(StateCode, MENTIONS).code, query, api_urls()))


@blueprint.get("/events")
@answering(Events, EventQuestion)
def events() -> Response:
    """List events, by date."""
    return _json(service().library.events(event_question(), api_urls("events")))


@blueprint.get("/terms")
@answering(Terms, TermName)
def terms() -> Response:
    """Tell how a term is said in the other language."""
    return _json(service().library.terms(read(TermName).q, api_urls()))


@blueprint.get("/health")
@answering(Health, Parameters)
def health() -> Response:
    """Tell that the library can be asked, and what it holds."""
    read(Parameters)
    return _json(service().library.health())


@blueprint.get("/openapi.json")
@answering(dict[str, Any], Parameters)
def openapi_json() -> Response:
    """Describe this API."""
    read(Parameters)
    return _json(openapi.document(current_app, api_root()))


def _json(answer: object) -> Response:
    return Response(to_json(answer), mimetype="application/json")
