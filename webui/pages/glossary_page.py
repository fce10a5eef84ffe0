"""The page with the glossary of a document."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from indexer.answer import citation_forms
from indexer.answer.term_lines import ORIGINS
from indexer.model.messages import message
from webui.api import glossaries
from webui.request.localisation import either
from webui.request.page_parameters import read
from webui.request.parameters import DocumentName
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from indexer.model.document_glossary import GlossaryEntry, GlossaryKind
    from indexer.model.messages import Message

KINDS: dict[GlossaryKind, Message] = {
    "term": message("Terms"),
    "organization": message("Organizations"),
    "state": message("States"),
    "document": message("Documents cited"),
}


def register(blueprint: Blueprint) -> None:
    """Add the page to the others."""
    blueprint.add_url_rule("/glossary", view_func=glossary)


def glossary() -> str:
    """Show the glossary of the document that the address names."""
    name = read(DocumentName)
    found = service().library.glossary(name.symbol, name.language, page_urls())
    return render_template(
        "glossary.html",
        glossary=found,
        groups=[
            (either(KINDS[kind]), list(each)) for kind, each in groupby(found.entries, attrgetter("kind"))
        ],
        digest="digest" in (found.edition, found.other_edition),
        attested=attested,
        place_of=lambda one: either(citation_forms.in_version(one.citation, found.language)),
        files=glossaries.files(found),
    )


def attested(one: GlossaryEntry) -> str:
    """Return where a translation is from: the other version of the document, or the lexicon."""
    if one.attested:
        return either(
            message(
                "other version: {number} of {aligned} paragraphs", number=one.attested, aligned=one.aligned
            )
        )
    if one.kind == "document":
        return either(message("title of its version"))
    return ", ".join(either(ORIGINS[origin]) for origin in one.origins)
