"""The engines, and the two doors to them: `engine` makes one by its name, `verify` checks the index of one.

Every engine keeps the protocol in `base.py`. An engine is imported only when it is asked for, so a package
that is not installed, or is slow to import, concerns nobody who uses another engine.

    index = engine("whoosh", Path("var/index/whoosh"))
    mark = index.open()
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.engines.base import Engine
from indexer.runtime.config import OpenSearchConfig
from indexer.runtime.errors import ConfigError

NAMES = ("whoosh", "tantivy", "opensearch", "memory")


def engine(name: str, place: Path, cluster: OpenSearchConfig | None = None) -> Engine:
    """Return the engine of this name; its index is not opened yet.

    Args:
        name: One of NAMES.
        place: The folder of the index. The engines `opensearch` and `memory` do not use it.
        cluster: Where the engine `opensearch` has its index; by default a cluster on this machine.

    Raises:
        ConfigError: There is no engine of this name, or the package that it needs is not installed.

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


def verify(name: str, place: Path, cluster: OpenSearchConfig | None = None) -> str | None:
    """Verify the index of an engine, as far as that can be done from this machine.

    Args:
        name: One of NAMES.
        place: The folder of an embedded index.
        cluster: Where the engine `opensearch` has its index; by default a cluster on this machine.

    Returns:
        A sentence that says what was verified, or None if there is no index.

    Raises:
        IndexUnusableError: The index is damaged; the message names the file.

    """
    if name == "opensearch":
        with _extra(name):
            from indexer.engines.opensearch.verifying import verify as verify_cluster

        return verify_cluster(cluster or OpenSearchConfig())
    from indexer.engines.verification import verify as verify_folder

    return verify_folder(place)


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Turn a failed import of an engine's package into a ConfigError that says how to install the package."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"The engine “{name}” needs the package {error.name}, which is not installed.",
            f"Install it with: pip install 'juanzong[{name}]', or set engine to whoosh.",
        ) from error
