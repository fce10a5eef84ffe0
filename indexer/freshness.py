"""Whether an index still stands for the record: the mark that it bears, and what is mended on opening."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from indexer import holdings, language
from indexer.holdings import MANIFEST, STAGED

if TYPE_CHECKING:
    from indexer.config import LibraryConfig

SCHEMA = 1
"""Raised whenever entries or records change their shape."""


@dataclass(frozen=True, slots=True)
class IndexMark:
    """What an index was made from: the shape of its entries, the analysis, the record."""

    schema: int
    fingerprint: str
    record: str

    def dump(self) -> str:
        """Write it as the engine's mark."""
        return json.dumps(asdict(self))


def mark(record: str) -> IndexMark:
    """Return the mark of an index made now from a record with this digest."""
    return IndexMark(SCHEMA, language.fingerprint(), record)


def load_mark(text: str) -> IndexMark | None:
    """Read a mark; None where it was written by something else."""
    try:
        return IndexMark(**json.loads(text))
    except (ValueError, TypeError):
        return None


def mend(config: LibraryConfig, record: str) -> bool:
    """Finish an `add` or `remove` that was cut off between index and manifest; tell whether all agrees."""
    if holdings.digest(config.corpora) == record:
        return True
    corpus = config.corpora[-1]
    if not (corpus / STAGED).exists() or holdings.digest(config.corpora, corpus) != record:
        return False
    with suppress(OSError):  # another process mends it at the same moment, or this one may only read
        (corpus / STAGED).replace(corpus / MANIFEST)
    return True
