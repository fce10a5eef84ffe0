"""Start the process of a contender and send it orders; the process itself runs `contender_worker`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contenders.contender import Ground

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took: seconds, the peak of memory and the size on disk, both in bytes."""

    seconds: float
    peak: int
    disk: int


class ContenderProcess:
    """A contender in its own process; `peak` is its peak of memory so far, in bytes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.peak = 0

    def order(self, do: str, **more: object) -> dict[str, Any]:
        """Send an order and return the answer.

        Args:
            do: The name of the order.
            more: The arguments of the order.

        Raises:
            RuntimeError: The process has ended.

        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The worker has no pipes.")
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"A contender has failed at {do}; what it said stands above.")
        done: dict[str, Any] = json.loads(line)
        self.peak = done["peak"]
        return done

    def ask(self, numbers: Sequence[int], *, full: bool) -> list[tuple[float, int | None]]:
        """Ask the questions with these numbers; return the milliseconds and the total of each."""
        answers = self.order("ask", numbers=list(numbers), full=full)["answers"]
        return [(taken, total) for taken, total in answers]


@contextmanager
def worker(name: str, ground: Ground, questions: Sequence[BenchQuestion] = ()) -> Iterator[ContenderProcess]:
    """Start a process for a contender, and end it with the `with` block."""
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.bench.contender_worker"], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        task = {
            "contender": name,
            "ground": {key: str(value) for key, value in asdict(ground).items()},
            "questions": [asdict(question) for question in questions],
        }
        if process.stdin is not None:
            process.stdin.write(json.dumps(task) + "\n")
        yield ContenderProcess(process)


def build(name: str, ground: Ground) -> Built:
    """Build a contender's index in a process of its own."""
    with worker(name, ground) as made:
        seconds = float(made.order("build")["seconds"])
        peak = made.peak
        return Built(seconds, peak, int(made.order("size")["bytes"]))
