"""Have all contenders build their indexes and answer the same questions in turn.

They take turns so that a disturbance of the machine affects all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from time import monotonic

from scripts.bench import contender_process
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_process import Built, ContenderProcess
from scripts.bench.contenders.contender import Ground

BLOCK = 20
"""How many questions a contender answers before the next one's turn."""


@dataclass(slots=True)
class ContestTimes:
    """The times of one contender in one manner of asking (full or light).

    `times` are the milliseconds of each question in all counted rounds, `totals` the number of units found,
    `rounds` the counted rounds, and `seconds` the time spent in all rounds.
    """

    times: list[list[float]]
    totals: list[int | None]
    rounds: int = 0
    seconds: float = 0.0

    @property
    def all(self) -> list[float]:
        """The milliseconds of all questions together."""
        return [taken for each in self.times for taken in each]


@dataclass(slots=True)
class Outcome:
    """The results of one contender at one size; `opened` is in seconds, `peak` in bytes of memory."""

    name: str
    built: Built
    full: ContestTimes
    light: ContestTimes
    opened: float = 0.0
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """For each kind of question, how many were compared (`of`) and how many had equal totals (`same`)."""

    same: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)


def build(names: Sequence[str], ground: Ground, say: Callable[[str], None]) -> dict[str, Built]:
    """Have each contender build its index, one after the other."""
    made = {}
    for name in names:
        made[name] = contender_process.build(name, own(ground, name))
        say(f"  {name}: built in {made[name].seconds:.1f} s")
    return made


def ask(
    built: dict[str, Built], ground: Ground, questions: Sequence[BenchQuestion], rounds: int, budget: float
) -> list[Outcome]:
    """Ask all contenders all questions `rounds` times, after one round that does not count.

    Each question is asked for a full and for a light answer. A contender leaves the further rounds of one
    manner once it has spent `budget` seconds on it, but it takes part in at least one that counts.

    Args:
        built: The contenders, with what building their indexes took.
        ground: The folders and files that contenders share.
        questions: The questions.
        rounds: How many rounds count.
        budget: Seconds for each contender in each manner.

    Returns:
        The outcome of each contender, in the order of `built`.

    """
    with ExitStack() as stack:
        workers: dict[str, ContenderProcess] = {}
        outcomes = []
        for name, made in built.items():
            workers[name] = stack.enter_context(contender_process.worker(name, own(ground, name), questions))
            opened = float(workers[name].order("open")["seconds"])
            outcomes.append(Outcome(name, made, _nothing(questions), _nothing(questions), opened))
        for number in range(rounds + 1):
            for full in (True, False):
                taking = _taking(workers, outcomes, budget, full=full)
                _round(taking, len(questions), full=full, counted=number > 0)
        for outcome in outcomes:
            outcome.peak = workers[outcome.name].peak
            workers[outcome.name].order("close")
        return outcomes


def agreement(one: Outcome, other: Outcome, questions: Sequence[BenchQuestion]) -> Agreement:
    """Compare the totals of two contenders; questions that one of them does not answer are left out."""
    found = Agreement()
    for question, mine, yours in zip(questions, one.full.totals, other.full.totals, strict=True):
        if mine is not None and yours is not None:
            found.of[question.kind] += 1
            found.same[question.kind] += mine == yours
    return found


def own(ground: Ground, name: str) -> Ground:
    """Return the ground for one contender, with a folder of its own."""
    return replace(ground, place=ground.place / name)


def _nothing(questions: Sequence[BenchQuestion]) -> ContestTimes:
    """Return the times of a contender that has not been asked yet."""
    return ContestTimes([[] for _ in questions], [None] * len(questions))


def _taking(
    workers: dict[str, ContenderProcess], outcomes: Sequence[Outcome], budget: float, *, full: bool
) -> list[tuple[ContenderProcess, ContestTimes]]:
    """Return the contenders of this round: in their first round all, later those with time left."""
    each = [(workers[one.name], one.full if full else one.light) for one in outcomes]
    return [(asked, so_far) for asked, so_far in each if not so_far.rounds or so_far.seconds < budget]


def _round(
    taking: Sequence[tuple[ContenderProcess, ContestTimes]], questions: int, *, full: bool, counted: bool
) -> None:
    """Ask all questions once, in blocks, each contender in turn."""
    for start in range(0, questions, BLOCK):
        numbers = range(start, min(start + BLOCK, questions))
        for asked, so_far in taking:
            started = monotonic()
            for number, (taken, total) in zip(numbers, asked.ask(numbers, full=full), strict=True):
                so_far.totals[number] = total
                if counted:
                    so_far.times[number].append(taken)
            so_far.seconds += monotonic() - started
    for _, so_far in taking:
        so_far.rounds += counted
