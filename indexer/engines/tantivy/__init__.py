"""The embedded engine on tantivy. It is fast: tantivy itself matches, counts and sorts.

In three points it does not rely on tantivy:

- tantivy keeps no text of ours with a commit, so each state is a folder of its own, which our pointer file
publishes;
- tantivy's phrases with slop also match the reverse order, so phrases with gaps are checked against the
stored tokens;
- tantivy orders equal scores by its own document numbers, so ties are sorted here.
"""

from __future__ import annotations

from indexer.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
