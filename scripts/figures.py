"""Measure the promised speed and memory, as ratios within one run.

    .venv/bin/python scripts/figures.py [FOLDER]

Two commands are timed as whole processes in turn (A, B, A, B...). The first round is not counted, and the
medians are compared.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from indexer.query import arguments
from scripts.questions import QUESTIONS, SHARED, library

ROUNDS = 11
LOOPS = 30
BIN = Path(sys.executable).parent
JIEBA = [sys.executable, "-c", "import jieba; jieba.lcut('联络人')"]


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return the wall time of a whole process, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


def whole_processes(place: Path) -> None:
    """Compare the command `search` with loading jieba and segmenting one word."""
    config = place / "config.toml"
    config.write_text('[library]\ncorpora = ["corpus"]\nindex = "index"\n', encoding="utf-8")
    environment = {**os.environ, "JUANZONG_CONFIG": str(config)}
    for question in ("S/2019/986", "联络人"):
        pairs = [
            (timed([str(BIN / "search"), question], environment), timed(JIEBA, environment))
            for _ in range(ROUNDS + 1)
        ][1:]
        ours, theirs = (statistics.median(one) for one in zip(*pairs, strict=True))
        ratio = f"ratio {ours / theirs:.2f} (at most 0.60)"
        print(f"search {question}: {ours:.3f} s, jieba.lcut: {theirs:.3f} s, {ratio}")


def in_process(place: Path, seeds: Path) -> None:
    """Time the ten questions within one process."""
    opened = library(place, seeds)
    queries = [arguments.parse([("q", question.text)]) for question in QUESTIONS]
    times = []
    for loop in range(LOOPS + 1):
        for query in queries:
            start = time.perf_counter()
            opened.search(query)
            if loop:
                times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(
        f"{len(times)} questions in-process: median {statistics.median(times):.2f} ms (below 10), "
        f"p95 {times[len(times) * 95 // 100]:.2f} ms"
    )
    opened.close()


def resident() -> float:
    """Return the resident memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def main() -> int:
    """Print the figures."""
    seeds = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "seeds"
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        in_process(place, seeds)
        print(f"resident memory of that process: {resident():.0f} MiB")
        whole_processes(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
