"""Damage to files of an index that may still be open in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def overwrite(path: Path, content: bytes | bytearray) -> None:
    """Give a file other contents, as a new file of its name.

    An open index has its files mapped into memory, and a process ends with SIGBUS when it, or a thread of its
    engine, looks at a mapped file that has become shorter. The file that is mapped stays as it is here.
    """
    made = path.with_name(f"{path.name}.damaged")
    made.write_bytes(content)
    made.replace(path)
