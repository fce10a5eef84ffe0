"""Errors as answers: problem+json (RFC 9457) from the API, a page that says what to do from the pages."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, render_template, request, url_for
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, TooManyRequests

from indexer.answer.serialise import to_json
from indexer.errors import JuanzongError

LOG = logging.getLogger("juanzong.webui")
BLANK = "about:blank"
INTERNAL = 500
UNAVAILABLE = 503
TELLING = ("Allow", "Content-Range", "Retry-After")
"""Headers of an error that say what would have been right."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a request; `advice` says the next step."""

    type: str
    title: str
    status: int
    detail: str
    advice: str


def register(app: Flask) -> None:
    """Answer every error of an application."""
    app.register_error_handler(Exception, _answer)


def in_api() -> bool:
    """Tell whether the request is one to the API, also where it has no such endpoint."""
    path = f"{request.script_root}{request.path}/"
    return path.startswith(url_for("api.health").removesuffix("health"))


def problem(error: Exception) -> Problem:
    """Describe an error to whom it concerns; what went wrong in the service is for its log only."""
    if isinstance(error, JuanzongError) and error.http_status < INTERNAL:
        return Problem(BLANK, error.title, error.http_status, error.message, error.advice)
    if isinstance(error, JuanzongError) and error.http_status == UNAVAILABLE:
        return Problem(BLANK, error.title, UNAVAILABLE, "The library cannot be asked now.", error.advice)
    if isinstance(error, NotFound):
        detail = "There is nothing at this address."
        return Problem(BLANK, "Not found", error.code, detail, "docs/api.md lists the addresses.")
    if isinstance(error, MethodNotAllowed):
        detail = f"This address does not take {request.method} requests."
        return Problem(BLANK, "Method not allowed", error.code, detail, "Use GET.")
    if isinstance(error, TooManyRequests):
        advice = f"Wait {error.retry_after} seconds, and ask for more per page rather than more often."
        return Problem(BLANK, "Too many requests", error.code, error.description or "", advice)
    if isinstance(error, HTTPException) and error.code:
        return Problem(BLANK, error.name, error.code, error.description or "", "Correct the request.")
    detail = "The request could not be answered because of a fault of this service."
    return Problem(BLANK, "Internal error", INTERNAL, detail, "Try again later.")


def _answer(error: Exception) -> Response:
    described = problem(error)
    if described.status >= INTERNAL:
        LOG.error("%s %s: %s", request.method, request.path, described.status, exc_info=error)
    if in_api():
        response = Response(to_json(described), described.status, mimetype="application/problem+json")
    else:
        told = isinstance(error, JuanzongError) and described.status != INTERNAL
        page = render_template("error.html", problem=described, told=told)
        response = Response(page, described.status, mimetype="text/html")
    if isinstance(error, HTTPException):
        for name, value in error.get_headers(request.environ):
            if name in TELLING:
                response.headers[name] = value
    return response
