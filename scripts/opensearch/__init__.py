"""A real OpenSearch cluster on this machine, for tests and measurements; nothing is installed.

with Cluster(assemble(), nodes=3, full_jit=False) as cluster:
    print(cluster.urls)
"""

from __future__ import annotations

from scripts.opensearch.assembly import MissingError, assemble
from scripts.opensearch.cluster import Cluster

__all__ = ["Cluster", "MissingError", "assemble"]
