"""The web application over a library, as a client sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from tests import shelf
from webui import create_app

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from indexer.library.library import Library

_HOST = "TESTED_HOST"


def client(library: Library, *, public_url: str = "", cors: str = "*") -> FlaskClient:
    """Return a client of the application over this library."""
    config = shelf.config(Path("unused"))
    web = replace(config.web, public_url=public_url, cors=cors)
    app = create_app(replace(config, web=web), library)
    app.test_client_class = _At
    app.config[_HOST] = urlsplit(public_url).netloc or "localhost"
    return app.test_client()


class _At(FlaskClient):
    """Asks at the public address, as any other is refused where there is one."""

    def open(self, *given: Any, **options: Any) -> TestResponse:  # noqa: ANN401 - as in Flask
        options.setdefault("base_url", f"http://{self.application.config[_HOST]}")
        return super().open(*given, **options)
