"""The distributed engine, on a cluster of OpenSearch 3 that is asked over HTTP.

Requests are made with plain `urllib3`: some fifteen calls. Retries, deadlines and the choice of the node are
our own code, since only we know which requests may be repeated, and until when. elastic-transport
(Apache-2.0) was tried instead. It works with OpenSearch too, and would replace the choice of the node, some
35 lines. It takes 0.9 times as long for a request and twice as long to import. But it has no time limit for a
request as a whole, nor for a long answer.

Three things are special:

- An entry holds the number of the write that brought it, and the filter of an alias lets it through
(`generations`). So a change costs what the document costs, even in an index of millions, and readers see all
of it or nothing.
- A lock with a time limit makes sure that there is one writer (`lease`).
- Tokens are indexed as they are given, at the positions that they are given with (`schema`).

The document frequency that BM25 uses also counts entries that the next write will remove.
"""

from __future__ import annotations

from indexer.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
