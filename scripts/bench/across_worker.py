"""Ask one library questions with and without their translations, in a process of its own.

    python -m scripts.bench.across_worker CONFIG QUESTIONS ROUNDS

QUESTIONS is a file with a question on each line. Prints what was measured as JSON, see `Taken`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

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
    pairs = tuple(_pair(list(_times(library, query, rounds))) for query in crossing)
    return Taken(pairs, Memory(before, first, after))


def _times(library: Library, query: Query, rounds: int) -> Iterator[Pair]:
    """Yield the milliseconds of a question both ways; which comes first changes with each round."""
    for number in range(rounds):
        taken = {}
        for translate in (False, True) if number % 2 else (True, False):
            started = perf_counter()
            library.search(replace(query, translate=translate))
            taken[translate] = 1000 * (perf_counter() - started)
        yield Pair(taken[False], taken[True])


def _pair(rounds: Sequence[Pair]) -> Pair:
    """Return the medians of a question's rounds."""
    return Pair(median(one.alone for one in rounds), median(one.across for one in rounds))


def _resident() -> int:
    return memory(os.getpid()).total


if __name__ == "__main__":
    main()
