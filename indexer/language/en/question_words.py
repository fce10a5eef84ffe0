"""Words with which an English sentence asks, folded."""

from __future__ import annotations

_FIRST = """
what which who whom whose when where why how did does do is are was were has have had can could should will
would may
"""
FIRST = frozenset(_FIRST.split())
"""Words with one of which a question begins."""
_EMPTY = """
tell me show find please anything something someone anyone much many ever there actually
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing in a question beside those of the closed classes."""
