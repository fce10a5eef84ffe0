"""Tell whether an index corresponds to the record, and finish a change that was interrupted.

The record is what the manifests say and what the files hold (see `manifest`). An index bears a mark with the
digest of the record from which it was made.
"""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from indexer import analysis
from indexer.library import contents, manifest
from indexer.library.contents import Contents
from indexer.library.manifest import STAGED
from indexer.model.fields import FEW, KEYS
from indexer.model.messages import message
from indexer.runtime import locks
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.runtime.config import LibraryConfig

SCHEMA = 6
"""The version of entries and stored records.

It is raised if their form changes, except if only a key field is added or removed: the mark names those.
"""
_KEYS = " ".join((*KEYS, "few:", *FEW))


@dataclass(frozen=True, slots=True)
class IndexMark:
    """What an index was made from.

    `schema` is the version of the entries, `keys` names their key fields, `fingerprint` identifies the text
    analysis, and `record` is the digest of the record.
    """

    schema: int
    keys: str
    fingerprint: str
    record: str

    def dump(self) -> str:
        """Return the mark as JSON, for `Changes.mark`."""
        return json.dumps(asdict(self))


def mark(record: str) -> IndexMark:
    """Return the mark of an index that is made by this version from a record with this digest."""
    return IndexMark(SCHEMA, _KEYS, analysis.fingerprint(), record)


def load_mark(text: str) -> IndexMark | None:
    """Read a mark; return None if the text is not a mark of this form."""
    try:
        return IndexMark(**json.loads(text))
    except (ValueError, TypeError):
        return None


def record(config: LibraryConfig, staged: Path | None = None) -> str:
    """Return the digest of the record. Files that have not changed since they were hashed are not read.

    Args:
        config: The corpora, and the folder in which the hashes are kept.
        staged: A corpus whose staged manifest is used instead of its present one.

    Raises:
        ConfigError: A manifest or a file cannot be read.

    """
    hashes = Contents(config.index)
    digest = manifest.digest(config.corpora, staged, hashes)
    hashes.save()
    return digest


@contextmanager
def writing(config: LibraryConfig, wait: float = 0) -> Iterator[None]:
    """Hold the library's lock.

    Args:
        config: Says which folder is locked.
        wait: How many seconds to wait for another writer.

    Raises:
        BusyError: Another process still holds the lock.
        IndexUnusableError: The folder of the index cannot be written.

    """
    busy = message("Another process is writing to this library.")
    with ExitStack() as stack:
        try:
            stack.enter_context(locks.held(config.index, busy, wait))
        except OSError as error:
            raise _unwritable(config.index, error) from error
        contents.tidy(config.index)
        yield


def mend(config: LibraryConfig, marked: str) -> bool:
    """Finish an `add` or `remove` that was interrupted between the writing of the index and of the manifest.

    Nothing is done while a writer is at work, since it finishes its change itself.

    Args:
        config: The corpora and the folder of the index.
        marked: The digest of the record that the index bears.

    Returns:
        Whether the index corresponds to the present record, or to the staged one that is to replace it.

    Raises:
        ConfigError: A manifest or a file cannot be read.

    """
    if record(config) == marked:
        return True
    if not is_due(config, marked):
        return False
    with suppress(BusyError, IndexUnusableError, OSError), writing(config):  # or it may only read
        if is_due(config, marked):
            manifest.settle(config.corpora[-1])
    return True


def is_due(config: LibraryConfig, marked: str) -> bool:
    """Tell whether the index corresponds to the staged manifest, which must then replace the present one."""
    corpus = config.corpora[-1]
    try:
        return (corpus / STAGED).exists() and record(config, corpus) == marked
    except (OSError, ConfigError):  # its writer has settled or removed it meanwhile
        return False


def _unwritable(index: Path, error: OSError) -> IndexUnusableError:
    return IndexUnusableError(
        message("The index in {index} cannot be written: {strerror}.", index=index, strerror=error.strerror),
        message(
            "Check the folder, its permissions and the space on its disk, or name another in config.toml."
        ),
    )
