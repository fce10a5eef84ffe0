"""Locks between processes: one process holds a file; the system releases it when that process ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from indexer.model.messages import Bilingual, message
from indexer.runtime import durable
from indexer.runtime.errors import BusyError

LOCK = "lock"
"""The name of the lock file, in the folder that it locks."""
_PAUSE = 0.02
"""Seconds between two attempts to take a lock that another process holds."""


@contextmanager
def held(folder: Path, busy: Bilingual, wait: float = 0) -> Iterator[None]:
    """Hold the lock of a folder, which is made if it does not exist.

    Args:
        folder: The folder to lock.
        busy: The message for the case that another process holds the lock.
        wait: How many seconds to wait for it.

    Raises:
        BusyError: Another process still holds the lock after `wait` seconds.
        OSError: The folder or the lock file cannot be made.

    """
    if not folder.is_dir():
        durable.make(folder)
    with (folder / LOCK).open("a") as stream:
        if not _taken(stream, monotonic() + wait):
            raise BusyError(
                busy,
                message("Wait until it has finished and try again, or let --wait do so."),
            )
        yield


def _taken(stream: IO[str], until: float) -> bool:
    """Take a lock as soon as it is free; return False if it is not free at the time `until`."""
    from filelock import lock_descriptor  # slow to import, and only writers need it

    while not lock_descriptor(stream.fileno(), blocking=False):
        if monotonic() >= until:
            return False
        sleep(_PAUSE)
    return True
