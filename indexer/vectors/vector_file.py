"""The vectors of the sentences of a library, in a file that is mapped into memory.

A file has a line of JSON that says what it holds, and its arrays. A row is a sentence: the hash of its text,
by which the rows are sorted, its vector in bytes, and where it stands. A text that stands in several places
has one row. If the text at that place has changed since, its hash tells so, and the row is passed over.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import numpy as np

from indexer.model.document import Language
from indexer.vectors.encoder import SIZE, VERSION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from indexer.vectors.encoder import Vectors

    Bytes: TypeAlias = NDArray[np.int8]

FORMAT = 1
_TOGETHER = 8_192
"""How many rows are compared at once: what they take as floats is 16 MiB."""
_LONGEST_HEAD = 65_536
_LANGUAGES: tuple[Language, ...] = tuple(sorted(get_args(Language)))
_ARRAYS: tuple[tuple[str, str, int], ...] = (
    ("hashes", "u8", 1), ("vectors", "i1", SIZE), ("scales", "f4", 1), ("languages", "u1", 1),
    ("units", "u4", 1), ("starts", "u4", 1), ("ends", "u4", 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of a unit: [start, end) of its text, in code points, with the hash of the sentence."""

    unit: str
    start: int
    end: int
    hash: int
    language: Language


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence with the cosine of the angle between its vector and that of what was asked for."""

    sentence: PlacedSentence
    cosine: float


def hash_of(text: str) -> int:
    """Return the hash by which the row of a sentence is found."""
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, sys.byteorder)


def to_bytes(sentences: Sequence[PlacedSentence], vectors: Sequence[Bytes] | Bytes) -> Iterator[bytes]:
    """Yield the content of a file.

    Args:
        sentences: The sentences, each hash once.
        vectors: Their vectors as `quantised` makes them, in the same order.

    """
    order = sorted(range(len(sentences)), key=lambda at: sentences[at].hash)
    rows = [sentences[at] for at in order]
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(one.unit for one in rows))}
    names = "\n".join(numbers).encode()
    ordered = np.array([vectors[at] for at in order], np.int8).reshape(-1, SIZE)
    lengths = np.sqrt(np.square(ordered.astype(np.float32)).sum(axis=1))
    arrays: dict[str, NDArray[Any]] = {
        "hashes": np.array([one.hash for one in rows], "u8"),
        "vectors": ordered,
        "scales": (1 / np.maximum(lengths, 1)).astype("f4"),
        "languages": np.array([_LANGUAGES.index(one.language) for one in rows], "u1"),
        "units": np.array([numbers[one.unit] for one in rows], "u4"),
        "starts": np.array([one.start for one in rows], "u4"),
        "ends": np.array([one.end for one in rows], "u4"),
    }
    head = {"format": FORMAT, "made": VERSION, "order": sys.byteorder, "rows": len(rows), "names": len(names)}
    yield json.dumps(head).encode() + b"\n"
    for name, _, _ in _ARRAYS:
        yield arrays[name].tobytes()
    yield names


def quantised(vectors: Vectors) -> Bytes:
    """Return vectors in bytes, each with its greatest number as 127."""
    most = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    found: Bytes = np.rint(vectors * (127 / most)).astype(np.int8)
    return found


class VectorFile:
    """The vectors of a library; safe to use from many threads.

    Raises:
        ValueError: The file is damaged, or was made by another version or for another machine.
        OSError: It cannot be read.

    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            line = stream.readline(_LONGEST_HEAD)
        head = json.loads(line)
        if not isinstance(head, dict) or (head.get("format"), head.get("made"), head.get("order")) != (
            FORMAT,
            VERSION,
            sys.byteorder,
        ):
            raise ValueError(FORMAT)
        self._rows = int(head["rows"])
        whole = np.memmap(path, np.uint8, "r")
        at = len(line)
        self._arrays: dict[str, NDArray[Any]] = {}
        for name, kind, width in _ARRAYS:
            size = self._rows * width * np.dtype(kind).itemsize
            part = whole[at : at + size]
            if len(part) != size:
                raise ValueError(name)
            self._arrays[name] = np.frombuffer(part, kind).reshape((self._rows, width) if width > 1 else -1)
            at += size
        names = bytes(whole[at:])
        if len(names) != int(head["names"]):
            raise ValueError(len(names))
        self._names = names.decode().split("\n")

    def __len__(self) -> int:
        return self._rows

    def cosines(self, vector: Vectors) -> Vectors:
        """Return the cosine of the angle of a vector of length 1 with that of each row."""
        found = np.empty(self._rows, np.float32)
        vectors = self._arrays["vectors"]
        for start in range(0, self._rows, _TOGETHER):
            part = vectors[start : start + _TOGETHER]
            found[start : start + len(part)] = part.astype(np.float32) @ vector
        result: Vectors = found * self._arrays["scales"]
        return result

    def nearest(self, cosines: Vectors, language: Language, most: int) -> tuple[Near, ...]:
        """Return the nearest sentences of a language, the nearest first."""
        kept = np.where(self._arrays["languages"] == _LANGUAGES.index(language), cosines, -2.0)
        most = min(most, self._rows)
        rows = np.argpartition(-kept, most - 1)[:most] if most else ()
        ranked = sorted((-float(kept[row]), int(row)) for row in rows if kept[row] > -1.0)
        return tuple(Near(self._sentence(row), -negated) for negated, row in ranked)

    def row(self, text: str) -> int | None:
        """Return the row of a sentence, None if it has none."""
        hashed = hash_of(text)
        at = int(np.searchsorted(self._arrays["hashes"], np.uint64(hashed)))
        return at if at < self._rows and int(self._arrays["hashes"][at]) == hashed else None

    def vector(self, row: int) -> Vectors:
        """Return the vector of a row, of length 1."""
        found: Vectors = self._arrays["vectors"][row].astype(np.float32) * self._arrays["scales"][row]
        return found

    def kept(self, hashes: Iterable[int]) -> dict[int, Bytes]:
        """Return for those of some hashes that have a row their vectors in bytes."""
        own = self._arrays["hashes"]
        found: dict[int, Bytes] = {}
        for hashed in hashes:
            at = int(np.searchsorted(own, np.uint64(hashed)))
            if at < self._rows and int(own[at]) == hashed:
                found[hashed] = self._arrays["vectors"][at]
        return found

    def _sentence(self, row: int) -> PlacedSentence:
        names = ("units", "starts", "ends", "hashes", "languages")
        unit, start, end, hashed, language = (int(self._arrays[name][row]) for name in names)
        return PlacedSentence(self._names[unit], start, end, hashed, _LANGUAGES[language])
