"""How an entry is stored in a whoosh index: its fields, their postings, and a column of facts."""

from __future__ import annotations

import marshal
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import NamedTuple

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter, W3TermInfo
from whoosh.filedb.structfile import StructFile
from whoosh.scoring import BaseScorer

from indexer.engines.base import KEY_FIELDS, TEXT_FIELDS, Entry

FACTS = "facts"
FACTS_COLUMN = columns.VarBytesColumn()
STORED = "stored"
STORED_COLUMN = columns.CompressedBytesColumn()

USED: dict[type, Sequence[str]] = {
    W3Codec: ("_blocklimit", "_compression", "_inlinelimit", "length_stats"),
    W3PostingsWriter: ("_ids", "_mini_ids", "_mini_values", "_values"),
    W3LeafMatcher: (
        *("_blocklength", "_data", "_ids", "_next_block", "_nextoffset"),
        *("_read_data", "_read_ids", "_read_values", "_startoffset", "_values"),
    ),
}
"""The private attributes of whoosh that this module uses."""
_POSITION = array("I").itemsize
_BLOCK = 4_096
"""How many postings a block has; a block is read, unpacked and decoded at once."""


class Facts(NamedTuple):
    """What is read of every entry when a segment is opened.

    `lengths` are in the order of TEXT_FIELDS, `keys` in that of KEY_FIELDS. Facts are a tuple, so that those
    of many entries can be turned into columns.
    """

    id: str
    order: str
    date: str
    lengths: tuple[int, ...]
    keys: tuple[tuple[str, ...], ...]

    def pack(self) -> bytes:
        """Return the facts as bytes for the column."""
        return marshal.dumps(tuple(self))

    @classmethod
    def unpack(cls, data: bytes) -> Facts:
        """Return the facts that `pack` wrote."""
        return cls._make(marshal.loads(data))  # noqa: S302 - our own derived file, as trusted as whoosh's pickles


class PositionsFormat(formats.Format):  # type: ignore[misc]  # whoosh has no types
    """Positions as plain unsigned integers, which need no decoding."""


class Tokens(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """A field with a sequence of tokens; the position of a token is its index."""

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
    """A field with any number of exact values."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each value once."""
        for key in dict.fromkeys(value):
            yield encode(key), 1, 1.0, b""


class BlockWriter(W3PostingsWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes the postings of a block as arrays: one of entry numbers, one of counts, one of positions."""

    def _mini_ids(self) -> bytes:
        return array("I", map(sub, self._ids, chain((0,), self._ids))).tobytes()

    def _mini_values(self) -> tuple[bytes, bytes]:
        counts = array("I", (len(value) // _POSITION for value in self._values))
        return counts.tobytes(), b"".join(self._values)


class BlockMatcher(W3LeafMatcher):  # type: ignore[misc]  # whoosh has no types
    """Reads the postings of a term a block at a time instead of one at a time."""

    @property
    def taken(self) -> int:
        """How many bytes have been read so far."""
        return int(self._nextoffset - self._startoffset)

    def blocks(self) -> Iterator[tuple[Iterable[int], array[int], bytes]]:
        """Yield for each block the entries' numbers, their counts of positions, and all positions."""
        while self.is_active():
            self._read_data()
            ids, _, (counts, positions) = self._data
            yield accumulate(array("I", ids)), array("I", counts), positions
            self._next_block()

    def _read_ids(self) -> None:
        """Read the numbers for whoosh itself, which merges segments one posting at a time."""
        if self._data is None:
            self._read_data()
        self._ids = tuple(accumulate(array("I", self._data[0])))

    def _read_values(self) -> None:
        """Read the values for whoosh itself."""
        if self._data is None:
            self._read_data()
        counts, positions = self._data[2]
        ends = (_POSITION * end for end in accumulate(array("I", counts), initial=0))
        found = tuple(positions[start:end] for start, end in pairwise(ends))
        self._values = found or (b"",) * self._blocklength


class BlockCodec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's own codec, but with the blocks of `BlockWriter` and `BlockMatcher`."""

    length_stats = False
    """Otherwise whoosh looks for a length for each posting, which does not exist: a third of a build."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=1, inlinelimit=0)

    def postings_writer(self, dbfile: StructFile, *, byteids: bool = False) -> BlockWriter:
        """Return a writer of postings."""
        return BlockWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

    def postings_reader(
        self,
        dbfile: StructFile,
        terminfo: W3TermInfo,
        format_: formats.Format,
        term: tuple[str, bytes],
        scorer: BaseScorer,
    ) -> BlockMatcher:
        """Return a reader of the postings of a term."""
        offset, length = terminfo.extent()
        return BlockMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)


def schema() -> fields.Schema:
    """Return the fields of an index."""
    found: dict[str, object] = {name: Tokens() for name in TEXT_FIELDS}
    found |= {name: Keys() for name in KEY_FIELDS}
    found |= {FACTS: fields.COLUMN(FACTS_COLUMN), STORED: fields.COLUMN(STORED_COLUMN)}
    return fields.Schema(**found)


def document(entry: Entry) -> dict[str, object]:
    """Return an entry as the fields of a document of whoosh."""
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
    return tokens | keys | {FACTS: facts.pack(), STORED: encode(entry.stored)}


def encode(text: str) -> bytes:
    """Return a term as bytes that sort like code points; a lone surrogate is allowed."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """Return the term that `encode` was given."""
    return data.decode("utf-8", "surrogatepass")
