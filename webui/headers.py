"""The headers of every answer: security, time taken, and who may read it."""

from __future__ import annotations

from time import perf_counter

from flask import Flask, Response, g

from webui.errors import in_api
from webui.service import service

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def register(app: Flask) -> None:
    """Add the headers to every answer of an application."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = perf_counter()


def _finish(response: Response) -> Response:
    response.headers.update(SECURITY)
    milliseconds = (perf_counter() - g.started) * 1000
    response.headers["Server-Timing"] = f"app;dur={milliseconds:.1f}"
    if in_api():
        _share(response)
    elif response.mimetype == "text/html":
        response.vary.add("Accept-Language")
    return response


def _share(response: Response) -> None:
    """Let the pages of the configured origin read the answer."""
    origin = service().config.web.cors
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Server-Timing"
