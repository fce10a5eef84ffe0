"""The distributed engine on a cluster of OpenSearch 3, asked over HTTP.

Plain `urllib3` asks it: some fifteen calls, whose retries, deadlines and turns among the nodes are ours,
since what may be repeated, and until when, only we know.

What is ours and why: entries bear the write that brought them and an alias lets them through (`states`), so
that changing a document costs what the document does, in an index of millions too, and is seen whole or not
at all; a lock with a time limit stands for the one writer (`lease`); tokens come as they are, at our places
(`schema`). The rarity of a word also counts what the next write will clear away.
"""

from __future__ import annotations

from indexer.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
