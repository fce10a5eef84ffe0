"""A file of named arrays of numbers, which is mapped into memory instead of being read.

All processes that have it open share what the system keeps of it. The file begins with the length of its head
and the head, JSON that says of each array its type, its place and its length. Numbers are stored as the
machine has them, as whoosh's postings are.
"""

from __future__ import annotations

import json
import mmap
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Numbers: TypeAlias = "Sequence[int] | array[int] | memoryview"
Arrays: TypeAlias = "Mapping[str, array[int] | array[float]]"

_PIECE = 16
"""Each array begins at a multiple of this number of bytes."""


def write(path: Path, arrays: Arrays) -> None:
    """Write arrays as a file."""
    head, at = {}, 0
    for name, numbers in arrays.items():
        size = len(numbers) * numbers.itemsize
        head[name] = (numbers.typecode, at, size)
        at += _padded(size)
    told = json.dumps(head).encode()
    with path.open("wb") as file:
        file.write(len(told).to_bytes(_PIECE, "little"))
        file.write(told.ljust(_padded(len(told))))
        for numbers in arrays.values():
            file.write(numbers)
            file.write(bytes(_padded(file.tell()) - file.tell()))


def read(path: Path) -> Mapping[str, memoryview]:
    """Map a file, and return its arrays. It stays open as long as one of them is in use."""
    with path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    length = int.from_bytes(mapped[:_PIECE], "little")
    head = json.loads(bytes(mapped[_PIECE : _PIECE + length]))
    body = mapped[_PIECE + _padded(length) :]
    return {name: body[at : at + size].cast(code) for name, (code, at, size) in head.items()}


def _padded(size: int) -> int:
    return -(-size // _PIECE) * _PIECE
