"""Which units of two language versions of a document say the same."""

from __future__ import annotations

from msgspec import Struct


class Bead(Struct, frozen=True, gc=False, array_like=True):
    """Units of two versions that say the same, by their positions in their versions.

    Either side may have two units, where one version divides what the other has in one piece. A unit without
    a partner stands alone, and the other side is empty.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def is_pair(self) -> bool:
        """Whether both sides have a unit."""
        return bool(self.left and self.right)


class Alignment(Struct, frozen=True, gc=False, array_like=True):
    """Two versions, aligned: every unit of both is in exactly one bead.

    The beads are in the order of the left version. What only the right version has follows the bead of the
    unit that it follows there.
    """

    beads: tuple[Bead, ...]

    @property
    def pairs(self) -> tuple[Bead, ...]:
        """The beads that have units on both sides."""
        return tuple(bead for bead in self.beads if bead.is_pair)


class AlignedUnits(Struct, frozen=True, gc=False):
    """Units of two versions that say the same, by their ids; one that has no partner stands alone."""

    left: tuple[str, ...]
    right: tuple[str, ...]
