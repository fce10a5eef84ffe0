"""The process of one contender: it reads orders as lines of JSON and answers each with a line of JSON.

The first line is the task: the contender, its ground and the questions. The orders are `build`, `open`,
`size`, `ask` (with `numbers` and `full`) and `close`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter
from typing import IO, Any

from indexer.indexing import pipeline
from scripts.bench import contenders
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contenders.contender import Contender, Ground

KIB = 1024


def main() -> None:
    """Carry out the orders from standard input; nothing but answers may go to standard output."""
    answers, sys.stdout = sys.stdout, sys.stderr
    work(sys.stdin, answers)


def work(orders: IO[str], answers: IO[str]) -> None:
    """Carry out orders until there are no more."""
    task = json.loads(orders.readline())
    contender = contenders.kind(task["contender"]).make()
    given = task["ground"]
    ground = Ground(Path(given["corpus"]), Path(given["rows"]), Path(given["place"]), given["opensearch"])
    questions = tuple(
        BenchQuestion(one["kind"], one["text"], tuple((name, value) for name, value in one["filters"]))
        for one in task["questions"]
    )
    for line in orders:
        order = json.loads(line)
        started = perf_counter()
        done = _carry_out(contender, ground, questions, order)
        done |= {"seconds": perf_counter() - started, "peak": peak()}
        answers.write(json.dumps(done) + "\n")
        answers.flush()


def peak() -> int:
    """Return the peak memory of this process and of its workers together, in bytes.

    Of the workers that helped to build, the system reports only the largest one's peak; each worker counts as
    large as that one.
    """
    own, largest = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return (own + largest * pipeline.most_workers()) * KIB


def _carry_out(
    contender: Contender, ground: Ground, questions: tuple[BenchQuestion, ...], order: dict[str, Any]
) -> dict[str, Any]:
    """Carry out one order and return its result."""
    match order["do"]:
        case "build":
            contender.build(ground)
        case "open":
            contender.open(ground, questions)
        case "size":
            return {"bytes": contender.size(ground)}
        case "ask":
            return {"answers": [_timed(contender, number, full=order["full"]) for number in order["numbers"]]}
        case "close":
            contender.close()
    return {}


def _timed(contender: Contender, number: int, *, full: bool) -> tuple[float, int | None]:
    """Return the milliseconds that an answer took, and its total."""
    started = perf_counter()
    given = contender.ask(number, full=full)
    return (perf_counter() - started) * 1000, given.total


if __name__ == "__main__":
    main()
