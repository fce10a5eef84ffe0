"""Measure how long Word documents and web pages take to read, by page of text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

from indexer.reading import source

CHARACTERS_A_PAGE = 3000
ROUNDS = 9


def seconds_a_page(files: Mapping[str, bytes], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the seconds that a page of each file takes, at the median of the rounds.

    Args:
        files: The bytes of each file, by its name.
        rounds: How often each is read.

    """
    return {name: _seconds(Path(name), data, rounds) for name, data in files.items()}


def _seconds(path: Path, data: bytes, rounds: int) -> float:
    times = []
    length = 1
    for _ in range(rounds):
        start = perf_counter()
        length = len(source(path, data).text)
        times.append(perf_counter() - start)
    return median(times) * CHARACTERS_A_PAGE / length
