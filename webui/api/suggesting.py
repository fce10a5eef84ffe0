"""The endpoint that suggests questions while one types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response

from indexer.answer.serialise import to_json
from indexer.model.suggestions import Suggestions
from webui.api.endpoints import JSON, answering
from webui.request.parameters import BeginningOfQuestion, read
from webui.request.service import service
from webui.request.site_urls import SEARCH, api_urls

if TYPE_CHECKING:
    from flask import Blueprint


def register(blueprint: Blueprint) -> None:
    """Add the endpoint to the blueprint of the API."""
    blueprint.add_url_rule("/suggest", view_func=suggest)


@answering(Suggestions, BeginningOfQuestion)
def suggest() -> Response:
    """Suggest questions that begin as typed; each finds something."""
    found = service().library.suggest(read(BeginningOfQuestion).q, replace(api_urls(), search=SEARCH))
    return Response(to_json(found), mimetype=JSON)
