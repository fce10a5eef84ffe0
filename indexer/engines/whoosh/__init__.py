"""The embedded engine on Whoosh-Reloaded, whose codec keeps terms, postings and records on the disk.

Some parts of whoosh are not used:

- its searchers answer wrongly if threads share them;
- its facets read every document;
- it ignores `Or(minmatch=)`;
- it counts deleted documents in document frequencies;
- it neither syncs files nor keeps those of the state before.

So a state is published by our own pointer file, and expressions are evaluated here over whoosh's postings,
which are read under a lock and then shared.
"""

from __future__ import annotations

from indexer.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
