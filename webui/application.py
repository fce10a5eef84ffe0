"""The Flask application: the pages and the API over one library."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from indexer.config import Config, load
from indexer.library import Library
from webui import api, caching, compression, errors, headers, incoming, limits, localisation, pages
from webui.service import Service, offer


def create_app(config: Config | None = None, library: Library | None = None) -> Flask:
    """Return the application that serves a library, by default the configured one.

    Raises ConfigError, and IndexUnusableError where the configured library has no usable index.
    """
    config = config or load()
    app = Flask(__name__, static_folder=None)
    app.request_class = incoming.Incoming
    app.url_map.merge_slashes = False  # it would redirect to whatever host the request names
    offer(app, Service(config, library or _opened(config)))
    headers.register(app)  # first: they measure the time, and belong on errors of all that follows
    compression.register(app)
    incoming.register(app)
    limits.register(app, config.web.rate)
    caching.register(app)
    Babel(app, locale_selector=localisation.locale)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    errors.register(app)
    return app


def _opened(config: Config) -> Library:
    library = Library(config)
    library.open()
    return library
