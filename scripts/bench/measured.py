"""The results of one benchmark run."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.bench.bench_questions import BenchQuestion, Kind
from scripts.bench.cold_start import Cold
from scripts.bench.contest import ContestTimes, Outcome
from scripts.bench.costliest import Costly
from scripts.bench.machine import Machine
from scripts.bench.rows import Analysis
from scripts.bench.serving import Served


@dataclass(frozen=True, slots=True)
class Size:
    """The results at one size."""

    units: int
    analysis: Analysis
    outcomes: tuple[Outcome, ...]
    costliest: tuple[Costly, ...] = ()

    @property
    def rate(self) -> float:
        """How many units a second the analysis alone takes in."""
        return self.units / self.analysis.seconds

    def of(self, name: str) -> Outcome | None:
        """Return the outcome of a contender, None if it took no part."""
        return next((one for one in self.outcomes if one.name == name), None)


@dataclass(frozen=True, slots=True)
class BenchRun:
    """The results of one run.

    `missing` gives the reason why a contender took no part, by its name. `parts` are the parts of the run
    with the seconds that each took. `added` is in milliseconds.
    """

    machine: Machine
    source: str
    questions: tuple[BenchQuestion, ...]
    sizes: tuple[Size, ...]
    missing: dict[str, str]
    served: tuple[Served, ...] = ()
    cold: Cold | None = None
    added: float | None = None
    parts: tuple[tuple[str, float], ...] = ()

    def at(self, units: int) -> Size:
        """Return the largest size with at most this many units, or the smallest size if all have more."""
        small = [size for size in self.sizes if size.units <= units]
        return small[-1] if small else self.sizes[0]

    def times(self, asked: ContestTimes, kind: Kind) -> list[float]:
        """Return the milliseconds of all questions of one kind."""
        pairs = zip(self.questions, asked.times, strict=True)
        return [taken for question, times in pairs if question.kind == kind for taken in times]
