"""The hashes of the documents' files; a file is hashed again only if its stamp has changed.

The stamp of a file is its size, its two times (of change of content and of status) and its inode. The hashes
are kept in the folder of the index; like the index, they can be computed again at any time.

A hash is kept only if the file had not changed for SETTLED when it was read. Clocks of file systems are
coarse, so a file that is changed at the moment of reading may keep its stamp.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from threading import get_ident
from time import time_ns

from indexer.model.messages import message
from indexer.runtime import checked_line
from indexer.runtime.errors import ConfigError, IndexUnusableError

NAME = "contents"
"""The name of the file with the hashes, in the folder of the index."""
DRAFT = ".part"
SETTLED = 2_000_000_000
"""Two seconds, in nanoseconds: the coarsest step in which a file system records times."""
ABSENT = "absent"
"""The text that stands for the hash of a file that does not exist, or is not a regular file."""


class Contents:
    """The hashes of files; they are kept in the folder `index`, or not at all if there is none."""

    def __init__(self, index: Path | None = None) -> None:
        self._place = index and index / NAME
        self._kept = _load(self._place) if self._place else None
        self._known = self._kept or {}
        self._used: dict[str, list[int | str]] = {}

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file's content, or ABSENT.

        Raises:
            ConfigError: The file cannot be read.

        """
        try:
            status = os.stat(path)  # noqa: PTH116 - thousands of Paths take longer than stat
        except (OSError, ValueError):  # ValueError: the name has a NUL character
            return ABSENT
        if not S_ISREG(status.st_mode):  # reading a pipe might never end
            return ABSENT
        kept = self._known.get(path)
        if kept is None or kept[:-1] != _stamp(status):
            return self._read(path)
        self._used[path] = kept
        return str(kept[-1])

    def save(self) -> None:
        """Write the hashes that were asked for to the disk.

        An error is ignored: the hashes are then computed again the next time.
        """
        if self._place is None or self._kept == self._used:
            return
        draft = self._place.with_name(f"{NAME}.{os.getpid()}.{get_ident()}{DRAFT}")  # readers save too
        try:
            draft.write_bytes(checked_line.sealed(json.dumps(self._used).encode()))
            draft.replace(self._place)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        self._kept = dict(self._used)

    def _read(self, path: str) -> str:
        """Hash a file, and remember its hash if the file was left alone (see SETTLED)."""
        begun = time_ns()
        try:
            with Path(path).open("rb") as stream:
                before = _stamp(os.fstat(stream.fileno()))
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
                status = os.fstat(stream.fileno())
        except FileNotFoundError:
            return ABSENT
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}."
            raise ConfigError(message, "Check its permissions and its disk.") from error
        if before == _stamp(status) and max(status.st_mtime_ns, status.st_ctime_ns) + SETTLED < begun:
            self._used[path] = [*before, digest]
        return digest


def tidy(index: Path) -> None:
    """Remove the drafts of processes that were stopped while they saved.

    A draft of a process that is still running may be removed too; that process only loses its saved hashes.
    """
    with suppress(OSError):
        for draft in index.glob(f"{NAME}.*{DRAFT}"):
            draft.unlink(missing_ok=True)


def check(index: Path) -> None:
    """Verify the file with the hashes, if it exists.

    Raises:
        IndexUnusableError: The file is damaged.

    """
    place = index / NAME
    try:
        checked_line.opened(place.read_bytes())
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise IndexUnusableError(
            message("{place} is damaged: {error}.", place=place, error=error),
            message("Run `indexer build`."),
        ) from error


def _load(place: Path) -> dict[str, list[int | str]] | None:
    """Read the hashes; return None if there are none, or if the file is damaged."""
    try:
        kept = json.loads(checked_line.opened(place.read_bytes()))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _stamp(status: os.stat_result) -> list[int | str]:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
