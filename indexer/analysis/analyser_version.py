"""Identify the analyser version: an index must be searched with the same analysis that built it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from indexer.analysis import vocabulary
from indexer.language.en import stems
from indexer.text import folding, normalising

SCHEMA = 2
"""Increase this number when the fields, their tokens or the format of stored data change."""
_STEMMER = "snowballstemmer"
_PACKAGES = ("jieba", "rjieba", _STEMMER)


@cache
def fingerprint() -> str:
    """Return a digest of everything that decides how text becomes tokens, the same in every process.

    It covers the schema, normalising, the folding table, the versions of the dictionary and the stemmer, the
    spellings and plurals that share a stem, and the taught words. An index with a different fingerprint must
    be rebuilt.
    """
    versions = tuple(map(_version, _PACKAGES))
    rules = normalising.identity(), folding.identity()
    parts = (SCHEMA, *rules, versions, stems.identity(), vocabulary.sources())
    return _digest(parts)


@cache
def forms_fingerprint() -> str:
    """Return a digest of what decides the form in which a word is compared, the same in every process.

    It covers normalising, the folding table, the spellings and plurals that share a stem, and the version of
    the stemmer; not where Chinese is divided into words.
    """
    parts = normalising.identity(), folding.identity(), stems.identity(), _version(_STEMMER)
    return _digest(parts)


def _digest(parts: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _version(package: str) -> str:
    """Return a package's version from its metadata directory: importlib.metadata takes 60 ms to load."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    installed = Path(spec.origin).parent.parent.glob(f"{package}-*.dist-info")
    return " ".join(sorted(path.name for path in installed))
