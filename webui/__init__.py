"""The web pages and the JSON API, over `indexer.library.library.Library`."""

from __future__ import annotations

from webui.app import create_app
from webui.embedding import juanzong_blueprint

__all__ = ["create_app", "juanzong_blueprint"]
