"""The web application over a library, as a client sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests import shelf
from webui import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library import Library


def client(library: Library, *, public_url: str = "", cors: str = "*") -> FlaskClient:
    """Return a client of the application over this library."""
    config = shelf.config(Path("unused"))
    web = replace(config.web, public_url=public_url, cors=cors)
    return create_app(replace(config, web=web), library).test_client()
