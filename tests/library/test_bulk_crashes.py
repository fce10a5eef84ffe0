"""Whatever stops a change of many documents, the library is as it was or as it was to be, and whole."""

from __future__ import annotations

import importlib.util
import logging
import os
import random
import re
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from indexer.engines.index_directory import current
from indexer.model.document import Given
from tests.bulk import (
    CHANGES,
    HELD,
    View,
    act,
    act_until,
    add,
    flip,
    library,
    litter,
    look,
    newer,
    stock,
    view,
)
from tests.crashing import PROCESSES, read
from tests.failing_disk import CALLS, faults, said
from tests.terminal import Outcome, process

LOG = logging.getLogger(__name__)
SEED = 20261129
ENGINE = "tantivy" if importlib.util.find_spec("tantivy") else "whoosh"
"""What an engine leaves is tried elsewhere; here it is the catalog."""
TIMES = [pytest.param(3, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.stress)]
SECONDS = [pytest.param(10, marks=pytest.mark.slow), pytest.param(120, marks=pytest.mark.stress)]


class Trial:
    """A change of a library, made again and again on copies of it: every state that it may leave."""

    def __init__(self, home: Path, change: str) -> None:
        self.home = home
        self.place = home / "place"
        self.change = change
        self._stock = home / "stock"
        CHANGES[change].stock(self._stock, ENGINE)
        self.again()
        self.states: dict[View, tuple[str, View]] = {}
        self._state("before")
        if change.startswith("take over"):  # what is taken over stays so, whatever becomes of the rest
            CHANGES["take over and build"].make(self.place)
            self._state("taken over")
        started = time.monotonic()
        with self.newer():
            CHANGES[change].make(self.place)
        self.seconds = time.monotonic() - started
        self._state("after")
        assert len(self.states) == (3 if change in ("take over and add", "take over and remove") else 2)

    def newer(self) -> AbstractContextManager[None]:
        return newer(is_newer=CHANGES[self.change].is_newer)

    def again(self) -> None:
        """Begin with a fresh copy, with the times of files, which the record knows."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._stock, self.place)

    def _state(self, name: str) -> None:
        found, following = self._views()
        self.states[found] = (name, following)
        self.again()

    def _views(self) -> tuple[View, View]:
        """Look at the library, write to it, and look again."""
        with newer(is_newer=CHANGES[self.change].is_newer):
            found = view(self.place)
            (index,) = (path for path in (self.place / "index").iterdir() if path.is_dir())
            with library(self.place) as opened:
                if not found.fits:
                    opened.update()
                state = current(index)
                opened.add([self.place / "next.txt"], Given())
            assert litter(self.place, state) == set()
            return found, view(self.place)

    def outcome(self) -> str:
        """Tell which state the library is in, and that it goes on as an undisturbed one; begin again."""
        found, following = self._views()
        assert found in self.states
        name, expected = self.states[found]
        assert following == expected
        self.again()
        return name

    def command(self, *launcher: str) -> Outcome:
        """Make the change as a user would, as a process that something is done to."""
        config = ("--config", "config.toml")
        words = ("-m", "tests.bulk", *config, *CHANGES[self.change].command)
        path = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))
        env = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": path}
        here = Path.cwd()
        os.chdir(self.place)
        try:
            return process(Path(sys.executable).name, *words, env=env, launcher=launcher)
        finally:
            os.chdir(here)


@pytest.fixture(params=sorted(CHANGES))
def trial(request: pytest.FixtureRequest, tmp_path: Path) -> Trial:
    return Trial(tmp_path, request.param)


@pytest.mark.parametrize("times", TIMES)
def test_a_killed_writer_leaves_a_whole_library(trial: Trial, times: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - no secret
    LOG.info("seed %s, a change takes %.3f s", SEED, trial.seconds)
    outcomes: Counter[str] = Counter()
    for _ in range(times):
        ready = PROCESSES.Event()
        child = PROCESSES.Process(target=act, args=(trial.place, trial.change, ready))
        child.start()
        assert ready.wait(60)
        time.sleep(chance.uniform(0, 2.5 * trial.seconds))
        child.kill()
        child.join()
        outcomes[trial.outcome()] += 1
    LOG.info("%s, killed at any time: %s", trial.change, dict(outcomes))


@pytest.mark.parametrize("times", TIMES)
def test_a_writer_that_is_stopped_at_a_step_leaves_a_whole_library(trial: Trial, times: int) -> None:
    log = trial.home / "steps"
    run(trial, None, log)
    assert trial.outcome() == "after"
    made = {name: int(count) for name, count in map(str.split, log.read_text("utf-8").splitlines())}
    steps = [
        (name, number, after)
        for name, count in made.items()
        for number in sorted({1, 2, count // 2 + 1, count})
        for after in (False, True)
        if number <= count
    ]
    random.Random(SEED).shuffle(steps)  # noqa: S311 - no secret
    outcomes: Counter[str] = Counter()
    for step in steps[:times]:
        assert run(trial, step, log) in (
            -signal.SIGKILL,
            0,
        )  # an engine does not remove as many files each time
        outcomes[trial.outcome()] += 1
    LOG.info("%s, stopped at some of %s steps: %s", trial.change, len(steps), dict(outcomes))
    assert len(outcomes) > 1 or times < len(steps)


def run(trial: Trial, step: tuple[str, int, bool] | None, log: Path) -> int | None:
    child = PROCESSES.Process(target=act_until, args=(trial.place, trial.change, step, log))
    child.start()
    child.join()
    return child.exitcode


# --- a disk that fails

FAULTS = [pytest.param(4, marks=pytest.mark.slow), pytest.param(None, marks=pytest.mark.stress)]


@pytest.mark.parametrize("count", FAULTS)
@pytest.mark.parametrize("change", sorted(set(CHANGES) - {"renew"}))
def test_a_disk_that_fails_leaves_a_whole_library(
    tmp_path: Path, strace: str, change: str, count: int | None
) -> None:
    trial = Trial(tmp_path, change)
    log = tmp_path / "calls"
    if change == "add":
        trial.states |= few(trial)
    done = trial.command(strace, "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    assert done.status == 0, done
    assert trial.outcome() == "after"
    chosen = faults(log, count)
    outcomes: Counter[tuple[str, int]] = Counter()
    struck = 0
    for fault in chosen:
        LOG.info(fault)
        done = trial.command(strace, "-f", "-o", str(log), "-e", fault)
        traced = log.read_text("utf-8")
        struck += "(INJECTED)" in traced
        said(done, traced)
        state = trial.outcome()
        assert state == "after" or done.status, done
        outcomes[state, done.status] += 1
    LOG.info("%s, %s calls failed: %s", change, struck, dict(outcomes))
    assert struck > len(chosen) / 2


@pytest.mark.parametrize("count", TIMES)
@pytest.mark.parametrize("change", sorted(set(CHANGES) - {"renew"}))
def test_a_writer_that_is_killed_at_a_call_of_the_disk_leaves_a_whole_library(
    tmp_path: Path, strace: str, change: str, count: int
) -> None:
    trial = Trial(tmp_path, change)
    log = tmp_path / "calls"
    if change == "add":
        trial.states |= few(trial)
    assert trial.command(strace, "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}").status == 0
    assert trial.outcome() == "after"
    outcomes: Counter[str] = Counter()
    killed = 0
    for fault in faults(log, count):
        stop = re.sub("error=[A-Z]+", "signal=KILL", fault)
        done = trial.command(strace, "-f", "-o", str(log), "-e", stop)
        killed += done.status == -signal.SIGKILL
        outcomes[trial.outcome()] += 1
    LOG.info("%s, killed at %s calls of the disk: %s", change, killed, dict(outcomes))
    assert killed > count / 2


def few(trial: Trial) -> dict[View, tuple[str, View]]:
    """Return what a smaller addition leaves; each of its calls is made to fail."""
    add(trial.place, "few")
    found, following = trial._views()
    trial.again()
    return {found: ("after", following)}


# --- readers beside a writer


@pytest.mark.parametrize("seconds", SECONDS)
def test_readers_never_see_a_part_of_a_change(tmp_path: Path, seconds: int) -> None:
    stock(tmp_path, ENGINE)
    states = set()
    for word in ("the second", "the third"):
        flip(tmp_path, word)
        states.add(look(tmp_path))
    assert len(states) == 2
    assert all(state.count("workshop") == len(HELD) for state in states)
    stop, told = PROCESSES.Event(), PROCESSES.Queue()
    readers = [
        PROCESSES.Process(target=read, args=(partial(look, tmp_path), states, stop, told)) for _ in range(3)
    ]
    for reader in readers:
        reader.start()
    until = time.monotonic() + seconds
    writes = 0
    try:
        while time.monotonic() < until:
            flip(tmp_path, ("the second", "the third")[writes % 2])
            writes += 1
    finally:
        stop.set()
    outcomes = [told.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    LOG.info("%s writes, %s answers", writes, [count for count, _ in outcomes])
    assert [wrong for _, wrong in outcomes if wrong] == []
    assert all(count for count, _ in outcomes)
