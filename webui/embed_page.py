"""The page that shows the widget: the lines to put into another page, and what they make there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from flask import render_template, request

from webui.addressing import api_root, root
from webui.localisation import PARAMETER, language
from webui.parameters import Parameters, read

if TYPE_CHECKING:
    from flask import Blueprint

SCRIPT = "/static/widget.js"


def register(blueprint: Blueprint) -> None:
    """Add the page to the pages."""
    blueprint.add_url_rule("/embed", view_func=embed)


def embed() -> str:
    """Show the widget and how it is put into another page."""
    read(Parameters, ignored=(PARAMETER,))
    api = urljoin(request.host_url, api_root())
    script = urljoin(api, root() + SCRIPT)
    site = "{0.scheme}://{0.netloc}".format(urlsplit(api))
    lines = f'<script src="{script}" data-language="{language()}" defer></script>'
    policy = f"script-src {site}; connect-src {site}"
    return render_template("embed.html", script=root() + SCRIPT, lines=lines, policy=policy)
