"""Ask one library questions with and without their translations, in a process of its own.

    python -m scripts.bench.across_worker CONFIG QUESTIONS ROUNDS

QUESTIONS is a file with a question on each line. Prints what was measured as JSON, see `Taken`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from indexer.library.library import Library
from indexer.model.query import Query
from indexer.runtime import config
from scripts.bench.across_costs import Memory, Pair, Taken, dump
from scripts.bench.process_memory import memory


def main() -> None:
    """Measure, and print the result."""
    settings, questions, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    asked = [Query(text=line) for line in questions.read_text(encoding="utf-8").splitlines()]
    with Library(config.load(settings)) as library:
        print(dump(measured(library, asked, rounds)))


def measured(library: Library, asked: Sequence[Query], rounds: int) -> Taken:
    """Ask each question both ways in turn; the first round fills caches and is not counted.

    Questions that have no translation are left out.
    """
    for query in asked:
        library.search(replace(query, translate=False))
    before = _resident()
    crossing, first = [], before
    for query in asked:
        if library.search(replace(query, translate=True)).query.translated:
            crossing.append(query)
            first = _resident() if len(crossing) == 1 else first
    after = _resident()
    taken = [_pairs(library, query, rounds) for query in crossing]
    wall, processor = (tuple(one[clock] for one in taken) for clock in range(2))
    return Taken(wall, processor, Memory(before, first, after))


def _pairs(library: Library, query: Query, rounds: int) -> tuple[Pair, Pair]:
    """Return the medians of a question's rounds, by wall time and by processor time."""
    times = [_times(library, query, first=bool(number % 2)) for number in range(rounds)]
    wall, processor = (
        Pair(*(median(one[translate][clock] for one in times) for translate in (False, True)))
        for clock in range(2)
    )
    return wall, processor


def _times(library: Library, query: Query, *, first: bool) -> dict[bool, tuple[float, float]]:
    """Ask a question with and without translations; `first` says which comes first.

    Returns:
        Milliseconds of wall time and of processor time, for each.

    """
    taken = {}
    for translate in (first, not first):
        wall, processor = perf_counter(), process_time()
        library.search(replace(query, translate=translate))
        taken[translate] = (1000 * (perf_counter() - wall), 1000 * (process_time() - processor))
    return taken


def _resident() -> int:
    return memory(os.getpid()).total


if __name__ == "__main__":
    main()
