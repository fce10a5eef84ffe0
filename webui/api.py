"""The JSON API: what the library answers, as it answers it."""

from __future__ import annotations

from flask import Blueprint, Response

from indexer.answer.serialise import to_json
from webui.parameters import (
    EVENTS,
    DocumentName,
    LongPaging,
    Paging,
    ParagraphName,
    Parameters,
    StateCode,
    question,
    read,
)
from webui.service import service

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """Answer a question."""
    return _json(service().library.search(question()))


@blueprint.get("/documents")
def documents() -> Response:
    """List the documents held."""
    window = read(Paging)
    return _json(service().library.documents(window.page, window.per_page))


@blueprint.get("/document")
def document() -> Response:
    """Return a document whole."""
    name = read(DocumentName)
    return _json(service().library.document(name.symbol, name.language))


@blueprint.get("/paragraph")
def paragraph() -> Response:
    """Return one paragraph."""
    name = read(ParagraphName)
    return _json(service().library.paragraph(name.symbol, name.language, name.part, name.paragraph))


@blueprint.get("/states")
def states() -> Response:
    """List the States that are mentioned."""
    window = read(LongPaging)
    return _json(service().library.states(window.page, window.per_page))


@blueprint.get("/state")
def state() -> Response:
    """Return where a State is mentioned."""
    return _json(service().library.state(read(StateCode).code))


@blueprint.get("/events")
def events() -> Response:
    """List events, by date."""
    return _json(service().library.events(question(EVENTS)))


@blueprint.get("/health")
def health() -> Response:
    """Tell that the library can be asked, and what it holds."""
    read(Parameters)
    return _json(service().library.health())


def _json(answer: object) -> Response:
    return Response(to_json(answer), mimetype="application/json")
