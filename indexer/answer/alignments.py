"""Keeps the alignments of language versions that were asked for last."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from indexer.alignment import align
from indexer.engines.base import Filter
from indexer.indexing.entries import unit_id
from indexer.model.alignment import AlignedUnits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.answer.documents import HeldDocuments
    from indexer.model.stored import StoredHead, StoredUnit

KEPT = 128
"""How many alignments are kept; one of a report takes some 30 kilobytes."""


class AlignedVersions(Struct, frozen=True, gc=False):
    """Two versions, aligned; `partners` has for the id of a unit of either the ids of what says the same."""

    units: tuple[AlignedUnits, ...]
    partners: Mapping[str, tuple[str, ...]]


class Alignments:
    """Aligns versions when they are first asked for.

    They are kept by the origins of both documents. So what is kept stays right when the library changes, and
    two versions are aligned anew only if one of them has been replaced. Many threads may ask.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._found: OrderedDict[tuple[str, ...], AlignedVersions] = OrderedDict()
        self._lock = Lock()

    def of(self, held: HeldDocuments, left: StoredHead, right: StoredHead) -> AlignedVersions:
        """Return two versions of a document, aligned."""
        key = (left.head.symbol, left.head.language, left.origin, right.head.language, right.origin)
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = _aligned(_units(held, left), _units(held, right))
        with self._lock:
            self._found[key] = found
            while len(self._found) > self._kept:
                self._found.popitem(last=False)
        return found


def _units(held: HeldDocuments, head: StoredHead) -> tuple[StoredUnit, ...]:
    """Return the units of a version, in order."""
    return held.units(Filter("document", (f"{head.head.symbol}:{head.head.language}",)))


def _aligned(left: tuple[StoredUnit, ...], right: tuple[StoredUnit, ...]) -> AlignedVersions:
    ours, theirs = [id_of(unit) for unit in left], [id_of(unit) for unit in right]
    found = align([unit.paragraph for unit in left], [unit.paragraph for unit in right])
    units = tuple(
        AlignedUnits(tuple(ours[at] for at in bead.left), tuple(theirs[at] for at in bead.right))
        for bead in found.beads
    )
    return AlignedVersions(units, dict(_partners(units)))


def _partners(units: tuple[AlignedUnits, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in units:
        yield from ((name, one.right) for name in one.left)
        yield from ((name, one.left) for name in one.right)


def id_of(unit: StoredUnit) -> str:
    """Return the id of a stored unit."""
    return unit_id(unit.head.symbol, unit.head.language, unit.paragraph.part, unit.paragraph.locator)
