"""Answers and references to keep: whole answers as CSV, JSON or JSON lines, citations as BibTeX or RIS."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from urllib.parse import quote, urljoin

from flask import Response, request
from pydantic import Field

from indexer.answer import bibliography, exports
from indexer.answer.addresses import API, Addresses
from indexer.query import arguments
from webui import refusals
from webui.addressing import api_addresses, root
from webui.parameters import DocumentName, Text, pairs, read
from webui.service import service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flask import Blueprint

    from indexer.answer.results import Understood, Unit
    from indexer.query.question import Query

Format: TypeAlias = Literal["csv", "json", "jsonl"]
Style: TypeAlias = Literal["bibtex", "ris"]

TYPES: dict[Format, str] = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson"}
NAMES: dict[Format, str] = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines"}
STYLES: dict[Style, tuple[str, str, str]] = {
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "ris": ("RIS", "ris", "application/x-research-info-systems"),
}
"""Each style of citation: its name, the ending of its files, its media type."""
PAGE = ("page", "per_page")
BATCH = 64
"""How many records are sent at a time: a few hundred kilobytes."""
MAX_NAME = 60
"""Longest file name, in code points."""


class CitationName(DocumentName):
    """What is cited, a document or a unit of it, and for which program."""

    part: Annotated[Text | None, Field(description="Part of the document.", examples=["annex"])] = None
    paragraph: Annotated[Text | None, Field(description="The unit's locator.", examples=["12"])] = None
    format: Annotated[Style, Field(description="For which program.")] = "bibtex"


def register(blueprint: Blueprint) -> None:
    """Add the endpoints to the API, and their addresses to the templates."""
    blueprint.add_url_rule("/export", view_func=export)
    blueprint.add_url_rule("/citation", view_func=citation)
    blueprint.app_context_processor(lambda: {"exported": exported, "cited": cited})


def export() -> Response:
    """Send the whole answer to a question, as it is read from the index."""
    form, query = _asked()
    hits = service().library.hits(query, api_addresses())
    # The first hit is found here, while an error can still be told; what follows is sent as it is found.
    whole = chain(list(islice(hits, 1)), hits)
    lines: dict[Format, Callable[[], Iterator[str]]] = {
        "csv": lambda: exports.csv_lines(whole),
        "json": lambda: exports.json_pieces(_understood(query), whole),
        "jsonl": lambda: exports.json_lines(whole),
    }
    response = Response(_batches(lines[form]()), mimetype=TYPES[form])
    _name(response, _stem(query), form)
    return response


def citation() -> Response:
    """Send the reference to a document, or to a unit of it."""
    name = read(CitationName)
    library = service().library
    if name.paragraph:
        unit: Unit = library.paragraph(name.symbol, name.language, name.part, name.paragraph)
        item = bibliography.reference(unit, _public().unit(unit.symbol, unit.language, unit.anchor))
    elif name.part:
        raise refusals.part_alone()
    else:
        document = library.document(name.symbol, name.language)
        item = bibliography.reference(document, _public().document(document.symbol, document.language))
    written = bibliography.bibtex(item) if name.format == "bibtex" else bibliography.ris(item)
    _, ending, media_type = STYLES[name.format]
    response = Response(written, content_type=f"{media_type}; charset=utf-8")
    _name(response, item.key, ending)
    return response


def exported(query: Query) -> list[tuple[str, str]]:
    """Return the names of the formats, and the addresses of an answer in each."""
    asked = arguments.pairs(replace(query, page=1, per_page=arguments.parse(()).per_page))
    return [(name, _address("/export", ("format", form), *asked)) for form, name in NAMES.items()]


def cited(symbol: str, language: str) -> list[tuple[str, str]]:
    """Return the names of the styles of citation, and the addresses of a document's citation in each."""
    what = (("symbol", symbol), ("language", language))
    return [(name, _address("/citation", *what, ("format", style))) for style, (name, _, _) in STYLES.items()]


def _asked() -> tuple[Format, Query]:
    """Read the format and the question. Raises UsageError."""
    given = pairs()
    forms = [value for name, value in given if name == "format"]
    form = next((known for known in TYPES if forms == [known]), None)
    if form is None:
        raise refusals.no_format(TYPES)
    if any(name in PAGE for name, _ in given):
        raise refusals.no_pages()
    return form, arguments.parse((name, value) for name, value in given if name != "format")


def _understood(query: Query) -> Understood:
    return service().library.search(replace(query, per_page=1), api_addresses()).query


def _batches(lines: Iterable[str]) -> Iterator[str]:
    lines = iter(lines)
    while batch := "".join(islice(lines, BATCH)):
        yield batch


def _stem(query: Query) -> str:
    """Name a file after the question: `juanzong-联络人-2019-CHL`."""
    values = (one.value for one in query.selections if not one.excluded)
    words = re.sub(r"[^\w()]+", "-", "-".join(("juanzong", query.text, *values)))
    return words[:MAX_NAME].strip("-")


def _name(response: Response, stem: str, ending: str) -> None:
    """Have the answer saved as a file; old programs get a name in ASCII."""
    plain = re.sub(r"[^A-Za-z0-9.()_]+", "-", stem).strip("-")
    names = {"filename": f"{plain}.{ending}"}
    if plain != stem:
        names["filename*"] = f"UTF-8''{quote(stem)}.{ending}"
    response.headers.set("Content-Disposition", "attachment", **names)


def _public() -> Addresses:
    """Return addresses with their host: a reference is read elsewhere."""
    return Addresses(service().config.web.public_url or urljoin(request.host_url, root()).rstrip("/"))


def _address(path: str, *given: tuple[str, str]) -> str:
    return Addresses(root()).path(API + path, *given)
