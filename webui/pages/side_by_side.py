"""Two language versions side by side: aligns their rows by part and locator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webui.pages.reading_layout import ReadingLayout, ReadingRow

Key: TypeAlias = tuple[str, bool]
Pair: TypeAlias = "tuple[ReadingRow | None, ReadingRow | None]"


@dataclass(frozen=True, slots=True)
class PairedPart:
    """A part with the rows of both versions in pairs; in a pair, None stands for a missing partner."""

    name: str
    pairs: tuple[Pair, ...]


def paired(left: ReadingLayout, right: ReadingLayout) -> tuple[PairedPart, ...]:
    """Align two versions, in the order of the left one; parts of the right one only come last."""
    ours = {part.name: part.rows for part in left.parts}
    theirs = {part.name: part.rows for part in right.parts}
    return tuple(
        PairedPart(name, pairs(ours.get(name, ()), theirs.get(name, ()))) for name in {**ours, **theirs}
    )


def pairs(left: Sequence[ReadingRow], right: Sequence[ReadingRow]) -> tuple[Pair, ...]:
    """Align the rows of a part; a row of the right side only follows the row that it follows there."""
    partners = {_key(row): row for row in right}
    keys = {_key(row) for row in left}
    alone: dict[Key | None, list[ReadingRow]] = {}
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


def _key(row: ReadingRow) -> Key:
    return row.unit.locator, row.closing
