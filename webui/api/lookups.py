"""The endpoints of texts looked up, and of the units that are similar to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from indexer.answer.serialise import to_json
from indexer.model.lookup import IN_REQUEST, Lookup, SimilarUnits
from webui.api.endpoints import JSON, describe
from webui.request import lookup_requests
from webui.request.batch_requests import TEXT
from webui.request.lookup_requests import LookupBody, LookupText
from webui.request.parameters import ParagraphName, Parameters, read
from webui.request.service import service
from webui.request.site_urls import api_urls

if TYPE_CHECKING:
    from flask import Blueprint


def register(blueprint: Blueprint) -> None:
    """Add the endpoints to the API."""
    blueprint.add_url_rule("/lookup", view_func=lookup, methods=["GET", "POST"])
    blueprint.add_url_rule("/similar", view_func=similar)
    describe(similar, ParagraphName, {JSON: SimilarUnits})
    describe(lookup, LookupText, {JSON: Lookup}, {JSON: LookupBody, TEXT: str})


def lookup() -> Response:
    """Look up a text sentence by sentence: what is held that is like it, with its translation."""
    if request.method == "POST":
        read(Parameters)
        text = lookup_requests.of_body()
    else:
        text = lookup_requests.of_address()
    return Response(to_json(service().library.lookup(text, IN_REQUEST, api_urls())), mimetype=JSON)


def similar() -> Response:
    """Return the paragraphs that are most similar to one, in both languages."""
    name = read(ParagraphName)
    place = (name.symbol, name.language, name.part, name.paragraph)
    return Response(to_json(service().library.similar(*place, api_urls())), mimetype=JSON)
