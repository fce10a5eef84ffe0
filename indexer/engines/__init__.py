"""The seam, and the engines behind it."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.base import Engine
from indexer.errors import ConfigError

NAMES = ("whoosh", "memory")


def engine(name: str, place: Path) -> Engine:
    """Return the engine of this name, with its index in the folder `place`; nothing is opened yet.

    An engine is imported when it is asked for. Raises ConfigError where there is none of that name.
    """
    if name == "whoosh":
        from indexer.engines.whoosh import WhooshEngine

        return WhooshEngine(place)
    if name == "memory":
        from indexer.engines.memory import MemoryEngine

        return MemoryEngine()
    raise ConfigError(f"There is no engine “{name}”.", f"Set engine to one of: {', '.join(NAMES)}.")
