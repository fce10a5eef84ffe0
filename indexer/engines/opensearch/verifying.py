"""Verify an index in a cluster as far as possible from outside: all of its shards must answer.

Its files are on the nodes of the cluster. OpenSearch keeps its own checksums for them, and compares these
when it opens, copies or recovers a shard.
"""

from __future__ import annotations

from indexer.engines.opensearch import generations
from indexer.engines.opensearch.engine import connected
from indexer.engines.opensearch.term_lists import count
from indexer.runtime.config import OpenSearchConfig


def verify(config: OpenSearchConfig) -> str | None:
    """Count the entries that readers see, in all shards.

    Returns:
        A sentence that says what was verified, or None if there is no index.

    Raises:
        IndexUnusableError: A shard does not answer, or the index was made by another version.

    """
    transport = connected(config)
    try:
        state = generations.current(transport, config.index)
        if state is None:
            return None
        generations.mark(transport, state)
        found = count(transport, state.index, state.visible)
    finally:
        transport.close()
    return (
        f"{state.index} answers from all of its shards, with {found:,} entries. "
        "Its files are not read from here: the cluster compares their checksums when it recovers a shard."
    )
