"""All that one run has measured."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.bench.contest import Asked, Outcome
from scripts.bench.machine import Machine
from scripts.bench.moments import Cold
from scripts.bench.questions import Kind, Question
from scripts.bench.rows import Analysis
from scripts.bench.serving import Served


@dataclass(frozen=True, slots=True)
class Size:
    """What came of one size."""

    units: int
    analysis: Analysis
    outcomes: tuple[Outcome, ...]

    @property
    def rate(self) -> float:
        """The units a second of the analysis alone."""
        return self.units / self.analysis.seconds

    def of(self, name: str) -> Outcome | None:
        """Return the outcome of a contender, or None where it took no part."""
        return next((one for one in self.outcomes if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `missing` says why contenders took no part, `parts` how many seconds each part took."""

    machine: Machine
    source: str
    questions: tuple[Question, ...]
    sizes: tuple[Size, ...]
    missing: dict[str, str]
    served: tuple[Served, ...] = ()
    cold: Cold | None = None
    added: float | None = None
    parts: tuple[tuple[str, float], ...] = ()

    def at(self, units: int) -> Size:
        """Return the largest size that has no more than so many units, or else the smallest."""
        small = [size for size in self.sizes if size.units <= units]
        return small[-1] if small else self.sizes[0]

    def times(self, asked: Asked, kind: Kind) -> list[float]:
        """Return the milliseconds of the questions of one kind."""
        pairs = zip(self.questions, asked.times, strict=True)
        return [taken for question, times in pairs if question.kind == kind for taken in times]
