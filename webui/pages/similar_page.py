"""The page of the units that are similar to one, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from webui.request.localisation import language
from webui.request.page_parameters import read
from webui.request.parameters import ParagraphName
from webui.request.service import service
from webui.request.site_urls import page_urls

if TYPE_CHECKING:
    from flask import Blueprint


def register(blueprint: Blueprint) -> None:
    """Add the page to the others."""
    blueprint.add_url_rule("/similar", view_func=similar)


def similar() -> str:
    """Show what is similar to the unit that the address names."""
    name = read(ParagraphName)
    place = (name.symbol, name.language, name.part, name.paragraph)
    found = service().library.similar(*place, page_urls(), language())
    return render_template("similar.html", similar=found, unit=found.unit)
