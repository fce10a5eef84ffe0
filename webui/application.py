"""The Flask application: the pages and the API over one library, with what every answer carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app
from flask_babel import Babel

from indexer import config as configuration

if TYPE_CHECKING:
    from indexer.config import Config
    from indexer.library import Library

_NAME = "juanzong"


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, and how."""

    config: Config
    library: Library


def create_app(config: Config | None = None, library: Library | None = None) -> Flask:
    """Return the application that serves a library, by default the configured one.

    Raises ConfigError, and IndexUnusableError where the configured library has no usable index.
    """
    from webui import api, errors, headers, localisation, pages

    config = config or configuration.load()
    app = Flask(__name__, static_folder=None)
    app.extensions[_NAME] = Service(config, library or _opened(config))
    Babel(app, locale_selector=localisation.locale)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    headers.register(app)
    errors.register(app)
    return app


def service() -> Service:
    """Return what the application of the current request serves."""
    return cast("Service", current_app.extensions[_NAME])


def _opened(config: Config) -> Library:
    from indexer.library import Library

    library = Library(config)
    library.open()
    return library
