"""Make folders and write files so that they survive a power cut: names and contents reach the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOGETHER = 8
"""How many files are synced at the same time: a disk writes several in hardly more time than one."""


def make(folder: Path) -> None:
    """Make a folder durably, with the missing folders above it.

    Even if the folder exists, its name is synced to the disk: the process that made it may have been stopped
    before it did so. If it does not exist, the same holds for the nearest folder above it that does.

    Raises:
        OSError: A folder cannot be made or synced.

    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    nearest = missing[-1].parent if missing else folder
    for one in (nearest, *reversed(missing)):
        with suppress(PermissionError):  # this user may not read the folder above
            sync(one.parent)


def sync(path: Path) -> None:
    """Write the names in a folder, or the content of a file, through to the disk.

    Raises:
        OSError: The system reports an error.

    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(paths: Sequence[Path]) -> None:
    """Write the contents of files through to the disk, several at a time if they are many.

    Raises:
        OSError: The system reports an error.

    """
    if len(paths) <= _TOGETHER:
        for path in paths:
            sync(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # slow to import

    with ThreadPoolExecutor(_TOGETHER) as pool:
        for _ in pool.map(sync, paths):
            pass
