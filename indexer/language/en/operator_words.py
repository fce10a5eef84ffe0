"""English words that mean an operator where they stand between names, folded."""

from __future__ import annotations

OPERATORS = {"or": "OR", "and": "AND", "not": "NOT"}
