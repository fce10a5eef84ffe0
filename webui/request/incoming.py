"""The first look at a request: refuses one that is too long, and encodes raw bytes of its query string."""

from __future__ import annotations

import re
from string import printable
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from flask import Flask, Request, request

from indexer.model.query import MAX_TEXT
from indexer.runtime import networks
from webui.request import invalid_requests
from webui.request.batch_requests import MAX_BODY
from webui.request.forwarding import VOUCHED

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

MAX_QUERY_STRING = 16 * MAX_TEXT
"""Longest query string, in bytes: room for the longest question in Han (9 bytes a character) and filters."""
MAX_PATH = 2_000
"""Longest path, in bytes; the path of a document has fewer than a hundred."""

NOWHERE = "nowhere.invalid"
"""Host of a request that names none; the domain `.invalid` belongs to nobody (RFC 2606)."""


class Incoming(Request):
    """A request whose query string is ASCII and not too long.

    A query string that is too long is removed, so that nothing reads it, not even the error page.
    `named_host` is the host that the request is for; None if it names none, or no possible one.
    """

    max_content_length = MAX_BODY
    max_form_memory_size = MAX_BODY

    def __init__(self, environ: WSGIEnvironment, *given: bool, **options: bool) -> None:
        query = environ.get("QUERY_STRING", "")
        self.too_long = len(query) > MAX_QUERY_STRING or len(environ.get("PATH_INFO", "")) > MAX_PATH
        if self.too_long:
            environ["QUERY_STRING"] = ""
        elif not query.isascii():
            environ["QUERY_STRING"] = quote(query.encode("latin-1", "replace"), safe=printable)
        self.named_host = networks.parse(_host(environ))
        # Flask parses the host again, and fails if it is invalid.
        environ["HTTP_HOST"] = str(self.named_host or NOWHERE)
        super().__init__(environ, *given, **options)


def _host(environ: WSGIEnvironment) -> str:
    """Return the host that a request names: a whole address goes before the header (RFC 9112, 3.2.2)."""
    target = str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or "")
    whole = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)", target)
    return whole[1] if whole and VOUCHED not in environ else str(environ.get("HTTP_HOST", ""))


def register(app: Flask) -> None:
    """Refuse requests to an application that are too long."""
    app.before_request(_check)


def _check() -> None:
    if cast("Incoming", request).too_long:
        raise invalid_requests.address_too_long(MAX_QUERY_STRING, MAX_TEXT)
