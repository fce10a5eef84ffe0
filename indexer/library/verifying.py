"""Verify the documents of a library: their files, and every character of their texts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from msgspec.structs import asdict

from indexer.alignment import align
from indexer.answer.accounts import are_aligned
from indexer.catalog import database, recognised
from indexer.catalog.catalog import Catalog
from indexer.indexing import accounting, file_entries
from indexer.indexing.entries import unit_id
from indexer.library import record
from indexer.library.contents import ABSENT, Contents
from indexer.model.account import DocumentAccount, Unaligned
from indexer.model.document import Language

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


def accounted(config: LibraryConfig) -> Iterator[tuple[Document, DocumentAccount]]:
    """Recognise every document of the record again, and account for each.

    Its partners are looked for in the other language versions that are shown, and what it cites among all
    documents shown. Versions of a document are mostly neighbours in the record, and then recognised once.
    """
    shown = {one.key: one for one in record.shown(config)}
    symbols = {symbol for symbol, _ in shown}

    @lru_cache(maxsize=4)
    def anew(holding: Holding) -> Document:
        return file_entries.recognise(holding, config.largest)

    for holding in record.held(config):
        document = anew(holding)
        others = (shown.get((holding.symbol, language)) for language in get_args(Language))
        versions = [anew(one) for one in others if one and one.language != holding.language]
        cited = dict.fromkeys(one.symbol for unit in document.paragraphs for one in unit.citations)
        not_held = tuple(one for one in cited if one not in symbols and one != document.symbol)
        unaligned = tuple(one for other in versions if (one := _unaligned(document, other)).units)
        account = asdict(accounting.account(document))
        yield document, DocumentAccount(**account, unaligned=unaligned, not_held=not_held)


def _unaligned(document: Document, other: Document) -> Unaligned:
    """Return the units of a document to which nothing in another version corresponds."""
    if not are_aligned(document.edition, other.edition):
        return Unaligned(other.language, ())
    beads = align(document.paragraphs, other.paragraphs).beads
    alone = (document.paragraphs[at] for bead in beads if not bead.right for at in bead.left)
    ids = (unit_id(document.symbol, document.language, one.part, one.locator) for one in alone)
    return Unaligned(other.language, tuple(ids))


def sources(config: LibraryConfig) -> Iterator[Document]:
    """Recognise every document of the record again, from what its catalog keeps or else from its file."""
    return (file_entries.recognise(holding, config.largest) for holding in record.held(config))
