"""Whether an index still stands for the record: the mark that it bears, and what is mended on opening."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from indexer import holdings, language, locks
from indexer.errors import BusyError, ConfigError, IndexUnusableError
from indexer.holdings import STAGED
from indexer.model import Both

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.config import LibraryConfig

SCHEMA = 4
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


@contextmanager
def writing(config: LibraryConfig, wait: float = 0) -> Iterator[None]:
    """Hold the library's lock. Raises BusyError while another process holds it, after `wait` seconds."""
    busy = Both("另一进程正在写入本库。", "Another process is writing to this library.")
    with ExitStack() as stack:
        try:
            stack.enter_context(locks.held(config.index, busy, wait))
        except OSError as error:
            raise _unwritable(config.index, error) from error
        yield


def mend(config: LibraryConfig, record: str) -> bool:
    """Finish an `add` or `remove` that was cut off between index and manifest; tell whether all agrees.

    While a writer is at work nothing is done: it finishes by itself what it has begun.
    """
    if holdings.digest(config.corpora) == record:
        return True
    if not is_due(config, record):
        return False
    with suppress(BusyError, IndexUnusableError, OSError), writing(config):  # or this process may only read
        if is_due(config, record):
            holdings.settle(config.corpora[-1])
    return True


def is_due(config: LibraryConfig, record: str) -> bool:
    """Tell whether the index stands for the manifest that is staged."""
    corpus = config.corpora[-1]
    try:
        return (corpus / STAGED).exists() and holdings.digest(config.corpora, corpus) == record
    except (OSError, ConfigError):  # settled or given up by its writer meanwhile
        return False


def _unwritable(index: Path, error: OSError) -> IndexUnusableError:
    return IndexUnusableError(
        Both(
            f"无法写入 {index} 中的索引：{error.strerror}。",
            f"The index in {index} cannot be written: {error.strerror}.",
        ),
        Both(
            "请检查该文件夹及其权限和磁盘空间，或在 config.toml 中另行指定。",
            "Check the folder, its permissions and the space on its disk, or name another in config.toml.",
        ),
    )
