"""The record: which documents the corpora hold. The index is made from it, and can be made again.

A corpus that is kept by hand has a manifest; the corpus that `indexer add` writes to has a catalog. A folder
may have both.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from indexer.catalog.catalog import Catalog
from indexer.library import manifest
from indexer.library.contents import Contents
from indexer.library.manifest import RANKS
from indexer.model.holding import ORIGIN, Holding
from indexer.model.versions import recognition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from indexer.runtime.config import LibraryConfig


def held(config: LibraryConfig) -> Iterator[Holding]:
    """Yield all that the corpora hold, in their order; in each corpus first what its manifest names."""
    yield from others(config)
    with _catalog(config.corpora[-1]) as rows:
        yield from rows


def others(config: LibraryConfig) -> Iterator[Holding]:
    """Yield all that is held, except by the catalog of the last corpus, which may be large."""
    hashes = Contents(config.index)
    for corpus in config.corpora:
        yield from (_with_origin(holding, hashes) for holding in manifest.read(corpus))
        if corpus != config.corpora[-1]:
            with _catalog(corpus) as rows:
                yield from rows


def shown(config: LibraryConfig) -> Iterator[Holding]:
    """Yield for each symbol and language the one holding that is shown.

    That is the one with the highest edition. Between equal editions a later corpus wins, and in one corpus
    the catalog.
    """
    with _catalog(config.corpora[-1]) as rows:
        yield from merged(others(config), rows)


@contextmanager
def _catalog(corpus: Path) -> Iterator[Iterator[Holding]]:
    """Give what the catalog of a corpus holds, nothing if there is none."""
    catalog = Catalog.opened(corpus)
    if catalog is None:
        yield iter(())
        return
    with catalog:
        yield catalog.held()


def _with_origin(holding: Holding, hashes: Contents) -> Holding:
    made_of = (hashes.digest(str(holding.path)), repr(holding.given), recognition())
    origin = hashlib.sha256(repr(made_of).encode()).hexdigest()[:ORIGIN]
    return replace(holding, origin=origin)


def merged(others: Iterable[Holding], rows: Iterable[Holding]) -> Iterator[Holding]:
    """Yield for each symbol and language the holding that is shown.

    Args:
        others: Holdings in any order of keys.
        rows: Holdings sorted by symbol and language, which win over those in `others` of the same edition.

    """
    known = {one.key: one for one in manifest.shown(others)}
    for key, group in groupby(rows, key=lambda one: one.key):
        best = max(group, key=lambda one: RANKS[one.edition])
        rival = known.pop(key, None)
        yield rival if rival and RANKS[rival.edition] > RANKS[best.edition] else best
    yield from known.values()
