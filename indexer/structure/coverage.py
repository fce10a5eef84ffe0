"""The coverage of a source: what became of its characters, and which of its numbers look wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from indexer.model.document import Coverage, Tally
from indexer.structure.numbering import Style, written
from indexer.structure.pieces import NOISE, Piece, Role, inked

_MOST_MISSING = 1_000
"""How many missing numbers are listed: parts of a few lines may each lack hundreds."""


@dataclass(slots=True)
class Numbers:
    """The numbers of paragraphs, items and footnotes in the order of the text, in one list for each series.

    The key of a list is its part, the number above it (`18`; empty for paragraphs) and its style.
    """

    lists: dict[tuple[str, str, Style], list[int]] = field(default_factory=dict)

    def add(self, part: str, above: str, style: Style, value: int) -> None:
        """Record a number."""
        self.lists.setdefault((part, above, style), []).append(value)


def coverage(text: str, pieces: Iterable[Piece], numbers: Numbers, warnings: Sequence[str]) -> Coverage:
    """Return the coverage: the characters and lines of each role, beside the total of the text.

    Args:
        text: The whole text of the source.
        pieces: All pieces that were made of it, including the noise.
        numbers: The numbers met in it.
        warnings: What could not be decided; the coverage passes it on.

    """
    characters: Counter[Role] = Counter()
    lines: defaultdict[Role, set[int]] = defaultdict(set)
    for piece in pieces:
        if count := piece.characters:
            characters[piece.role] += count
            lines[piece.role].add(piece.line.number)
    tallies = [Tally(role, characters[role], len(lines[role])) for role in sorted(characters)]
    missing, doubled, disordered = _oddities(numbers)
    named = tuple(islice(_missing(numbers), _MOST_MISSING))
    if missing > len(named):
        warnings = (*warnings, f"{missing:,} numbers are missing; the first {len(named):,} are named.")
    return Coverage(
        total=inked(text),
        kept=tuple(one for one in tallies if one.name not in NOISE),
        noise=tuple(one for one in tallies if one.name in NOISE),
        missing=named,
        doubled=doubled,
        disordered=disordered,
        warnings=tuple(warnings),
    )


def _oddities(numbers: Numbers) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Count the missing numbers; return the repeated and the disordered ones as `part:number`.

    A number is disordered if it comes after a greater one.
    """
    missing = 0
    doubled: list[str] = []
    disordered: list[str] = []
    for (part, above, style), values in numbers.lists.items():
        seen: set[int] = set()
        greatest = 0
        for value in values:
            if value in seen:
                doubled.append(f"{part}:{above}{written(style, value)}")
            elif value < greatest:
                disordered.append(f"{part}:{above}{written(style, value)}")
            seen.add(value)
            greatest = max(greatest, value)
        missing += greatest - len(seen - {0})
    return missing, tuple(dict.fromkeys(doubled)), tuple(disordered)


def _missing(numbers: Numbers) -> Iterator[str]:
    """Yield the missing numbers as `part:number`: those between 1 and the greatest of their list."""
    for (part, above, style), values in numbers.lists.items():
        seen = set(values)
        for value in range(1, max(values)):
            if value not in seen:
                yield f"{part}:{above}{written(style, value)}"
