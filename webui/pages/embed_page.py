"""The page about the widget: the lines to put into another page, and the widget itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from flask import render_template

from webui.request import host_check
from webui.request.localisation import language
from webui.request.site_urls import api_root, root

if TYPE_CHECKING:
    from flask import Blueprint

SCRIPT = "/static/widget.js"
UNKNOWN = "https://host"
"""Replaces our address in these lines if it is not known; the page says so."""


def register(blueprint: Blueprint) -> None:
    """Add this page to the blueprint of the pages."""
    blueprint.add_url_rule("/embed", view_func=embed)


def embed() -> str:
    """Show the widget, and the lines that put it into another page."""
    known = host_check.site().address
    api = urljoin(known or UNKNOWN, api_root())
    script = urljoin(api, root() + SCRIPT)
    site = "{0.scheme}://{0.netloc}".format(urlsplit(api))
    lines = f'<script src="{script}" data-language="{language()}" defer></script>'
    policy = f"script-src {site}; connect-src {site}"
    unknown = None if known else UNKNOWN
    return render_template("embed.html", script=root() + SCRIPT, lines=lines, policy=policy, unknown=unknown)
