"""Answers compressed on the way, so that a page with all it needs stays light."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

COMPRESSED = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "image/svg+xml",
        "application/json",
        "application/problem+json",
    }
)
LEAST = 1000
"""Bytes from which it is worth the work."""
LEVEL = 6


def register(app: Flask) -> None:
    """Compress the answers of an application for clients that accept gzip."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    """Leave alone what streams: its first line is to arrive before its last is made."""
    if response.mimetype not in COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if not _worth(response):
        return response
    response.direct_passthrough = False
    response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag is not None:
        # RFC 9110, 8.8.3: other bytes with the same meaning must not bear the same strong tag.
        response.set_etag(etag, weak=True)
    return response


def _worth(response: Response) -> bool:
    return (
        response.status_code != 206  # noqa: PLR2004 - 206: a range, in bytes of the answer as it is
        and "Content-Encoding" not in response.headers
        and bool(request.accept_encodings["gzip"])
        and (response.content_length or 0) >= LEAST
    )
