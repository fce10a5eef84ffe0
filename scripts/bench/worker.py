"""A process for one contender: reads orders as lines of JSON, answers each with a line.

The first line is the `Task`. Orders: `build`, `open`, `size`, `ask` (with `numbers` and `full`), `close`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter
from typing import IO, Any

from indexer import analysis
from scripts.bench import contenders
from scripts.bench.contenders.base import Contender, Ground
from scripts.bench.questions import Question

KIB = 1024


def main() -> None:
    """Serve what stands at the other end of the pipes; nothing else may be printed into them."""
    answers, sys.stdout = sys.stdout, sys.stderr
    work(sys.stdin, answers)


def work(orders: IO[str], answers: IO[str]) -> None:
    """Carry out the orders until there are no more."""
    task = json.loads(orders.readline())
    contender = contenders.kind(task["contender"]).make()
    given = task["ground"]
    ground = Ground(Path(given["corpus"]), Path(given["rows"]), Path(given["place"]), given["opensearch"])
    questions = tuple(
        Question(one["kind"], one["text"], tuple((name, value) for name, value in one["filters"]))
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
    """Return the most memory that this process has had, in bytes, and its helpers with it.

    Of those that helped it to build, the system tells only what the largest had: each counts as that one.
    """
    own, largest = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return (own + largest * analysis.most_helpers()) * KIB


def _carry_out(
    contender: Contender, ground: Ground, questions: tuple[Question, ...], order: dict[str, Any]
) -> dict[str, Any]:
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
