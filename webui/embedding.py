"""Serves the pages and the API inside another Flask application, under a path of it."""

from __future__ import annotations

from contextvars import copy_context
from typing import TYPE_CHECKING

from flask import Blueprint, request
from werkzeug import Response

from webui.app import create_inner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextvars import Context
    from wsgiref.types import StartResponse, WSGIEnvironment

    from flask import Flask

    from indexer.library.library import Library
    from indexer.runtime.config import Config

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""All methods are passed on: the API itself decides what to refuse, and how."""
PATH = "<path:path>"


def juanzong_blueprint(
    config: Config | None = None, library: Library | None = None, name: str = "juanzong"
) -> Blueprint:
    """Return a blueprint to register under a `url_prefix`.

    It passes requests on to an application of its own, so that templates, languages, errors and headers of
    the two applications never mix. Every address in pages and answers has the prefix, unless `public_url`
    gives another. The outer application has to read the headers of proxies; the setting `proxies` is not
    used.

    Args:
        config: See `webui.app.create_app`.
        library: See `webui.app.create_app`.
        name: The name of the blueprint.

    """
    app = create_inner(config, library)
    blueprint = Blueprint(name, __name__)

    def serve(path: str) -> Response:
        del path  # the inner application reads it from the environment
        return Response.from_app(_Apart(app), _below(_prefix()))

    for rule, defaults in (("/", {"path": ""}), (f"/{PATH}", {})):
        blueprint.add_url_rule(
            rule,
            "serve",
            serve,
            provide_automatic_options=False,
            defaults=defaults,
            methods=METHODS,
            merge_slashes=False,
        )
    return blueprint


class _Apart:
    """Runs an application in a context of its own, where the outer application's request is not visible."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        context = copy_context()
        return _pieces(context, context.run(self._app, environ, start_response))


def _pieces(context: Context, body: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what the application sends; later parts are made in the application's context too."""
    pieces = iter(body)
    try:
        while (piece := context.run(next, pieces, None)) is not None:
            yield piece
    finally:
        if close := getattr(body, "close", None):
            context.run(close)


def _prefix() -> str:
    """Return the path under which the blueprint is registered, without a slash at its end."""
    rule = request.url_rule.rule if request.url_rule else ""
    return rule.removesuffix(PATH).rstrip("/")


def _below(prefix: str) -> WSGIEnvironment:
    """Return the environment of the request with the prefix moved from the path to `SCRIPT_NAME`.

    Werkzeug's DispatcherMiddleware is not used, because it splits a path slash by slash: 30,000 slashes take
    0.4 seconds.
    """
    environ = dict(request.environ)
    environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
    environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(prefix)
    return environ
