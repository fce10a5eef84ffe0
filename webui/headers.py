"""The headers of every answer: security, time taken, and who may read it."""

from __future__ import annotations

import re
import secrets
from time import perf_counter

from flask import Flask, Response, g, request

from webui.errors import in_api
from webui.service import service

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
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": f"Accept-Language, If-None-Match, {REQUEST_ID}",
    "Access-Control-Max-Age": "86400",
}
"""What a browser is told that asks whether a page of the configured origin may send a request."""


def request_id() -> str:
    """Return the id that a proxy before us has given to the request, or a new one."""
    if "request_id" not in g:
        given = request.headers.get(REQUEST_ID, "")
        g.request_id = given if re.fullmatch(r"[\w.-]{1,64}", given, re.ASCII) else secrets.token_hex(8)
    return str(g.request_id)


def register(app: Flask) -> None:
    """Add the headers to every answer of an application."""
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
    """Let a redirect to ourselves name no host: the request may name any."""
    host = request.host_url.rstrip("/")
    location = response.headers.get("Location", "")
    if location.startswith(f"{host}/"):
        response.headers["Location"] = location.removeprefix(host)
        response.set_data(b"")


def _share(response: Response) -> None:
    """Let the pages of the configured origin read the answer, and load what a page of ours loads."""
    origin = service().config.web.cors
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)
