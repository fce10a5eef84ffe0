"""Tell whether an index corresponds to the record, and finish a change that was interrupted.

An index bears a mark with the digest of the record (see `record`) from which it was made. Comparing the two
takes no longer for a large catalog than for a small one.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from indexer import analysis
from indexer.catalog import state
from indexer.catalog.catalog import Catalog
from indexer.library import contents, manifest
from indexer.library.contents import Contents
from indexer.model.fields import FEW, KEYS
from indexer.model.messages import message
from indexer.model.versions import recognition
from indexer.runtime import locks
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.runtime.config import LibraryConfig

SCHEMA = 10
"""The version of entries and stored records.

It is raised if their form changes, except if only a key field is added or removed: the mark names those.
"""
_KEYS = " ".join((*KEYS, "few:", *FEW))


@dataclass(frozen=True, slots=True)
class IndexMark:
    """What an index was made from.

    `schema` is the version of the entries, `keys` names their key fields, `fingerprint` identifies the text
    analysis, `recognition` that of what is recognised in files, and `record` is the digest of the record.
    """

    schema: int
    keys: str
    fingerprint: str
    recognition: str
    record: str

    def dump(self) -> str:
        """Return the mark as JSON, for `Changes.mark`."""
        return json.dumps(asdict(self))


def mark(record: str) -> IndexMark:
    """Return the mark of an index that is made by this version from a record with this digest."""
    return IndexMark(SCHEMA, _KEYS, analysis.fingerprint(), recognition(), record)


def load_mark(text: str) -> IndexMark | None:
    """Read a mark; return None if the text is not a mark of this form."""
    try:
        return IndexMark(**json.loads(text))
    except (ValueError, TypeError):
        return None


def digest(config: LibraryConfig, *, staged: bool = False) -> str:
    """Return a digest of the record: what manifests say, what their files hold, and the state of catalogs.

    Files that have not changed since they were hashed are not read; of a catalog only its state is read.

    Args:
        config: The corpora, and the folder in which the hashes are kept.
        staged: Whether the staged change of the last corpus counts as valid.

    Raises:
        ConfigError: A manifest, a file or a catalog cannot be read.
        BusyError: Another program has locked a catalog.

    """
    total = hashlib.sha256()
    hashes = Contents(config.index)
    for corpus in config.corpora:
        said = manifest.said(corpus, hashes)
        token = _token(corpus, staged=staged and corpus == config.corpora[-1])
        total.update(f"{json.dumps(said)} {token}\n".encode())
    hashes.save()
    return total.hexdigest()


def _token(corpus: Path, *, staged: bool) -> str | None:
    """Return the token of a catalog; one that has never held anything counts as none."""
    found = state.read(corpus)
    if found is None:
        return None
    if staged:
        return found.staged
    return found.valid if found.generation else None


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
    """Finish an `add` or `remove` that was interrupted after the index had been written.

    Nothing is done while a writer is at work, since it finishes its change itself.

    Args:
        config: The corpora and the folder of the index.
        marked: The digest of the record that the index bears.

    Returns:
        Whether the index corresponds to the present record, or to the staged change that is to become valid.

    Raises:
        ConfigError: A manifest, a file or a catalog cannot be read.

    """
    if digest(config) == marked:
        return True
    if not is_due(config, marked):
        return False
    with (
        suppress(BusyError, IndexUnusableError, ConfigError, OSError),
        writing(config),
    ):  # or it may only read
        settle(config, marked)
    return True


def settle(config: LibraryConfig, marked: str) -> None:
    """Make the staged change valid if the index corresponds to it."""
    if is_due(config, marked):
        with Catalog.writable(config.corpora[-1]) as catalog:
            catalog.settle()


def is_due(config: LibraryConfig, marked: str) -> bool:
    """Tell whether the index corresponds to the staged change, which must then become valid."""
    found = state.read(config.corpora[-1])
    return bool(found and found.staged) and digest(config, staged=True) == marked


def _unwritable(index: Path, error: OSError) -> IndexUnusableError:
    return IndexUnusableError(
        message("The index in {index} cannot be written: {strerror}.", index=index, strerror=error.strerror),
        message(
            "Check the folder, its permissions and the space on its disk, or name another in config.toml."
        ),
    )
