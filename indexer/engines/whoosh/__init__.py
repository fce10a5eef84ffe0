"""The embedded engine on Whoosh-Reloaded: its codec keeps terms, postings and records on disk.

What whoosh is not relied on for, and why: its searchers answer wrongly when threads share them, its facets
read every document, `Or(minmatch=)` is ignored, it counts deleted documents in its frequencies, and it
neither syncs nor keeps the files of the state before. So a state is published by a pointer of ours, and
expressions are worked out over whoosh's postings, which are read under a lock and then shared.
"""

from __future__ import annotations

from indexer.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
