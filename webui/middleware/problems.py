"""Turns errors into answers: problem+json (RFC 9457) from the API, a page with advice from the pages.

Both are in the reader's language; for the API it is the one that `Accept-Language` prefers. `title` is the
same in all languages, so that programs can compare it.
"""

from __future__ import annotations

import logging

from flask import Flask, Response, render_template, request, url_for
from flask_babel import gettext
from msgspec import Struct
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    ServiceUnavailable,
    TooManyRequests,
    UnsupportedMediaType,
)

from indexer.answer.serialise import to_json
from indexer.runtime.errors import ReaderError
from webui.request.batch_requests import MAX_BODY
from webui.request.localisation import asked, count, either, language
from webui.request.opening import LONGEST

LOG = logging.getLogger("juanzong.webui")
BLANK = "about:blank"
INTERNAL = 500
UNAVAILABLE = 503
TELLING = ("Allow", "Content-Range", "Retry-After")
"""Headers of an error that tell the client what would be right."""


class Problem(Struct, frozen=True):
    """What went wrong with a request; `advice` says the next step.

    `detail` and `advice` are in Chinese or in English, as `Accept-Language` prefers; `title` is English.
    """

    type: str
    title: str
    status: int
    detail: str
    advice: str


def register(app: Flask) -> None:
    """Make an application answer every error as a problem or as an error page."""
    app.register_error_handler(Exception, _answer)


def in_api() -> bool:
    """Tell whether a request is for the API, even if it has no such endpoint."""
    path = f"{request.script_root}{request.path}/"
    return path.startswith(url_for("api.health").removesuffix("health"))


def problem(error: Exception) -> Problem:
    """Describe an error to the client; the details of a fault of the service are only logged."""
    if isinstance(error, ReaderError):
        return _told(error)
    if isinstance(error, HTTPException) and error.code:
        return _refused(error, error.code)
    detail = gettext("The request could not be answered because of a fault of this service.")
    return Problem(BLANK, "Internal error", INTERNAL, detail, _later())


def _told(error: ReaderError) -> Problem:
    """Describe an error of the library; the place of an index is never disclosed."""
    detail, advice = either(error.told), either(error.advised)
    if error.http_status == UNAVAILABLE:
        detail = gettext("There is no index that can be asked, or it is being written.")
        advice = gettext("%(advice)s %(later)s", advice=advice, later=_later())
    return Problem(BLANK, error.title, error.http_status, detail, advice)


def _refused(error: HTTPException, status: int) -> Problem:
    """Describe an error of HTTP: an unknown address, a wrong method, too many requests, and the like."""
    if isinstance(error, NotFound):
        advice = gettext("Search for it, or look through the documents and States held.")
        if in_api():
            advice = gettext("docs/api.md lists the addresses.")
        return Problem(BLANK, "Not found", status, gettext("There is nothing at this address."), advice)
    if isinstance(error, MethodNotAllowed):
        detail = gettext("This address does not take %(method)s requests.", method=request.method)
        return Problem(BLANK, "Method not allowed", status, detail, gettext("Use GET."))
    if isinstance(error, ServiceUnavailable):
        detail = gettext("Other requests have taken all the time of this service while yours waited.")
        advice = gettext("Try again in %(seconds)s seconds.", seconds=error.retry_after)
        return Problem(BLANK, "Service is busy", status, detail, advice)
    if isinstance(error, TooManyRequests):
        detail = gettext("More requests have come from this address than are taken.")
        advice = gettext(
            "Wait %(seconds)s seconds, and ask for more per page rather than more often.",
            seconds=error.retry_after,
        )
        return Problem(BLANK, "Too many requests", status, detail, advice)
    if isinstance(error, RequestEntityTooLarge):
        detail = gettext("The body of the request has more than %(most)s bytes.", most=count(MAX_BODY))
        return Problem(BLANK, "Body too long", status, detail, gettext("Send it in several batches."))
    if isinstance(error, UnsupportedMediaType):
        detail = gettext("The body of the request is of a kind or in an encoding that is not read here.")
        advice = gettext("Send it as text/plain or application/json, in UTF-8.")
        return Problem(BLANK, "Unsupported body", status, detail, advice)
    if isinstance(error, ClientDisconnected):
        detail = gettext("The body of the request did not arrive whole.")
        return Problem(BLANK, "Incomplete body", status, detail, gettext("Send the request again."))
    detail = gettext("The service cannot take this request (HTTP %(status)s).", status=status)
    return Problem(BLANK, error.name, status, detail, gettext("Correct the address and try again."))


def _later() -> str:
    return str(gettext("Try again later. If it stays, tell who runs this service."))


def _answer(error: Exception) -> Response:
    """Return the answer for an error, and log the faults of the service."""
    described = problem(error)
    if described.status == UNAVAILABLE:  # not a fault of the program, and possibly one for each request
        LOG.error("%s %s: %s: %s", request.method, request.path, described.status, error)
    elif described.status >= INTERNAL:
        LOG.error("%s %s: %s", request.method, request.path, described.status, exc_info=error)
    if in_api():
        response = Response(to_json(described), described.status, mimetype="application/problem+json")
        response.content_language.add(language())
    else:
        page = render_template("error.html", problem=described)
        response = Response(page, described.status, mimetype="text/html")
    if asked() is None:
        response.vary.add("Accept-Language")
    if described.status == UNAVAILABLE:
        response.headers["Retry-After"] = str(LONGEST)
    if isinstance(error, HTTPException):
        for name, value in error.get_headers(request.environ):
            if name in TELLING:
                response.headers[name] = value
    return response
