"""Downloads: whole answers as tables, JSON, references or a Word file, and single citations."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from urllib.parse import quote, urlsplit

from flask import Response
from msgspec import Meta

from indexer.answer import bibliography, export_formats, word_file
from indexer.answer.urls import API, Urls
from indexer.query import arguments
from webui.request import invalid_requests
from webui.request.parameters import DocumentName, Text, pairs, read
from webui.request.service import service
from webui.request.site_urls import absolute_urls, export_addresses, root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flask import Blueprint

    from indexer.model.query import Query
    from indexer.model.results import QueryInfo

Format: TypeAlias = Literal["csv", "json", "jsonl", "bibtex", "ris", "docx"]
Style: TypeAlias = Literal["bibtex", "ris"]

STYLES: dict[Style, tuple[str, str, str]] = {
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "ris": ("RIS", "ris", "application/x-research-info-systems"),
}
"""Each style of citation: its name, the ending of its files, its media type."""
TYPES: dict[Format, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    **{style: media_type for style, (_, _, media_type) in STYLES.items()},
    "docx": word_file.MEDIA_TYPE,
}
NAMES: dict[Format, str] = {
    "csv": "CSV",
    "json": "JSON",
    "jsonl": "JSON Lines",
    **{style: name for style, (name, _, _) in STYLES.items()},
    "docx": "Word",
}
TRANSLATED = ("json", "jsonl")
"""The formats that hold translations."""
PAGE = ("page", "per_page")
BATCH = 64
"""How many records are sent at a time; together a few hundred kilobytes."""
MAX_NAME = 60
"""Longest file name, in code points."""


class CitationName(DocumentName, frozen=True, kw_only=True):
    """What is cited, a document or a unit of it, and for which program."""

    part: Annotated[Text | None, Meta(description="Part of the document.", examples=["annex"])] = None
    paragraph: Annotated[Text | None, Meta(description="The unit's locator.", examples=["12"])] = None
    format: Annotated[Style, Meta(description="For which program.")] = "bibtex"


def register(blueprint: Blueprint) -> None:
    """Add the endpoints to the API, and functions for their addresses to the templates."""
    blueprint.add_url_rule("/export", view_func=export)
    blueprint.add_url_rule("/citation", view_func=citation)
    blueprint.app_context_processor(lambda: {"exported": exported, "cited": cited})


def export() -> Response:
    """Send the whole answer to a question, as it is read from the index."""
    form, query = _asked()
    addresses = export_addresses()
    hits = service().library.hits(query, addresses, translated=form in TRANSLATED)
    # The first hit is found here, while an error can still be answered; the rest is sent as it is found.
    whole = chain(list(islice(hits, 1)), hits)
    known = bool(urlsplit(addresses.public_url).netloc)
    lines: dict[Format, Callable[[], Iterator[str] | Iterator[bytes]]] = {
        "csv": lambda: export_formats.csv_lines(whole),
        "json": lambda: export_formats.json_pieces(_understood(query), whole),
        "jsonl": lambda: export_formats.json_lines(whole),
        "bibtex": lambda: bibliography.references(whole, bibliography.bibtex, whole=known),
        "ris": lambda: bibliography.references(whole, bibliography.ris, whole=known),
        "docx": lambda: word_file.word_pieces(query.text, whole),
    }
    response = Response(_batches(lines[form]()), content_type=_content_type(TYPES[form]))
    attach(response, _stem(query), STYLES[form][1] if form in STYLES else form)
    return response


def citation() -> Response:
    """Send the reference to a document, or to a unit of it."""
    name = read(CitationName)
    urls = absolute_urls()
    library = service().library
    if name.paragraph:
        unit = library.paragraph(name.symbol, name.language, name.part, name.paragraph)
        place = unit.symbol, unit.language, unit.anchor
        item = bibliography.reference(unit, urls.unit(*place) if urls else "")
    elif name.part:
        raise invalid_requests.part_alone()
    else:
        document = library.document(name.symbol, name.language)
        title = document.symbol, document.language
        item = bibliography.reference(document, urls.document(*title) if urls else "")
    written = bibliography.bibtex(item) if name.format == "bibtex" else bibliography.ris(item)
    _, ending, media_type = STYLES[name.format]
    response = Response(written, content_type=f"{media_type}; charset=utf-8")
    attach(response, item.key, ending)
    return response


def exported(query: Query) -> list[tuple[str, str]]:
    """Return the name of each format of an export, and the address of the answer in it."""
    asked = arguments.pairs(replace(query, page=1, per_page=arguments.parse(()).per_page))
    return [(name, _address("/export", ("format", form), *asked)) for form, name in NAMES.items()]


def cited(symbol: str, language: str) -> list[tuple[str, str]]:
    """Return the name of each citation style, and the address of the document's citation in it."""
    what = (("symbol", symbol), ("language", language))
    return [(name, _address("/citation", *what, ("format", style))) for style, (name, _, _) in STYLES.items()]


def _asked() -> tuple[Format, Query]:
    """Read the format and the question of an export. Raises UsageError if either is impossible."""
    given = pairs()
    forms = [value for name, value in given if name == "format"]
    form = next((known for known in TYPES if forms == [known]), None)
    if form is None:
        raise invalid_requests.no_format(TYPES)
    if any(name in PAGE for name, _ in given):
        raise invalid_requests.no_pages()
    return form, arguments.parse((name, value) for name, value in given if name != "format")


def _understood(query: Query) -> QueryInfo:
    return service().library.search(replace(query, per_page=1), export_addresses()).query


def _content_type(media_type: str) -> str:
    """Return the content type of a format; JSON and Word files tell their encoding themselves."""
    told = media_type.startswith("text/") or media_type in {of for _, _, of in STYLES.values()}
    return f"{media_type}; charset=utf-8" if told else media_type


def _batches(lines: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    pieces = (line if isinstance(line, bytes) else line.encode() for line in lines)
    while batch := tuple(islice(pieces, BATCH)):
        yield b"".join(batch)


def _stem(query: Query) -> str:
    """Return the name of a file for a question: `juanzong-联络人-2019-CHL`."""
    values = (one.value for one in query.selections if not one.excluded)
    words = re.sub(r"[^\w()]+", "-", "-".join(("juanzong", query.text, *values)))
    return words[:MAX_NAME].strip("-")


def attach(response: Response, stem: str, ending: str) -> None:
    """Make the browser save the answer as a file; old programs get an ASCII name."""
    plain = re.sub(r"[^A-Za-z0-9.()_]+", "-", stem).strip("-")
    names = {"filename": f"{plain}.{ending}"}
    if plain != stem:
        names["filename*"] = f"UTF-8''{quote(stem)}.{ending}"
    response.headers.set("Content-Disposition", "attachment", **names)


def _address(path: str, *given: tuple[str, str]) -> str:
    return Urls(root()).path(API + path, *given)
