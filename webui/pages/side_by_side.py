"""Two language versions side by side: puts the rows of units that say the same beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.model.alignment import AlignedUnits
    from webui.pages.reading_layout import ReadingLayout, ReadingRow

Key: TypeAlias = tuple[str, bool]
Pair: TypeAlias = "tuple[ReadingRow | None, ReadingRow | None]"


@dataclass(frozen=True, slots=True)
class PairedPart:
    """A part with the rows of both versions in pairs; in a pair, None stands for a missing partner."""

    name: str
    pairs: tuple[Pair, ...]


def paired(
    left: ReadingLayout, right: ReadingLayout, aligned: Iterable[AlignedUnits]
) -> tuple[PairedPart, ...]:
    """Put two versions side by side, in the order of the left one; parts of the right one only come last.

    Args:
        left: One version.
        right: The other one.
        aligned: Which units of them say the same.

    """
    ours = {part.name: part.rows for part in left.parts}
    theirs = {part.name: part.rows for part in right.parts}
    partners = {units.right[0]: units.left[0] for units in aligned if units.left and units.right}
    return tuple(
        PairedPart(name, pairs(ours.get(name, ()), theirs.get(name, ()), partners))
        for name in {**ours, **theirs}
    )


def pairs(
    left: Sequence[ReadingRow], right: Sequence[ReadingRow], partners: Mapping[str, str]
) -> tuple[Pair, ...]:
    """Put the rows of a part in pairs; a row of the right side only follows the row that it follows there.

    Args:
        left: The rows of one version.
        right: The rows of the other one.
        partners: The id of a unit on the left for the id of the unit on the right that says the same.

    """

    def key(row: ReadingRow) -> Key:
        return partners.get(row.unit.id, row.unit.id), row.closing

    beside = {key(row): row for row in right}
    keys = {key(row) for row in left}
    alone: dict[Key | None, list[ReadingRow]] = {}
    above: Key | None = None
    for row in right:
        if key(row) in keys:
            above = key(row)
        else:
            alone.setdefault(above, []).append(row)
    found: list[Pair] = [(None, row) for row in alone.get(None, ())]
    for row in left:
        found.append((row, beside.get(key(row))))
        found += [(None, other) for other in alone.get(key(row), ())]
    return tuple(found)
