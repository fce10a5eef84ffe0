"""Run a real OpenSearch cluster on this machine, for tests and measurements, without installing it.

Example:
    with Cluster(assemble(), nodes=3, full_jit=False) as cluster:
        print(cluster.urls)

"""

from __future__ import annotations

from scripts.opensearch.cluster import Cluster
from scripts.opensearch.home import MissingError, assemble

__all__ = ["Cluster", "MissingError", "assemble"]
