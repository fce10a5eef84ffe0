"""Measure what a person waits for: a command in a new process, and a document that was just added."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from scripts.bench.contenders.contender import Ground
from scripts.bench.contenders.own_engines import settings
from scripts.bench.sentences import DIGESTS
from scripts.figures import BIN, JIEBA, timed

WORD = "联络人"
ADDED = """\
{symbol}

2026年1月5日某委员会主席给安全理事会主席的信

谨转递本报告。

附件

某委员会的报告

一. 导言

1. 委员会收到关于测量{word}的说明。
"""


@dataclass(frozen=True, slots=True)
class Cold:
    """Medians of the wall time of whole processes, in seconds."""

    search: float
    jieba: float


def cold(place: Path, engine: str, rounds: int) -> Cold:
    """Time `search 联络人` and jieba's segmentation of that word, in turn; the first round is left out.

    Args:
        place: A folder for the library, which holds the project's digests.
        engine: The engine of the library.
        rounds: How many rounds count.

    """
    place.mkdir(parents=True, exist_ok=True)
    config = place / "config.toml"
    config.write_text(
        f'[library]\ncorpora = ["{DIGESTS}"]\nindex = "index"\nengine = "{engine}"\n', encoding="utf-8"
    )
    environment = {**os.environ, "JUANZONG_CONFIG": str(config)}
    subprocess.run([BIN / "indexer", "build"], env=environment, check=True, stdout=subprocess.DEVNULL)
    search = [str(BIN / "search"), WORD]
    pairs = [(timed(search, environment), timed(JIEBA, environment)) for _ in range(rounds + 1)][1:]
    ours, theirs = zip(*pairs, strict=True)
    return Cold(median(ours), median(theirs))


def added(ground: Ground, engine: str, rounds: int) -> float:
    """Return the median time from adding one document until a reader finds it, in milliseconds.

    Writer and reader are two libraries, as in two processes. Each added document is removed again.

    Raises:
        RuntimeError: A document that was added is not found.

    """
    made = settings(ground, engine)
    writer = Library(made)
    times = []
    with Library(made) as reader:
        for number in range(1, rounds + 1):
            word = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{number:04d}")
            file = ground.place / f"added-{number}.txt"
            file.write_text(ADDED.format(symbol=f"S/2026/{number}", word=word), encoding="utf-8")
            asked = arguments.parse([("q", f'"测量{word}"')])
            started = perf_counter()
            writer.add([file], Given())
            reader.refresh()
            found = reader.search(asked).total
            times.append((perf_counter() - started) * 1000)
            writer.remove(f"S/2026/{number}")
            if not found:
                raise RuntimeError("The document that was added is not found.")
    writer.close()
    return median(times)
