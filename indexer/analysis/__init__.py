"""Turn text into tokens of the fields `exact` and `words`, and identify the analyser version.

Example:
    >>> exact_texts("S/2019/986号文件")
    ('s', '2019', '986', '号', '文', '件')

"""

from __future__ import annotations

from indexer.analysis.analyser_version import SCHEMA, fingerprint
from indexer.analysis.token_search import word_beginnings
from indexer.analysis.tokens import (
    BrokenWord,
    Token,
    broken_words,
    exact,
    exact_places,
    exact_texts,
    is_han,
    once_broken,
    word_texts,
    words,
)

__all__ = [
    "SCHEMA",
    "BrokenWord",
    "Token",
    "broken_words",
    "exact",
    "exact_places",
    "exact_texts",
    "fingerprint",
    "is_han",
    "once_broken",
    "word_beginnings",
    "word_texts",
    "words",
]
