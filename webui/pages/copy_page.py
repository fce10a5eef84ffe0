"""The page of one unit in every form in which it is copied; the menus of other pages show what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template
from markupsafe import Markup

from indexer.model.messages import message
from webui.request.localisation import either
from webui.request.page_parameters import read
from webui.request.parameters import ParagraphName
from webui.request.service import service
from webui.request.site_urls import absolute_urls, page_urls

if TYPE_CHECKING:
    from indexer.model.copies import CopyForm, CopyName
    from indexer.model.messages import Message

NAMES: dict[CopyName, Message] = {
    "citation": message("Citation"),
    "editorial": message("Citation by name"),
    "quotation": message("Quotation with citation"),
    "languages": message("In both languages"),
    "link": message("Link"),
}


def show() -> str:
    """Show the unit that the address names."""
    name = read(ParagraphName)
    place = (name.symbol, name.language, name.part, name.paragraph)
    found = service().library.copies(*place, absolute_urls() or page_urls())
    unit = found.source
    return render_template(
        "paragraph.html",
        unit=unit,
        there=page_urls().unit(unit.symbol, unit.language, unit.anchor),
        forms=[(one.name, either(NAMES[one.name]), either(one.text), _safe(one)) for one in found.forms],
    )


def _safe(form: CopyForm) -> Markup:
    """Return the HTML of a form, whose texts are escaped where it is written."""
    return Markup(either(form.html))  # noqa: S704 # see above
