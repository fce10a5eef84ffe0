"""The endpoint of batches: many citations, names or words, each with whether it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from indexer.answer.serialise import to_json
from indexer.model.batch import Batch
from webui.api.endpoints import JSON, describe
from webui.request import batch_requests
from webui.request.batch_requests import TEXT, BatchBody, BatchLines
from webui.request.parameters import Parameters, read
from webui.request.service import service
from webui.request.site_urls import api_urls

if TYPE_CHECKING:
    from flask import Blueprint


def register(blueprint: Blueprint) -> None:
    """Add the endpoint to the API."""
    blueprint.add_url_rule("/batch", view_func=batch, methods=["GET", "POST"])
    describe(batch, BatchLines, {JSON: Batch}, {JSON: BatchBody, TEXT: str})


def batch() -> Response:
    """Tell of each line of a batch what it was taken for and whether it is held."""
    if request.method == "POST":
        read(Parameters)
        lines = batch_requests.of_body()
    else:
        lines = batch_requests.of_address()
    return Response(to_json(service().library.batch(lines, api_urls())), mimetype=JSON)
