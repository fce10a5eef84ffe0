"""Adds headers to every answer: security, request id, time taken, and who may read it."""

from __future__ import annotations

import re
import secrets
from time import perf_counter
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from webui.middleware.problems import in_api
from webui.request.service import service

REQUEST_ID = "X-Request-Id"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
EXPOSED = f"Content-Disposition, ETag, Retry-After, Server-Timing, {REQUEST_ID}"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
    "Access-Control-Allow-Headers": f"Accept-Language, Content-Type, If-None-Match, {REQUEST_ID}",
    "Access-Control-Max-Age": "86400",
}
"""The answer to a browser that asks whether a page of the configured origin may send a request."""


def request_id() -> str:
    """Return the request's id from a proxy in front of us, or a new one."""
    if "request_id" not in g:
        given = request.headers.get(REQUEST_ID, "")
        g.request_id = given if re.fullmatch(r"[\w.-]{1,64}", given, re.ASCII) else secrets.token_hex(8)
    return str(g.request_id)


def register(app: Flask) -> None:
    """Add these headers to every answer of an application."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = perf_counter()


def _finish(response: Response) -> Response:
    response.headers.update(SECURITY)
    _stay(response)
    milliseconds = (perf_counter() - g.started) * 1000
    response.headers[REQUEST_ID] = request_id()
    response.headers["Server-Timing"] = f"app;dur={milliseconds:.1f}"
    if in_api() or (request.endpoint or "").endswith(".static"):
        _share(response)
    return response


def _stay(response: Response) -> None:
    """Remove the host from a redirect: it always leads to this site, and a request may name any host."""
    location = response.headers.get("Location", "")
    if location and not re.match(r"/(?![/\\])", location):
        whole = urlsplit(location)
        response.headers["Location"] = whole._replace(scheme="", netloc="", path=_rooted(whole.path)).geturl()
        response.set_data(b"")


def _rooted(path: str) -> str:
    return "/" + path.lstrip("/\\")


def _share(response: Response) -> None:
    """Let pages of the configured origin read the answer, and load the files of our pages."""
    origin = service().config.web.cors
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)
