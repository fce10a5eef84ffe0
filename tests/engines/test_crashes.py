"""Whatever stops a writer, the library is as it was or as it was to be, and the next write works."""

from __future__ import annotations

import logging
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from indexer import engines
from indexer.engines.base import And, Changes, Request
from indexer.engines.index_directory import current
from indexer.model.document import Given
from tests.crashing import CHANGES, PROCESSES, View, act, litter, opened, prepare, units, view
from tests.failing_disk import CALLS, faults, said
from tests.terminal import Outcome, process

LOG = logging.getLogger(__name__)
SEED = 20191223
ENGINES = ("whoosh", "tantivy")
TIMES = [pytest.param(10, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.stress)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "tantivy":
        pytest.importorskip("tantivy")
    return name


@pytest.fixture(params=sorted(CHANGES))
def change(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


class Trial:
    """A change to a library, made again and again on copies of it: what it is before and after."""

    def __init__(self, home: Path, engine: str, change: str) -> None:
        self.place = home / "place"
        self._stock = home / "stock"
        self._engine = engine
        self._change = change
        prepare(self._stock, engine, change)
        self._again()
        self.before, self._before_next = self._views()
        self._again()
        started = time.monotonic()
        CHANGES[change](self.place, engine)
        self.seconds = time.monotonic() - started
        self.after, self._after_next = self._views()
        assert self.before != self.after
        self._again()

    def _again(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._stock, self.place)  # with the times of files, which the record knows

    def _views(self) -> tuple[View, View]:
        """Look at the library, write to it, and look again."""
        shown = view(self.place, self._engine)
        state = current(self.place / "index" / self._engine)
        library = opened(self.place, self._engine)
        if shown.fits:
            library.add([self.place / "next.txt"], Given())
        else:
            library.build()
        library.close()
        assert litter(self.place, self._engine, state) == set()
        return shown, view(self.place, self._engine)

    def command(self, *launcher: str) -> Outcome:
        """Make the change as a user would, as a process that something is done to."""
        words = {
            "build": ("build",),
            "add": ("add", f"{self.place}/report.txt", f"{self.place}/english.txt"),
            "remove": ("remove", "S/2021/77", "--language", "en"),
        }[self._change]
        config = ("--config", f"{self.place}/config.toml")
        return process("indexer", *config, *words, env={"PYTHONDONTWRITEBYTECODE": "1"}, launcher=launcher)

    def outcome(self) -> str:
        """Tell which state the library is in, hold that against the undisturbed one, and begin again."""
        found, following = self._views()
        assert found in (self.before, self.after)
        assert following == (self._before_next if found == self.before else self._after_next)
        self._again()
        return "before" if found == self.before else "after"


@pytest.mark.parametrize("times", TIMES)
def test_a_killed_writer_leaves_the_library_as_it_was_or_was_to_be(
    tmp_path: Path, engine: str, change: str, times: int
) -> None:
    trial = Trial(tmp_path, engine, change)
    chance = random.Random(SEED)  # noqa: S311 - no secret
    LOG.info("seed %s, a change takes %.3f s", SEED, trial.seconds)
    outcomes: Counter[str] = Counter()
    for _ in range(times):
        ready = PROCESSES.Event()
        child = PROCESSES.Process(target=act, args=(trial.place, engine, change, ready))
        child.start()
        assert ready.wait(60)
        time.sleep(chance.uniform(0, 2 * trial.seconds))
        child.kill()
        child.join()
        outcomes[trial.outcome()] += 1
    LOG.info(dict(outcomes))


# --- a disk that fails ---------------------------------------------------------------------------

FAULTS = [pytest.param(6, marks=pytest.mark.slow), pytest.param(None, marks=pytest.mark.stress)]


@pytest.mark.parametrize("count", FAULTS)
def test_a_disk_that_fails_leaves_the_library_as_it_was_or_was_to_be(
    tmp_path: Path, strace: str, engine: str, change: str, count: int | None
) -> None:
    trial = Trial(tmp_path, engine, change)
    log = tmp_path / "calls"
    assert trial.command(strace, "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}").status == 0
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
        outcomes[trial.outcome(), done.status] += 1
    LOG.info("%s calls failed: %s", struck, dict(outcomes))
    assert struck > len(chosen) / 2


@pytest.mark.parametrize("count", FAULTS)
def test_a_merge_that_fails_in_the_background_publishes_nothing_broken(
    tmp_path: Path, strace: str, count: int | None
) -> None:
    pytest.importorskip("tantivy")
    stock, place, log = tmp_path / "stock", tmp_path / "place", tmp_path / "calls"
    made = engines.engine("tantivy", stock)
    for turn in range(7):
        made.write(Changes(units(f"d{turn}"), mark="before"))
    before = {f"d{turn}:{number:02}" for turn in range(7) for number in range(20)}
    after = before | {one.id for one in units("last")}

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(stock, place)
        words = (strace, "-f", "-o", str(log), *options, sys.executable, "-m", "tests.crashing")
        return subprocess.run([*words, str(place), "tantivy"], check=False, capture_output=True, text=True)

    assert run("-e", f"trace={','.join(CALLS)}").returncode == 0
    state = current(place)
    assert state
    assert sum(name.endswith(".store") for name in state.files) == 1
    outcomes: Counter[tuple[str, int]] = Counter()
    for fault in faults(log, count):
        LOG.info(fault)
        done = run("-e", fault)
        assert done.returncode in (0, 3), done
        assert "panicked" not in done.stderr, done
        found = engines.engine("tantivy", place)
        mark = found.open()
        everything = Request(And(()), limit=None)
        expected = before if mark == "before" else after
        assert {one.id for one in found.search(everything).found} == expected
        found.write(Changes(units("next"), mark="next"))
        found.open()
        assert {one.id for one in found.search(everything).found} == expected | {
            one.id for one in units("next")
        }
        outcomes[str(mark), done.returncode] += 1
    LOG.info(dict(outcomes))
