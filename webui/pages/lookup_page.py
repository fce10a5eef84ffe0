"""The page that looks up a text: a form, and below it for each sentence what is held that is like it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from indexer.answer.citation_forms import VERSIONS
from indexer.answer.lookup_formats import likeness
from indexer.model.lookup import LONGEST, ON_PAGE
from webui.request import lookup_requests
from webui.request.batch_requests import FILE
from webui.request.localisation import PARAMETER, either, language
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from indexer.model.document import Language
    from indexer.model.lookup import SentenceMatch, Stretch

Piece = tuple[str, bool]
"""A piece of a text, and whether its words differ."""


def register(blueprint: Blueprint) -> None:
    """Add the page to the others."""
    blueprint.add_url_rule("/lookup", view_func=lookup, methods=["GET", "POST"])


def lookup() -> ResponseReturnValue:
    """Show the form, and the answer to what was sent with it."""
    sent = request.method == "POST"
    text = lookup_requests.of_form() if sent else lookup_requests.of_address((PARAMETER,))
    asked = sent or text.strip()
    found = service().library.lookup(text, ON_PAGE, page_urls(), language()) if asked else None
    return render_template(
        "lookup.html",
        lookup=found,
        text=text,
        most=ON_PAGE,
        longest=LONGEST,
        fields=(lookup_requests.FIELD, FILE),
        pieces=pieces,
        of_unit=of_unit,
        version=version,
        alike=alike,
    )


def version(code: Language) -> str:
    """Return what a version of a document is called."""
    return either(VERSIONS[code])


def alike(match: SentenceMatch, code: Language) -> str:
    """Return how alike a match is to a sentence in a language."""
    return either(likeness(match, code))


def of_unit(match: SentenceMatch) -> list[Piece]:
    """Return the sentence of a match in pieces."""
    return pieces(match.unit.text, match.start, match.end, match.unit_differing)


def pieces(text: str, start: int, end: int, differing: Sequence[Stretch]) -> list[Piece]:
    """Return [start, end) of a text in pieces; words that differ with nothing but blanks between are one."""
    edges = [start]
    for one in differing:
        if len(edges) > 1 and not text[edges[-1] : one.start].strip():
            edges[-1] = one.end
        else:
            edges += (one.start, one.end)
    found = ((text[one:other], bool(at % 2)) for at, (one, other) in enumerate(pairwise((*edges, end))))
    return [piece for piece in found if piece[0]]
