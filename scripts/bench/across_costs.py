"""Measure what it costs to ask across languages: the same questions with and without their translations."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import msgspec

from indexer.library.library import Library
from scripts.bench import corpus
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_process import ROOT
from scripts.bench.contenders.contender import Ground, folder_size
from scripts.bench.contenders.own_engines import CONFIG, INDEX, settings
from scripts.bench.machine import Machine, OtherWork, machine
from scripts.bench.sentences import Material

ENGINES = ("whoosh", "tantivy")
LEXICON = "*.lexicon"
"""The files below the folder of an index that only questions across languages need."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The milliseconds of a question without and with its translations."""

    alone: float
    across: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of a process (PSS): before a question is asked across, after the first one, and after all."""

    before: int
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What a worker measured: each question by wall time and by processor time."""

    wall: tuple[Pair, ...]
    processor: tuple[Pair, ...]
    memory: Memory


@dataclass(frozen=True, slots=True)
class EngineCosts:
    """What asking across costs with an engine; sizes on the disk are in bytes."""

    engine: str
    taken: Taken
    disk: int
    lexicon: int


@dataclass(frozen=True, slots=True)
class AcrossRun:
    """What was measured of all engines, with libraries of `units` units.

    `others` is the share of the processors, from 0 to 1, that other programs have used meanwhile.
    """

    machine: Machine
    source: str
    units: int
    engines: tuple[EngineCosts, ...]
    others: float

    def of(self, engine: str) -> EngineCosts | None:
        """Return what was measured of an engine."""
        return next((one for one in self.engines if one.engine == engine), None)


def measure(
    ground: Ground,
    material: Material,
    asked: Sequence[BenchQuestion],
    rounds: int,
    part: Callable[[str], AbstractContextManager[None]],
) -> AcrossRun:
    """Build a library with each engine, and ask it in a process of its own.

    Args:
        ground: The folder of the corpus and of the libraries; its name is the number of units.
        material: What the corpus is made of.
        asked: The questions; their filters are left out.
        rounds: How often each question is asked both ways and counted.
        part: Names the part of the run that a `with` block is.

    """
    units = int(ground.place.name)
    corpus.write(ground.place, material, units)
    questions = ground.place / "across-questions.txt"
    questions.write_text("\n".join(dict.fromkeys(one.text for one in asked if one.text)), encoding="utf-8")
    others, costs = OtherWork(), []
    for engine in ENGINES:
        own = Ground(ground.corpus, ground.rows, ground.place / engine, "")
        with part(f"across languages, {engine}, building"):
            shutil.rmtree(own.place / INDEX, ignore_errors=True)  # an index keeps the state before as well
            library = Library(settings(own, engine))
            library.build()
            library.close()
        with part(f"across languages, {engine}, asking"):
            worker = [sys.executable, "-m", "scripts.bench.across_worker"]
            worker += [str(own.place / CONFIG), str(questions), str(rounds)]
            said = subprocess.run(worker, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
        index = own.place / INDEX
        lexicon = sum(path.stat().st_size for path in index.rglob(LEXICON))
        costs.append(EngineCosts(engine, load(said), folder_size(index), lexicon))
    return AcrossRun(machine(), material.source, units, tuple(costs), others.share)


def dump(taken: Taken) -> str:
    """Return what a worker measured as JSON."""
    return msgspec.json.encode(taken).decode()


def load(said: bytes) -> Taken:
    """Read what a worker printed."""
    return msgspec.json.decode(said, type=Taken)
