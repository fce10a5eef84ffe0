"""Take over a library whose manifest was written by an earlier version of `indexer add`.

Its documents come into the catalog, which writes from then on; the manifest is kept as a copy that nobody
reads. A manifest that was written by hand stays what it is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain, count
from typing import TYPE_CHECKING

from indexer.catalog.catalog import Catalog, NewDocument
from indexer.library import manifest
from indexer.library.manifest import KEYS, MANIFEST
from indexer.runtime import durable, toml
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.model.holding import Holding
    from indexer.runtime.config import LibraryConfig

COPY = "manifest.toml.taken-over"
"""The name of the manifest that was taken over; a second one has `-2` at the end."""
_BEGIN = b"# Written by `indexer add`"
"""How a manifest begins that `indexer add` wrote."""
_DRAFTS = ("manifest.toml.new", "manifest.toml.old")
"""What a writer of an earlier version left if it was stopped."""


def take_over(config: LibraryConfig) -> int:
    """Bring the manifest of the last corpus into its catalog, if an earlier version wrote it.

    The caller holds the library's lock. A process that is stopped in between leaves the manifest; then the
    next writer goes on.

    Returns:
        How many documents have been taken over. It is 0 too where nothing may be written: then the manifest
        is read as one that was written by hand.

    Raises:
        ConfigError: The manifest is wrong, or the disk refuses.

    """
    corpus = config.corpora[-1]
    if not _is_ours(corpus / MANIFEST) or not os.access(corpus, os.W_OK):
        return 0
    held = manifest.read(corpus)
    try:
        with Catalog.writable(corpus) as catalog:
            _adopt(catalog, held)
            files = {holding.file for holding in catalog.held()}
        _drop_drafts(corpus, files | {holding.file for holding in held})
        (corpus / MANIFEST).rename(_unused(corpus))
        durable.sync(corpus)
    except OSError as error:
        raise ConfigError(
            f"{corpus / MANIFEST} cannot be taken over: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk; nothing is lost.",
        ) from error
    return len(held)


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_BEGIN)) == _BEGIN
    except OSError:  # there is none; or whoever reads it will say why it cannot be read
        return False


def _adopt(catalog: Catalog, held: tuple[Holding, ...]) -> None:
    """Bring holdings into a catalog, except for those that a stopped process has brought already."""
    known = {(holding.file, holding.given) for holding in catalog.held()}
    new = [one for one in held if (one.file, one.given) not in known]
    if new:
        catalog.adopt([_document(holding) for holding in new])


def _document(holding: Holding) -> NewDocument:
    return NewDocument(
        symbol=holding.symbol,
        language=holding.language,
        edition=holding.edition,
        file=holding.file,
        given=holding.given,
        reading=None,
        content=None,
    )


def _drop_drafts(corpus: Path, known: set[str]) -> None:
    """Remove the drafts of a writer that was stopped, and the files that only they name.

    What cannot be removed does no harm.
    """
    for draft in (corpus / name for name in _DRAFTS):
        with suppress(OSError, ConfigError):
            if draft.exists():
                for row in toml.read(draft, ("document",)).tables("document", KEYS):
                    file = row.string("file", "")
                    if manifest.is_name(file) and file not in known:
                        (corpus / file).unlink(missing_ok=True)
                        (corpus / f"{file}.part").unlink(missing_ok=True)
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}.part").unlink(missing_ok=True)


def _unused(corpus: Path) -> Path:
    """Return the path for the copy of a manifest, which no other copy has."""
    names = chain((COPY,), (f"{COPY}-{number}" for number in count(2)))
    return next(path for path in (corpus / name for name in names) if not path.exists())
