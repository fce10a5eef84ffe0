"""Errors as answers: problem+json (RFC 9457) from the API, a page that says what to do from the pages.

Both speak the language of the reader, the API that which `Accept-Language` prefers. Only `title` is the same
in all, so that a program may compare it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, TooManyRequests

from indexer.answer.serialise import to_json
from indexer.errors import ReaderError
from webui.localisation import asked, either, language

LOG = logging.getLogger("juanzong.webui")
BLANK = "about:blank"
INTERNAL = 500
UNAVAILABLE = 503
TELLING = ("Allow", "Content-Range", "Retry-After")
"""Headers of an error that say what would have been right."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a request; `advice` says the next step.

    `detail` and `advice` are in Chinese or in English, as `Accept-Language` prefers; `title` is English.
    """

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
    if isinstance(error, ReaderError):
        return _told(error)
    if isinstance(error, HTTPException) and error.code:
        return _refused(error, error.code)
    detail = gettext("The request could not be answered because of a fault of this service.")
    return Problem(BLANK, "Internal error", INTERNAL, detail, _later())


def _told(error: ReaderError) -> Problem:
    """Describe an error of the library; where an index lies is told to nobody."""
    detail, advice = either(error.told), either(error.advised)
    if error.http_status == UNAVAILABLE:
        detail = gettext("There is no index that can be asked, or it is being written.")
        advice = gettext("%(advice)s %(later)s", advice=advice, later=_later())
    return Problem(BLANK, error.title, error.http_status, detail, advice)


def _refused(error: HTTPException, status: int) -> Problem:
    """Describe an error of HTTP."""
    if isinstance(error, NotFound):
        advice = gettext("Search for it, or look through the documents and States held.")
        if in_api():
            advice = gettext("docs/api.md lists the addresses.")
        return Problem(BLANK, "Not found", status, gettext("There is nothing at this address."), advice)
    if isinstance(error, MethodNotAllowed):
        detail = gettext("This address does not take %(method)s requests.", method=request.method)
        return Problem(BLANK, "Method not allowed", status, detail, gettext("Use GET."))
    if isinstance(error, TooManyRequests):
        detail = gettext("More requests have come from this address than are taken.")
        advice = gettext(
            "Wait %(seconds)s seconds, and ask for more per page rather than more often.",
            seconds=error.retry_after,
        )
        return Problem(BLANK, "Too many requests", status, detail, advice)
    detail = gettext("The service cannot take this request (HTTP %(status)s).", status=status)
    return Problem(BLANK, error.name, status, detail, gettext("Correct the address and try again."))


def _later() -> str:
    return str(gettext("Try again later. If it stays, tell who runs this service."))


def _answer(error: Exception) -> Response:
    described = problem(error)
    if described.status >= INTERNAL:
        LOG.error("%s %s: %s", request.method, request.path, described.status, exc_info=error)
    if in_api():
        response = Response(to_json(described), described.status, mimetype="application/problem+json")
        response.content_language.add(language())
    else:
        page = render_template("error.html", problem=described)
        response = Response(page, described.status, mimetype="text/html")
    if asked() is None:
        response.vary.add("Accept-Language")
    if isinstance(error, HTTPException):
        for name, value in error.get_headers(request.environ):
            if name in TELLING:
                response.headers[name] = value
    return response
