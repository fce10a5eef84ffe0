"""Suggestions for browsers, which ask for them where they offer the search in their own box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from flask import Response
from flask_babel import gettext, ngettext

from indexer.answer.citation_forms import DIGEST
from indexer.model.messages import message
from webui.request.localisation import count, either
from webui.request.page_parameters import read
from webui.request.parameters import BeginningOfQuestion
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from flask import Blueprint

    from indexer.model.messages import Message
    from indexer.model.suggestions import Suggestion, SuggestionKind

SUGGEST = "/suggest"
MEDIA_TYPE = "application/x-suggestions+json"
KINDS: dict[SuggestionKind, Message] = {
    "symbol": message("symbol"),
    "state": message("State"),
    "organization": message("organization"),
    "document": message("document"),
    "term": message("term"),
    "word": message("word"),
}
"""What each kind of suggestion is called."""


def register(blueprint: Blueprint) -> None:
    """Add the address to the blueprint of the pages."""
    blueprint.add_url_rule(SUGGEST, view_func=suggest)


def suggest() -> Response:
    """Send the questions, what is known of each, and its address."""
    typed = read(BeginningOfQuestion).q
    items = service().library.suggest(typed, page_urls()).items
    columns = zip(*((one.text, _told(one), one.url) for one in items), strict=True)
    texts, told, urls = map(list, columns) if items else ([], [], [])
    return Response(msgspec.json.encode([typed, texts, told, urls]), content_type=MEDIA_TYPE)


def _told(one: Suggestion) -> str:
    """Return what is known of a suggestion: its translation, its kind, and how many units have it."""
    pieces = [f"→ {one.translation.text}"] if one.translation else []
    pieces.append(either(KINDS[one.kind]))
    if one.edition == "digest":
        pieces.append(either(DIGEST))
    if one.translated:
        pieces.append(gettext("found by its translation"))
    if one.count:
        pieces.append(ngettext("%(n)s paragraph", "%(n)s paragraphs", one.count, n=count(one.count)))
    return " · ".join(pieces)
