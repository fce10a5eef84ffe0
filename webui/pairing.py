"""Two language versions side by side: the rows of both, aligned by part and locator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webui.reading import Layout, Row

Key: TypeAlias = tuple[str, bool]
Pair: TypeAlias = "tuple[Row | None, Row | None]"


@dataclass(frozen=True, slots=True)
class PairedPart:
    """A part with its rows in both versions; what has no partner stands alone."""

    name: str
    pairs: tuple[Pair, ...]


def paired(left: Layout, right: Layout) -> tuple[PairedPart, ...]:
    """Align two versions, in the order of the left one; parts that only the right one has come last."""
    ours = {part.name: part.rows for part in left.parts}
    theirs = {part.name: part.rows for part in right.parts}
    return tuple(
        PairedPart(name, pairs(ours.get(name, ()), theirs.get(name, ()))) for name in {**ours, **theirs}
    )


def pairs(left: Sequence[Row], right: Sequence[Row]) -> tuple[Pair, ...]:
    """Align the rows of a part; one that only the right has follows what it follows there."""
    partners = {_key(row): row for row in right}
    keys = {_key(row) for row in left}
    alone: dict[Key | None, list[Row]] = {}
    above: Key | None = None
    for row in right:
        if _key(row) in keys:
            above = _key(row)
        else:
            alone.setdefault(above, []).append(row)
    found: list[Pair] = [(None, row) for row in alone.get(None, ())]
    for row in left:
        found.append((row, partners.get(_key(row))))
        found += [(None, other) for other in alone.get(_key(row), ())]
    return tuple(found)


def _key(row: Row) -> Key:
    return row.unit.locator, row.closing
