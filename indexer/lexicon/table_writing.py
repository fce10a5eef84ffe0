"""Write pairs of phrases with their counts as the file that `phrase_table` reads."""

from __future__ import annotations

import json
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias
from zlib import crc32

from indexer.analysis.analyser_version import forms_fingerprint
from indexer.lexicon import phrase_filter
from indexer.lexicon.learning import PhraseCounts
from indexer.lexicon.phrase_table import SIDES, VERSION, keys_of
from indexer.model.document import Language

_ALIGNED = 8
"""Arrays begin at multiples of so many bytes."""
_HEAD = 4
"""Bytes of the length of the head."""

_Array: TypeAlias = Literal["I", "f", "B"]


def to_bytes(counts: PhraseCounts, mark: str = "") -> bytes:
    """Return the content of a file with these pairs.

    Args:
        counts: The pairs.
        mark: Says what they were made from; a file with a mark also has a checksum.

    """
    arrays: dict[str, tuple[_Array, bytes]] = {}
    counted = any(count != 1.0 for count in counts.pairs.values())
    sides = [sorted(held, key=str.encode) for held in (counts.english, counts.chinese)]
    numbers = [{phrase: at for at, phrase in enumerate(side)} for side in sides]
    for language, phrases, totals in zip(SIDES, sides, (counts.english, counts.chinese), strict=True):
        arrays.update(_phrase_arrays(language, phrases, totals))
    english = ((numbers[0][one], numbers[1][other], count) for (one, other), count in counts.pairs.items())
    pairs = list(english)
    arrays.update(_partner_arrays("en", len(sides[0]), pairs))
    arrays.update(_partner_arrays("zh", len(sides[1]), ((other, one, count) for one, other, count in pairs)))
    if not counted:  # of pairs that are only listed, nothing needs to be kept
        arrays |= {f"{language}.{name}": ("f", b"") for language in SIDES for name in ("totals", "counts")}
    return _packed(arrays, mark)


def _phrase_arrays(
    language: Language, phrases: Sequence[str], totals: Mapping[str, float]
) -> Iterator[tuple[str, tuple[_Array, bytes]]]:
    encoded = [phrase.encode() for phrase in phrases]
    yield from _texts(f"{language}.phrases", encoded)
    yield f"{language}.totals", ("f", array("f", (totals[phrase] for phrase in phrases)).tobytes())
    begun = {one.encode() for phrase in phrases for one in phrase_filter.beginnings(phrase, language)}
    yield f"{language}.held", ("B", phrase_filter.made(encoded))
    yield f"{language}.begun", ("B", phrase_filter.made(begun))
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for at, phrase in enumerate(phrases):
        for key in keys_of(phrase):
            holding[key].append(at)
    keys = sorted(holding, key=str.encode)
    yield from _texts(f"{language}.keys", [key.encode() for key in keys])
    yield from _lists(f"{language}.holding", [holding[key] for key in keys])


def _texts(name: str, texts: Sequence[bytes]) -> Iterator[tuple[str, tuple[_Array, bytes]]]:
    yield name, ("B", b"".join(texts))
    yield f"{name}.ends", ("I", _ends(map(len, texts)))


def _lists(name: str, lists: Sequence[Sequence[int]]) -> Iterator[tuple[str, tuple[_Array, bytes]]]:
    yield name, ("I", array("I", (one for each in lists for one in each)).tobytes())
    yield f"{name}.ends", ("I", _ends(map(len, lists)))


def _ends(lengths: Iterable[int]) -> bytes:
    ends = array("I", [0])
    for length in lengths:
        ends.append(ends[-1] + length)
    return ends.tobytes()


def _partner_arrays(
    language: Language, phrases: int, pairs: Iterable[tuple[int, int, float]]
) -> Iterator[tuple[str, tuple[_Array, bytes]]]:
    """Yield for each phrase its partners, the most frequent first."""
    partners: list[list[tuple[float, int]]] = [[] for _ in range(phrases)]
    for one, other, count in pairs:
        partners[one].append((-count, other))
    for each in partners:
        each.sort()
    yield from _lists(f"{language}.partners", [[other for _, other in each] for each in partners])
    counts = array("f", (-count for each in partners for count, _ in each))
    yield f"{language}.counts", ("f", counts.tobytes())


def _packed(arrays: Mapping[str, tuple[_Array, bytes]], mark: str) -> bytes:
    places: dict[str, tuple[_Array, int, int]] = {}
    at = 0
    body: list[bytes] = []
    for name, (kind, content) in arrays.items():
        places[name] = kind, at, len(content)
        padding = -len(content) % _ALIGNED
        body += (content, bytes(padding))
        at += len(content) + padding
    made = {"mark": mark, "checksum": crc32(b"".join(body))} if mark else {}
    told = {"version": VERSION, "forms": forms_fingerprint(), "order": sys.byteorder, "size": at, **made}
    head = json.dumps({**told, "arrays": places}).encode()
    head += b" " * (-(_HEAD + len(head)) % _ALIGNED)
    return b"".join((len(head).to_bytes(_HEAD, "little"), head, *body))
