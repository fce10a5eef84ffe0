"""Everybody builds, everybody is asked, in turns: what disturbs the machine disturbs all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from time import monotonic

from scripts.bench import team
from scripts.bench.contenders.base import Ground
from scripts.bench.questions import Question
from scripts.bench.team import Built, Worker

BLOCK = 20
"""Questions that one contender answers in a row."""


@dataclass(slots=True)
class Asked:
    """What a contender's answers took: milliseconds by question, of all counted rounds; and the totals."""

    times: list[list[float]]
    totals: list[int | None]
    rounds: int = 0
    seconds: float = 0.0

    @property
    def all(self) -> list[float]:
        """The milliseconds of all questions."""
        return [taken for each in self.times for taken in each]


@dataclass(slots=True)
class Outcome:
    """What came of one contender at one size."""

    name: str
    built: Built
    full: Asked
    light: Asked
    opened: float = 0.0
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of how many questions two contenders give the same total, by kind: `same` of `of`."""

    same: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)


def build(names: Sequence[str], ground: Ground, say: Callable[[str], None]) -> dict[str, Built]:
    """Have each make its index, one after the other."""
    made = {}
    for name in names:
        made[name] = team.build(name, own(ground, name))
        say(f"  {name}: built in {made[name].seconds:.1f} s")
    return made


def ask(
    built: dict[str, Built], ground: Ground, questions: Sequence[Question], rounds: int, budget: float
) -> list[Outcome]:
    """Ask everybody all questions `rounds` times, after one round that does not count.

    Who has been asked for `budget` seconds in one manner, and once at least, is left out of further rounds.
    """
    with ExitStack() as stack:
        workers: dict[str, Worker] = {}
        outcomes = []
        for name, made in built.items():
            workers[name] = stack.enter_context(team.worker(name, own(ground, name), questions))
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


def agreement(one: Outcome, other: Outcome, questions: Sequence[Question]) -> Agreement:
    """Compare the totals of two contenders; questions that one of them does not answer are left out."""
    found = Agreement()
    for question, mine, yours in zip(questions, one.full.totals, other.full.totals, strict=True):
        if mine is not None and yours is not None:
            found.of[question.kind] += 1
            found.same[question.kind] += mine == yours
    return found


def own(ground: Ground, name: str) -> Ground:
    """Return a contender's own place on common ground."""
    return replace(ground, place=ground.place / name)


def _nothing(questions: Sequence[Question]) -> Asked:
    return Asked([[] for _ in questions], [None] * len(questions))


def _taking(
    workers: dict[str, Worker], outcomes: Sequence[Outcome], budget: float, *, full: bool
) -> list[tuple[Worker, Asked]]:
    """Return who is asked in this round: everybody once at least, then whose time is not used up."""
    each = [(workers[one.name], one.full if full else one.light) for one in outcomes]
    return [(asked, so_far) for asked, so_far in each if not so_far.rounds or so_far.seconds < budget]


def _round(taking: Sequence[tuple[Worker, Asked]], questions: int, *, full: bool, counted: bool) -> None:
    """Ask all questions once, in blocks, everybody in turn."""
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
