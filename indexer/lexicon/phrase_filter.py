"""Filters that tell quickly that a phrase is not held, or that none begins so: Bloom filters of one hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from zlib import crc32

from indexer.language import CONVENTIONS
from indexer.model.document import Language

_BITS = 16
"""Bits for each text that is held: of so many texts that are not held, one passes."""
_LEAST_BITS = 1024
_LONGEST = 40
"""Code points of a beginning at most where no sign divides words: it may hold words in Latin letters."""
_ALL = 0xFF


class Filter:
    """Tells by the CRC-32 of a text that it is not held; what passes may be held.

    `bits` are eight bits in each number, a power of two in all; `mask` is their number less one.
    """

    __slots__ = ("bits", "mask")

    def __init__(self, bits: bytes | memoryview) -> None:
        self.bits = bits
        self.mask = 8 * len(bits) - 1

    def may_hold(self, hashed: int) -> bool:
        """Tell whether a text with this CRC-32 may be held."""
        return self.bits[(hashed & self.mask) >> 3] >> (hashed & 7) & 1 == 1


def made(texts: Iterable[bytes]) -> bytes:
    """Return the bits of a filter that holds some texts."""
    hashes = {crc32(text) for text in texts}
    size = max(_LEAST_BITS, 1 << (len(hashes) * _BITS - 1).bit_length()) if hashes else _LEAST_BITS
    bits = bytearray(size // 8)
    for hashed in hashes:
        place = hashed & (size - 1)
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def united(filters: Iterable[Filter]) -> Filter:
    """Return one filter that passes whatever one of some filters passes."""
    every = [bytes(one.bits) for one in filters]
    size = max(map(len, every), default=_LEAST_BITS // 8)
    # One large number for each filter: so they are joined at once, and numpy need not be loaded.
    whole = reduce(or_, (int.from_bytes(one * (size // len(one)), "little") for one in every), 0)
    return Filter(whole.to_bytes(size, "little"))


def beginnings(phrase: str, language: Language) -> Iterator[str]:
    """Yield the beginnings of a phrase, without itself.

    They end where a piece of a text may end: before a separator, or anywhere where none divides words. Those
    that are longer than any phrase that is looked for are left out.
    """
    separator = CONVENTIONS[language].word_separator
    if separator:
        longest = CONVENTIONS[language].longest_phrase
        pieces = phrase.split(separator, longest)
        yield from (separator.join(pieces[:end]) for end in range(1, min(len(pieces), longest)))
    else:
        yield from (phrase[:end] for end in range(1, min(len(phrase), _LONGEST)))
