"""The protocol that every contender implements, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from scripts.bench.bench_questions import BenchQuestion

WINDOW = 20
"""The number of hits in an answer: one page."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a contender works with.

    `corpus` is the folder of the documents, `rows` the file with the same documents analysed (see `rows`),
    `place` a folder of the contender's own. `opensearch` is the address of the node, or empty if there is
    none.
    """

    corpus: Path
    rows: Path
    place: Path
    opensearch: str = ""


@dataclass(frozen=True, slots=True)
class ContenderAnswer:
    """How many units match, or None if the contender understands the question differently."""

    total: int | None


class Contender(Protocol):
    """One way to answer the questions; each contender runs in its own process."""

    def build(self, ground: Ground) -> None:
        """Make the index, durably."""

    def open(self, ground: Ground, questions: tuple[BenchQuestion, ...]) -> None:
        """Prepare for these questions.

        Work that other systems need not do at the time of a question (planning) is done here.
        """

    def ask(self, number: int, *, full: bool) -> ContenderAnswer:
        """Answer with the first WINDOW units and the total, and if `full` with facets and highlights too."""

    def size(self, ground: Ground) -> int:
        """Return the size of the index on the disk, in bytes."""

    def close(self) -> None:
        """Close the index."""


def folder_size(folder: Path) -> int:
    """Return the size of all files below a folder, in bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
