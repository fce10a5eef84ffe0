"""How an entry lies in a whoosh index: fields, their postings, and one column of facts."""

from __future__ import annotations

import marshal
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.scoring import BaseScorer

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, Entry

FACTS = "facts"
STORED = "stored"
FACTS_COLUMN = columns.VarBytesColumn()

_BLOCK = 512
"""Postings in a block: one is read, unpacked and decoded at a time."""
_POSITION = array("I").itemsize


@dataclass(frozen=True, slots=True)
class Facts:
    """What is read of every entry when a segment is opened; the values are in the order of the fields."""

    id: str
    order: str
    date: str
    lengths: tuple[int, ...]
    keys: tuple[tuple[str, ...], ...]

    def pack(self) -> bytes:
        """Return the bytes of the column."""
        return marshal.dumps((self.id, self.order, self.date, self.lengths, self.keys))

    @classmethod
    def unpack(cls, data: bytes) -> Facts:
        """Read what `pack` wrote."""
        return cls(*marshal.loads(data))  # noqa: S302 - our own derived file, as trusted as whoosh's pickles


class PositionsFormat(formats.Format):  # type: ignore[misc]  # whoosh has no types
    """Positions as plain unsigned integers, which need no decoding."""


class Tokens(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """A sequence of tokens; the position of each is its index."""

    def __init__(self) -> None:
        super().__init__(format=PositionsFormat(), analyzer=None)

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each token with its count, its weight and its positions."""
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for position, token in enumerate(value):
            places[token].append(position)
        for token, positions in places.items():
            yield encode(token), len(positions), 1.0, positions.tobytes()


class Keys(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """Any number of exact values."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each value once."""
        for key in dict.fromkeys(value):
            yield encode(key), 1, 1.0, b""


class BlockMatcher(W3LeafMatcher):  # type: ignore[misc]  # whoosh has no types
    """Postings a block at a time instead of one."""

    def blocks(self) -> Iterator[tuple[Sequence[int], Sequence[bytes]]]:
        """Yield document numbers and values of each block."""
        while self.is_active():
            self.id(), self.value()  # load the block
            yield self._ids, self._values
            self._next_block()


class BlockCodec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's own codec with larger blocks, read as `BlockMatcher` does."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=1, inlinelimit=0)

    def postings_reader(
        self,
        dbfile: StructFile,
        terminfo: W3TermInfo,
        format_: formats.Format,
        term: tuple[str, bytes],
        scorer: BaseScorer,
    ) -> BlockMatcher:
        """Return the postings of a term."""
        offset, length = terminfo.extent()
        return BlockMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)


def schema() -> fields.Schema:
    """Return the fields of an index."""
    found: dict[str, object] = {name: Tokens() for name in TEXT_FIELDS}
    found |= {name: Keys() for name in KEY_FIELDS}
    found |= {FACTS: fields.COLUMN(FACTS_COLUMN), STORED: fields.STORED()}
    return fields.Schema(**found)


def document(entry: Entry) -> dict[str, object]:
    """Return an entry as whoosh takes it."""
    keys: dict[str, tuple[str, ...]] = {str(name): values for name, values in entry.keys.items()}
    keys |= {"id": (entry.id,), "document": (entry.document,)}
    facts = Facts(
        id=entry.id,
        order=entry.order,
        date=entry.date,
        lengths=tuple(len(entry.tokens.get(name, ())) for name in TEXT_FIELDS),
        keys=tuple(tuple(dict.fromkeys(keys.get(name, ()))) for name in KEY_FIELDS),
    )
    tokens = {str(name): values for name, values in entry.tokens.items()}
    return tokens | keys | {FACTS: facts.pack(), STORED: entry.stored}


def frequency(value: bytes) -> int:
    """Return how often a token stands in the entry whose posting this is."""
    return len(value) // _POSITION


def positions(value: bytes) -> memoryview:
    """Return where a token stands in the entry whose posting this is, ascending."""
    return memoryview(value).cast("I")


def encode(term: str) -> bytes:
    """Return a term in whoosh's order, which is that of code points; a lone surrogate is a term like any."""
    return term.encode("utf-8", "surrogatepass")


def decode(term: bytes) -> str:
    """Read what `encode` wrote."""
    return term.decode("utf-8", "surrogatepass")
