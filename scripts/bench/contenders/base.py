"""What every contender offers, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from scripts.bench.questions import Question

WINDOW = 20
"""Hits of an answer: one page."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a contest takes place.

    `corpus` holds the documents, `rows` the same analysed (see `rows`), `place` is a contender's own folder.
    `opensearch` is the address of the node, or empty where there is none.
    """

    corpus: Path
    rows: Path
    place: Path
    opensearch: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: how many units match; None where the contender means something else by the question."""

    total: int | None


class Contender(Protocol):
    """One way to answer the questions; lives in a process of its own."""

    def build(self, ground: Ground) -> None:
        """Make the index, durably."""

    def open(self, ground: Ground, questions: tuple[Question, ...]) -> None:
        """Get ready to be asked these; what an opponent is spared (planning) is done here."""

    def ask(self, number: int, *, full: bool) -> Given:
        """Answer a question with the first WINDOW units and the total; `full`: with facets and highlights."""

    def size(self, ground: Ground) -> int:
        """Return the bytes that the index takes on the disk."""

    def close(self) -> None:
        """Let go of the index."""


def folder_size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
