"""The seam, and the engines behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.config import OpenSearchConfig
from indexer.engines.base import Engine
from indexer.errors import ConfigError

NAMES = ("whoosh", "tantivy", "opensearch", "memory")


def engine(name: str, place: Path, cluster: OpenSearchConfig | None = None) -> Engine:
    """Return the engine of this name, with its index in the folder `place`; nothing is opened yet.

    The engine `opensearch` has its index in `cluster` instead.

    An engine is imported when it is asked for. Raises ConfigError where there is none of that name.
    """
    if name == "whoosh":
        from indexer.engines.whoosh import WhooshEngine

        return WhooshEngine(place)
    if name == "tantivy":
        with _extra(name):
            from indexer.engines.tantivy import TantivyEngine

        return TantivyEngine(place)
    if name == "opensearch":
        with _extra(name):
            from indexer.engines.opensearch import OpenSearchEngine

        return OpenSearchEngine(cluster or OpenSearchConfig())
    if name == "memory":
        from indexer.engines.memory import MemoryEngine

        return MemoryEngine()
    raise ConfigError(f"There is no engine “{name}”.", f"Set engine to one of: {', '.join(NAMES)}.")


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Say of an engine whose package is not installed how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"The engine “{name}” needs the package {error.name}, which is not installed.",
            f"Install it with: pip install 'juanzong[{name}]', or set engine to whoosh.",
        ) from error
