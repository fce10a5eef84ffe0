"""Requests as they come in: what is too long is refused before anything reads it, raw bytes are encoded."""

from __future__ import annotations

from string import printable
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from flask import Flask, Request, request

from indexer.query.question import MAX_TEXT
from webui import refusals

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

MAX_QUERY_STRING = 16 * MAX_TEXT
"""Longest query string, in bytes: room for the longest question in Han, 9 bytes each, and its filters."""
MAX_PATH = 2_000
"""Longest path, in bytes: that of a document is below a hundred."""


class Incoming(Request):
    """A request whose query string is ASCII and of a length that is worth reading.

    One that is too long is taken away, so that nothing reads it, not even the page that says so.
    """

    def __init__(self, environ: WSGIEnvironment, *given: bool, **options: bool) -> None:
        query = environ.get("QUERY_STRING", "")
        self.too_long = len(query) > MAX_QUERY_STRING or len(environ.get("PATH_INFO", "")) > MAX_PATH
        if self.too_long:
            environ["QUERY_STRING"] = ""
        elif not query.isascii():
            environ["QUERY_STRING"] = quote(query.encode("latin-1", "replace"), safe=printable)
        super().__init__(environ, *given, **options)


def register(app: Flask) -> None:
    """Refuse the requests to an application that are too long."""
    app.before_request(_check)


def _check() -> None:
    if cast("Incoming", request).too_long:
        raise refusals.address_too_long(MAX_QUERY_STRING, MAX_TEXT)
