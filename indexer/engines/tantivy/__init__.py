"""The embedded engine on tantivy: fast, its queries, counts and order native.

What tantivy is not relied on for, and why: it keeps no text of ours beside a commit, so a state is a folder
of its own and published by our pointer; its slop takes the reverse order too, so phrases with gaps are
checked against the tokens that are kept; among equal scores it goes by its own numbers, so ties are put in
order here.
"""

from __future__ import annotations

from indexer.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
