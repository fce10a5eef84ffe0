"""From a text to tokens: script folding, the fields exact and words, and what tells analyses apart."""

from __future__ import annotations

from indexer.language.identity import SCHEMA, fingerprint
from indexer.language.tokens import Token, exact, is_han, words

__all__ = ["SCHEMA", "Token", "exact", "fingerprint", "is_han", "words"]
