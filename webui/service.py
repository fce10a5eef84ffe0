"""What an application serves: one library, as one configuration says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from indexer.config import Config
from indexer.library import Library

_NAME = "juanzong"


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, and how."""

    config: Config
    library: Library


def offer(app: Flask, offered: Service) -> None:
    """Make an application serve this."""
    app.extensions[_NAME] = offered


def service() -> Service:
    """Return what the application of the current request serves."""
    return cast("Service", current_app.extensions[_NAME])
