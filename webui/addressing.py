"""The addresses on the pages: without a host, under the path where the pages stand."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for

from indexer.answer.addresses import API, Addresses
from webui.localisation import PARAMETER, asked
from webui.service import service

SEARCH = "/"
EVENTS = "/events"
GROUP = "group"
GROUPS = ("document",)
"""How the results of a search can be grouped, as `group` in the address says."""


def page_addresses(search: str = SEARCH) -> Addresses:
    """Return the addresses for a page; they keep the language that the reader asked for, and the group."""
    lang, group = asked(), grouped()
    extra = ((PARAMETER, lang),) if lang else ()
    return Addresses(root(), search, lists="", extra=extra, kept=((GROUP, group),) if group else ())


def grouped() -> str | None:
    """Return how the results are to be grouped, if at all."""
    group = request.args.get(GROUP)
    return group if group in GROUPS else None


def this_page(language: str) -> str:
    """Return the address of the page that is asked, in this language of the interface."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    path = (request.script_root + request.path).removeprefix(_mounted())
    return Addresses(root()).path(path, *kept, (PARAMETER, language))


def root() -> str:
    """Return the path under which the pages stand, without a slash at its end."""
    return urlsplit(service().config.web.public_url).path or _mounted()


def api_root() -> str:
    """Return the address of the API, with the host where the public address has one."""
    return _public() + API


def api_addresses(endpoint: str = "search") -> Addresses:
    """Return the addresses for an answer of the API; the questions in it lead to this endpoint."""
    return Addresses(_public(), f"{API}/{endpoint}")


def _public() -> str:
    return service().config.web.public_url or _mounted()


def _mounted() -> str:
    return url_for("pages.search").rstrip("/")
