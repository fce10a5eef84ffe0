"""What tells one analysis from another: an index must be asked with the tokens that it was built with."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from indexer import folding
from indexer.language import stems, vocabulary

SCHEMA = 1
"""Raised when the fields, their tokens or the shape of what is stored change."""
_PACKAGES = ("jieba", "rjieba", "snowballstemmer")


@cache
def fingerprint() -> str:
    """Return a digest of all that decides how texts become tokens, the same in every process.

    It holds the schema, the folding table, the versions of the dictionary and the stemmer, and the taught
    words; an index with another fingerprint has to be built anew.
    """
    versions = tuple(map(_version, _PACKAGES))
    parts = (SCHEMA, folding.identity(), versions, stems.ALGORITHM, vocabulary.sources())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _version(package: str) -> str:
    """Read the version off the name of the package's metadata: importlib.metadata takes 60 ms to load."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    installed = Path(spec.origin).parent.parent.glob(f"{package}-*.dist-info")
    return " ".join(sorted(path.name for path in installed))
