"""Entries made by several processes are those made by one, in the same order; nobody notices the others."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.engines.index_directory import current
from indexer.indexing import file_entries, pipeline, tasks, workers
from indexer.indexing.file_entries import DocumentEntries
from indexer.indexing.pipeline import analyse_all
from indexer.indexing.workers import WorkerProcess
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.holding import Holding
from indexer.runtime.config import LARGEST
from indexer.runtime.errors import InputError
from tests.shelf import ENGLISH, REPORT, config, written
from tests.terminal import BIN

COUNT = 30
TALK = " and the report of the meeting says so" * 12
Started = list[WorkerProcess[Holding]]


@pytest.fixture
def held(tmp_path: Path) -> tuple[Holding, ...]:
    return shelf(tmp_path / "corpus")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Collect the helpers that are started; chunks are small, so that there are many."""
    found: Started = []

    def start(task: str, largest: int) -> WorkerProcess[Holding]:
        found.append(WorkerProcess(task, largest))
        return found[-1]

    monkeypatch.setattr(workers, "WorkerProcess", start)
    monkeypatch.setattr(pipeline, "_CHUNK_FILES", 2)
    return found


def shelf(corpus: Path, *, lines: int = 0) -> tuple[Holding, ...]:
    """Write a corpus, with a manifest; `lines` more paragraphs make documents larger."""
    rows, held = [], []
    more = "".join(
        f"\n{number}. The Committee held the workshop of Botswana in room {number * 7}{TALK}.\n"
        for number in range(3, lines)
    )
    for number in range(COUNT):
        symbol = f"S/2021/{100 + number}"
        for language, text in (("en", ENGLISH + more), ("zh", REPORT)):
            name = f"{number:03}.{language}.txt"
            written(corpus / name, text.replace("S/2021/77", symbol))
            given = Given(symbol, "zh" if language == "zh" else "en", "official")
            held.append(Holding(corpus, name, symbol, "zh" if language == "zh" else "en", "official", given))
            rows.append(
                f'[[document]]\nfile = "{name}"\nsymbol = "{symbol}"\nlanguage = "{language}"\n'
                'edition = "official"\n'
            )
    written(corpus / "manifest.toml", "".join(rows))
    return tuple(held)


def made(held: tuple[Holding, ...], workers: int | None) -> list[DocumentEntries]:
    with closing(analyse_all(held, workers)) as found:
        return list(found)


def is_there(pid: int) -> bool:
    """Tell whether a process lives; one that has ended and that nobody has asked after does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            if f"\nPPid:\t{pid}\n" in status.read_text("utf-8"):
                found.append(int(status.parent.name))
    return found


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not until():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("workers", [1, 3])
def test_helpers_change_nothing(held: tuple[Holding, ...], started: Started, workers: int) -> None:
    assert made(held, workers) == made(held, 0) == [file_entries.analyse(one) for one in held]
    assert len(started) == workers
    assert not any(Path(f"/proc/{worker.pid}").exists() for worker in started)


def test_helpers_do_their_part(
    held: tuple[Holding, ...], started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    answer = WorkerProcess.answer

    def seen(worker: WorkerProcess[Holding]) -> tuple[int, bytes] | None:
        found = answer(worker)
        if found:
            taken.append(found[0])
        return found

    monkeypatch.setattr(WorkerProcess, "answer", seen)
    with closing(analyse_all(held, 1)) as found:
        for _ in found:
            time.sleep(0.02)  # an engine at work
    assert started
    assert taken == list(range(2 * COUNT))


def test_few_texts_are_read_without_help(held: tuple[Holding, ...], started: Started) -> None:
    assert len(made(held, None)) == len(held)
    assert started == []


def test_a_larger_library_is_read_with_as_much_help_as_there_are_processors(
    held: tuple[Holding, ...], started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "MUCH", 1000)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    assert made(held, None) == made(held, 0)
    assert len(started) == 3


@pytest.mark.parametrize("bad", [0, 30, 2 * COUNT - 1])
def test_a_file_that_cannot_be_read_is_told_as_without_help(
    held: tuple[Holding, ...], started: Started, bad: int
) -> None:
    held[bad].path.write_bytes(b"\x00\x01" * 500)
    told = []
    for count in (0, 2):
        seen: list[DocumentEntries] = []
        with pytest.raises(InputError) as error, closing(analyse_all(held, count)) as found:
            seen.extend(found)
        told.append((str(error.value), seen))
    assert told[0] == told[1]
    assert not any(is_there(worker.pid) for worker in started)


def test_a_helper_that_is_killed_is_not_missed(held: tuple[Holding, ...], started: Started) -> None:
    seen: list[DocumentEntries] = []
    with closing(analyse_all(held, 2)) as found:
        for number, one in enumerate(found):
            seen.append(one)
            if number in (0, 40):
                os.kill(started[number // 40].pid, signal.SIGKILL)
    assert seen == made(held, 0)


@pytest.mark.parametrize("command", ["/nonexistent/python", "/bin/false", None])
def test_without_a_python_to_start_there_is_no_help(
    held: tuple[Holding, ...], monkeypatch: pytest.MonkeyPatch, command: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", command)
    assert made(held, 2) == made(held, 0)


def test_large_documents_and_long_titles_are_in_nobodys_way(tmp_path: Path, started: Started) -> None:
    held = list(shelf(tmp_path / "large", lines=400)[:12])
    held[6] = Holding(
        held[6].corpus,
        held[6].file,
        held[6].symbol,
        "en",
        "official",
        Given(language="en", title="long " * 9000),
    )
    assert made(tuple(held), 2) == made(tuple(held), 0)
    assert len(started) == 2


def test_who_stops_early_leaves_no_process(held: tuple[Holding, ...], started: Started) -> None:
    with closing(analyse_all(held, 2)) as found:
        next(found)
        assert all(is_there(worker.pid) for worker in started)
    assert not any(Path(f"/proc/{worker.pid}").exists() for worker in started)


def test_helpers_end_with_a_process_that_is_killed(held: tuple[Holding, ...]) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom tests.indexing.test_pipeline import shelf\n"
        "from indexer.indexing import pipeline\n"
        "found = pipeline.analyse_all(shelf(Path(sys.argv[1])), 2)\nnext(found)\n"
        "team = found.gi_frame.f_locals['found'].gi_frame.f_locals['pool']\n"
        "print(*(worker.pid for worker in team._workers), flush=True)\ntime.sleep(60)\n"
    )
    words = [sys.executable, "-c", program, str(held[0].corpus)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        pids = [int(pid) for pid in other.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(is_there, pids))
        other.kill()
    wait(lambda: not any(map(is_there, pids)))


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_library_as_it_was(tmp_path: Path, stop: signal.Signals) -> None:
    shelf(tmp_path / "corpus", lines=60)
    made = config(tmp_path, tmp_path / "corpus")
    Library(made).build()
    before = current(made.library.index / "whoosh")
    written(
        tmp_path / "config.toml", f'[library]\ncorpora = ["{tmp_path}/corpus", "added"]\nindex = "index"\n'
    )
    command = [str(BIN / "indexer"), "--config", str(tmp_path / "config.toml"), "build"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as build:
        wait(lambda: len(children(build.pid)) == pipeline.most_workers())
        workers = children(build.pid)
        time.sleep(0.5)
        os.killpg(build.pid, stop) if stop == signal.SIGINT else build.kill()
        out, err = build.communicate(timeout=60)
    assert (build.returncode, out) == (130 if stop == signal.SIGINT else -9, "")
    assert err == ("indexer: Interrupted.\n" if stop == signal.SIGINT else "")
    wait(lambda: not any(map(is_there, workers)))
    assert current(made.library.index / "whoosh") == before


def test_a_helper_says_what_it_could_not_do(held: tuple[Holding, ...]) -> None:
    missing = replace(held[0], file="missing.txt")
    question, answer = pickle.dumps([missing, held[0]]), io.BytesIO()
    attempts = tasks.Attempts(tasks.ANALYSE, LARGEST)
    workers.serve(attempts, io.BytesIO(len(question).to_bytes(8, "big") + question), answer)
    answer.seek(0)
    first, second = (attempts.load(answer.read(int.from_bytes(answer.read(8), "big"))) for _ in range(2))
    assert isinstance(first, tasks.Failure)
    assert f"There is no file {missing.path}" in str(first.error)
    assert second == file_entries.analyse(held[0])
