"""Verify the documents of a library: their files, and every character of their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.catalog import database, recognised
from indexer.catalog.catalog import Catalog
from indexer.indexing import file_entries
from indexer.library import record
from indexer.library.contents import ABSENT, Contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.document import Document
    from indexer.model.holding import Holding
    from indexer.runtime.config import LibraryConfig


def altered(config: LibraryConfig) -> Iterator[tuple[Holding, str]]:
    """Yield the documents of catalogs whose files are no longer what was added, and what has happened.

    Raises:
        ConfigError: A catalog is damaged, or a file cannot be read.

    """
    hashes = Contents()
    for corpus in config.corpora:
        catalog = Catalog.opened(corpus)
        if catalog is None:
            continue
        with catalog:
            catalog.verify()
            for holding in catalog.held():
                read = catalog.sha256(holding.number or 0)
                if read is not None:
                    _verify(holding)
                found = hashes.digest(str(holding.path))
                if found == ABSENT:
                    yield holding, "is missing; what was read of it is still held. Add it again."
                elif read not in (None, found):
                    yield holding, "has been changed since it was added; add it again to index the change."


def _verify(holding: Holding) -> None:
    """Verify that a catalog keeps the document that it says it keeps.

    Raises:
        ConfigError: It is damaged.

    """
    number = holding.number or 0
    recognised.source(holding.corpus, number)
    kept = recognised.document(holding.corpus, number)
    if (kept.symbol, kept.language, kept.edition) != (*holding.key, holding.edition):
        reason = f"it keeps {kept.symbol} in {kept.language} as {holding.symbol} in {holding.language}"
        raise database.damaged(holding.corpus / database.NAME, reason)
    given = holding.given
    if (given.title or kept.title, given.date or kept.date) != (kept.title, kept.date):
        reason = f"the title or the date of {kept.symbol} has changed"
        raise database.damaged(holding.corpus / database.NAME, reason)


def sources(config: LibraryConfig) -> Iterator[Document]:
    """Recognise every document of the record again, from what its catalog keeps or else from its file."""
    return (file_entries.recognise(holding, config.largest) for holding in record.held(config))
