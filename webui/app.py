"""The Flask application: the pages and the API over one library."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from indexer.library.library import Library
from indexer.model.messages import TRANSLATIONS
from indexer.runtime.config import Config, load
from webui.api import routes
from webui.middleware import caching, compression, headers, problems
from webui.pages import page_routes
from webui.request import host_check, incoming, localisation
from webui.request.forwarding import Forwarding
from webui.request.opening import LibraryOpening
from webui.request.service import Service, offer
from webui.server import limits


def create_app(config: Config | None = None, library: Library | None = None) -> Flask:
    """Return the application that serves a library, by default the configured one.

    If the configured library has no usable index, requests are answered with 503 until it has one.

    Args:
        config: The configuration; by default the one that `indexer.runtime.config.load` finds.
        library: A library that is open already.

    Raises:
        ConfigError: The configuration is wrong.

    """
    config = config or load()
    app = create_inner(config, library)
    app.wsgi_app = Forwarding(app.wsgi_app, config.web.proxies)  # type: ignore[method-assign]
    return app


def create_inner(config: Config | None = None, library: Library | None = None) -> Flask:
    """Return the application without `Forwarding`; see `create_app` for the arguments.

    It is for an outer application that has read the headers of proxies itself.
    """
    config = config or load()
    opening = LibraryOpening(library or Library(config), opened=library is not None)
    if library is None:
        opening.begin()
    app = Flask(__name__, static_folder=None)
    app.request_class = incoming.Incoming
    app.url_map.merge_slashes = False  # it would redirect to whatever host the request names
    offer(app, Service(config, opening))
    headers.register(app)  # first: they measure the time, and belong on errors of all that follows
    compression.register(app)
    incoming.register(app)
    limits.register(app, config.web.rate)
    host_check.register(app)
    caching.register(app)
    Babel(app, locale_selector=localisation.locale, default_translation_directories=str(TRANSLATIONS))
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(page_routes.blueprint)
    problems.register(app)
    return app
