"""The library and the configuration that an application serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from indexer.library.library import Library
from indexer.runtime.config import Config
from webui.request.opening import LibraryOpening

_NAME = "juanzong"


@dataclass(frozen=True, slots=True)
class Service:
    """What an application serves."""

    config: Config
    opening: LibraryOpening

    @property
    def library(self) -> Library:
        """The library; `opening` has opened it before a view uses it."""
        return self.opening.library


def offer(app: Flask, offered: Service) -> None:
    """Make an application serve this library and configuration."""
    app.extensions[_NAME] = offered


def service() -> Service:
    """Return what the application of the current request serves."""
    return cast("Service", current_app.extensions[_NAME])
