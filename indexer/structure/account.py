"""The account of a source: where its characters went, and what is odd about its numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.model import Account, Tally
from indexer.structure.numbering import Style, written
from indexer.structure.pieces import NOISE, Piece, Role, inked


@dataclass(slots=True)
class Numbers:
    """The numbers of paragraphs, items and footnotes as they came, each list by what stands before them.

    The key of a list is its part, the number above it (`18`; empty for paragraphs) and its style.
    """

    lists: dict[tuple[str, str, Style], list[int]] = field(default_factory=dict)

    def add(self, part: str, above: str, style: Style, value: int) -> None:
        """Note that a number was met."""
        self.lists.setdefault((part, above, style), []).append(value)


def account(text: str, pieces: Iterable[Piece], numbers: Numbers, doubts: Sequence[str]) -> Account:
    """Return the account of a source's text: every piece by its role, against all that is in the text."""
    characters: Counter[Role] = Counter()
    lines: defaultdict[Role, set[int]] = defaultdict(set)
    for piece in pieces:
        if count := piece.characters:
            characters[piece.role] += count
            lines[piece.role].add(piece.line.number)
    tallies = [Tally(role, characters[role], len(lines[role])) for role in sorted(characters)]
    missing, doubled, disordered = _oddities(numbers)
    return Account(
        total=inked(text),
        kept=tuple(one for one in tallies if one.name not in NOISE),
        noise=tuple(one for one in tallies if one.name in NOISE),
        missing=missing,
        doubled=doubled,
        disordered=disordered,
        doubts=tuple(doubts),
    )


def _oddities(numbers: Numbers) -> tuple[tuple[str, ...], ...]:
    """Return missing, doubled and disordered numbers as `part:number`.

    Missing are those from 1 to the greatest; disordered those that come after a greater one.
    """
    missing: list[str] = []
    doubled: list[str] = []
    disordered: list[str] = []
    for (part, above, style), values in numbers.lists.items():
        seen: set[int] = set()
        greatest = 0
        for value in values:
            name = f"{part}:{above}{written(style, value)}"
            if value in seen:
                doubled.append(name)
            elif value < greatest:
                disordered.append(name)
            seen.add(value)
            greatest = max(greatest, value)
        gaps = (value for value in range(1, greatest) if value not in seen)
        missing += (f"{part}:{above}{written(style, value)}" for value in gaps)
    return tuple(missing), tuple(dict.fromkeys(doubled)), tuple(disordered)
