"""Makes the addresses on the pages: without a host, under the path at which the pages are served."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from flask import request, url_for

from indexer.answer.urls import API, Urls
from webui.request import host_check
from webui.request.localisation import PARAMETER, asked
from webui.request.service import service

SEARCH = "/"
EVENTS = "/events"
GROUP = "group"
GROUPS = ("document", "unit")
"""How the results of a search can be grouped: the values of `group` in an address.

By document, or not even by paragraph; by default a paragraph that is held in two languages is one.
"""


def page_urls(search: str = SEARCH) -> Urls:
    """Return the `Urls` of a page; they keep the language that the reader asked for, and the group."""
    lang, group = asked(), grouped()
    extra = ((PARAMETER, lang),) if lang else ()
    return Urls(root(), search, lists="", extra=extra, kept=((GROUP, group),) if group else ())


def grouped() -> str | None:
    """Return how the results are to be grouped, or None."""
    group = request.args.get(GROUP)
    return group if group in GROUPS else None


def this_page(language: str) -> str:
    """Return the address of the current page in another language of the interface."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    path = (request.script_root + request.path).removeprefix(_mounted())
    return Urls(root()).path(path, *kept, (PARAMETER, language))


def root() -> str:
    """Return the path at which the pages are served, without a slash at its end."""
    return urlsplit(service().config.web.public_url).path or _mounted()


def api_root() -> str:
    """Return the address of the API, with the host if the public address has one."""
    return _public() + API


def api_urls(endpoint: str = "search") -> Urls:
    """Return the `Urls` of an API answer; the questions in it lead to this endpoint."""
    return Urls(_public(), f"{API}/{endpoint}")


def absolute_urls() -> Urls | None:
    """Return `Urls` with our host, for what is read elsewhere; None if the host is not known."""
    public = service().config.web.public_url
    if urlsplit(public).netloc:
        return Urls(public)
    found = host_check.site().address
    return Urls(found + root()) if found else None


def export_addresses() -> Urls:
    """Return the `Urls` of an export: the API's addresses, with our host if it is known."""
    return replace(absolute_urls() or Urls(_public()), search=f"{API}/search")


def _public() -> str:
    return service().config.web.public_url or _mounted()


def _mounted() -> str:
    return url_for("pages.search").rstrip("/")
