"""The web page and the JSON API, over `indexer.library.Library`."""

from __future__ import annotations

from webui.application import create_app
from webui.embedding import juanzong_blueprint

__all__ = ["create_app", "juanzong_blueprint"]
