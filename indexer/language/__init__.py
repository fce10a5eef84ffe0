"""From a text to tokens: script folding, the fields exact and words, and what tells analyses apart."""

from __future__ import annotations

from indexer.language.identity import SCHEMA, fingerprint
from indexer.language.tokens import (
    Token,
    exact,
    exact_places,
    exact_texts,
    is_han,
    stemmed,
    word_texts,
    words,
)

__all__ = [
    "SCHEMA",
    "Token",
    "exact",
    "exact_places",
    "exact_texts",
    "fingerprint",
    "is_han",
    "stemmed",
    "word_texts",
    "words",
]
