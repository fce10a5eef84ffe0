"""The addresses on the pages: without a host, under the path where the pages stand."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for

from indexer.answer.addresses import Addresses
from webui.localisation import PARAMETER, asked
from webui.service import service

SEARCH = "/"
EVENTS = "/events"


def page_addresses(search: str = SEARCH) -> Addresses:
    """Return the addresses for a page; they keep the language where the reader asked for one."""
    lang = asked()
    return Addresses(root(), search, lists="", extra=((PARAMETER, lang),) if lang else ())


def this_page(language: str) -> str:
    """Return the address of the page that is asked, in this language of the interface."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    path = (request.script_root + request.path).removeprefix(_mounted())
    return Addresses(root()).path(path, *kept, (PARAMETER, language))


def root() -> str:
    """Return the path under which the pages stand, without a slash at its end."""
    return urlsplit(service().config.web.public_url).path or _mounted()


def _mounted() -> str:
    return url_for("pages.search").rstrip("/")
