"""The web page and the JSON API, over `indexer.library.Library`."""

from __future__ import annotations

from webui.application import create_app

__all__ = ["create_app"]
