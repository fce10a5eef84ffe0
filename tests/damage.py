"""Damage to files of an index that may still be open in this process."""

from __future__ import annotations

import errno
import os
import shutil
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def overwrite(path: Path, content: bytes | bytearray) -> None:
    """Give a file other contents, as a new file of its name.

    An open index has its files mapped into memory, and a process ends with SIGBUS when it, or a thread of its
    engine, looks at a mapped file that has become shorter. The file that is mapped stays as it is here.
    """
    made = path.with_name(f"{path.name}.damaged")
    made.write_bytes(content)
    made.replace(path)


def lose(folder: Path) -> None:
    """Delete a folder of an index; once more if a thread of its engine has put its lock there meanwhile."""
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        sleep(0.02)
    raise AssertionError(f"{folder} cannot be deleted")


def refuse(patched: pytest.MonkeyPatch, owner: object, name: str, which: Callable[..., bool]) -> None:
    """Let a function raise an error of the disk for the arguments that are chosen."""
    real = getattr(owner, name)

    def perhaps(*given: object, **named: object) -> object:
        if which(*given, **named):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*given, **named)

    patched.setattr(owner, name, perhaps)
