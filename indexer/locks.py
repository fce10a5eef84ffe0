"""Locks between processes: a file that one of them holds; the system lets go of it when that process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from indexer.errors import BusyError
from indexer.model import Both

LOCK = "lock"
"""The file, in the folder that it is the lock of."""
_PAUSE = 0.02
"""Seconds between two looks at a lock that another process holds."""


@contextmanager
def held(folder: Path, busy: Both, wait: float = 0) -> Iterator[None]:
    """Hold the lock of a folder, which is made where there is none; `busy` says what another is doing.

    Raises BusyError where another still holds it after `wait` seconds, OSError where there can be no lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as stream:
        if not _taken(stream, monotonic() + wait):
            raise BusyError(
                busy,
                Both(
                    "请待其完成后再试，或用 --wait 等待。",
                    "Wait until it has finished and try again, or let --wait do so.",
                ),
            )
        yield


def _taken(stream: IO[str], until: float) -> bool:
    """Take a lock, at once or as soon as it is free; tell whether that was in time."""
    while True:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(_PAUSE)
        else:
            return True
