"""The glossary of a document: as JSON, or as a file for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from flask import Response
from msgspec import Meta

from indexer.answer import glossary_formats
from indexer.answer.serialise import to_json
from indexer.answer.urls import API, Urls
from indexer.model.document_glossary import DocumentGlossary
from webui.api import exports
from webui.api.endpoints import JSON, describe
from webui.request.parameters import DocumentName, read
from webui.request.service import service
from webui.request.site_urls import absolute_urls, api_urls, root

if TYPE_CHECKING:
    from flask import Blueprint

GlossaryFormat: TypeAlias = Literal["json", "csv", "tbx"]
FILES: dict[GlossaryFormat, str] = {"csv": "text/csv", "tbx": glossary_formats.TBX_TYPE}
"""The media type of each format that is a file."""


class GlossaryName(DocumentName, frozen=True, kw_only=True):
    """A document of which a glossary is made, in which format, and of what."""

    format: Annotated[GlossaryFormat, Meta(description="JSON, or a file for other programs.")] = "json"
    general: Annotated[
        Literal["true", "false"],
        Meta(description="Whether words of general dictionaries, not UN usage, are taken too."),
    ] = "false"


def register(blueprint: Blueprint) -> None:
    """Add the endpoint to the API."""
    blueprint.add_url_rule("/glossary", view_func=glossary)
    describe(glossary, GlossaryName, {JSON: DocumentGlossary} | dict.fromkeys(FILES.values(), str))


def glossary() -> Response:
    """List the terms, names and titles in a document, with those of the other language."""
    name = read(GlossaryName)
    urls = api_urls() if name.format == "json" else absolute_urls() or api_urls()
    general = name.general == "true"
    found = service().library.glossary(name.symbol, name.language, urls, general=general)
    if name.format == "json":
        return Response(to_json(found), mimetype=JSON)
    write = glossary_formats.csv_lines if name.format == "csv" else glossary_formats.tbx_lines
    content_type = f"{FILES[name.format]}; charset=utf-8"
    response = Response("".join(write(found)), content_type=content_type)
    exports.attach(response, f"glossary-{found.symbol.replace('/', '-')}-{found.language}", name.format)
    return response


def files(found: DocumentGlossary) -> list[tuple[str, str]]:
    """Return the name of each format of a glossary, and the address of the glossary in it."""
    pairs = (("symbol", found.symbol), ("language", found.language))
    return [(form.upper(), Urls(root()).path(f"{API}/glossary", *pairs, ("format", form))) for form in FILES]
