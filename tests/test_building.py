"""Writers take turns, waiting where they are asked to; readers are never in the way, nor see half a change."""

from __future__ import annotations

import time
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Thread

import pytest

from indexer import building, holdings
from indexer.cli import indexer as commands
from indexer.errors import BusyError, IndexUnusableError
from indexer.freshness import writing
from indexer.holdings import MANIFEST, REPLACED, STAGED
from indexer.library import Library
from indexer.model import Given
from indexer.query import arguments
from tests.crashing import PROCESSES, hold, opened, read, stock
from tests.shelf import ENGLISH, REPORT, config, written
from tests.terminal import Terminal, process

SECONDS = [pytest.param(10, marks=pytest.mark.slow), pytest.param(120, marks=pytest.mark.stress)]
COMMANDS = (("build",), ("add", "next.txt"), ("remove", "S/2021/77"))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stock(tmp_path, "whoosh")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(capsys, monkeypatch)


# --- a second writer -----------------------------------------------------------------------------


@pytest.mark.parametrize("words", COMMANDS, ids=str)
def test_a_second_writer_is_told_at_once_or_waits_as_asked(shelf: Path, words: tuple[str, ...]) -> None:
    ready, leave = PROCESSES.Event(), PROCESSES.Event()
    other = PROCESSES.Process(target=hold, args=(shelf, ready, leave))
    other.start()
    assert ready.wait(60)
    refused = process("indexer", *words)
    assert refused.status == 4
    assert "Another process is writing" in refused.err
    assert process("indexer", *words, "--wait", "0.1").status == 4
    leaving = Thread(target=lambda: (time.sleep(1), leave.set()))
    leaving.start()
    waited = process("indexer", *words, "--wait", "60")
    assert (waited.status, waited.err) == (0, "")
    leaving.join()
    other.join()


def test_the_lock_of_a_process_that_died_is_free(shelf: Path) -> None:
    ready, leave = PROCESSES.Event(), PROCESSES.Event()
    other = PROCESSES.Process(target=hold, args=(shelf, ready, leave))
    other.start()
    assert ready.wait(60)
    with pytest.raises(BusyError, match="--wait"):
        opened(shelf, "whoosh").build()
    other.kill()
    other.join()
    assert (shelf / "index" / "lock").exists()
    opened(shelf, "whoosh").build()


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon", "1e9"])
def test_a_time_to_wait_is_a_number_of_seconds(shelf: Path, terminal: Terminal, seconds: str) -> None:
    assert shelf
    assert terminal("indexer", "build", f"--wait={seconds}").status == 2


# --- what a writer that was stopped leaves -------------------------------------------------------


def stopped(shelf: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    """Stop an `add` where it calls a function, and let nothing be cleared away."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(holdings, function, stop)
        patched.setattr(building, "_abandon", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            opened(shelf, "whoosh").add([shelf / "report.txt", shelf / "english.txt"], Given())


def names(shelf: Path) -> set[str]:
    return {path.name for path in (shelf / "added").iterdir()}


@pytest.mark.parametrize("change", ["add", "remove", "build"])
def test_the_next_writer_clears_away_what_was_never_committed(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = names(shelf)
    stopped(shelf, monkeypatch, "digest")
    assert names(shelf) == before  # stopped before anything was staged: an `add` looks at the record first
    real = holdings.digest
    monkeypatch.setattr(
        holdings, "digest", lambda *given: real(*given) if len(given) == 1 else (_ for _ in ()).throw(OSError())
    )
    monkeypatch.setattr(building, "_abandon", lambda *_: None)
    with pytest.raises(Exception, match="cannot be written"):
        opened(shelf, "whoosh").add([shelf / "report.txt", shelf / "english.txt"], Given())
    monkeypatch.undo()
    monkeypatch.chdir(shelf)
    assert len(names(shelf) - before) == 4
    library = opened(shelf, "whoosh")
    library.open()
    if change == "add":
        library.add([shelf / "next.txt"], Given())
    elif change == "remove":
        library.remove("S/2021/77", "en")
    else:
        library.build()
    assert names(shelf) == {MANIFEST, *(one.file for one in holdings.read(shelf / "added"))}


@pytest.mark.parametrize("function", ["settle", "tidy"])
def test_what_was_committed_is_finished(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    real = holdings.tidy
    calls = iter([False])  # the first clearing away comes before the change
    monkeypatch.setattr(holdings, "tidy", lambda corpus: real(corpus) if not next(calls, True) else stop())

    def stop() -> None:
        raise KeyboardInterrupt

    if function == "settle":
        monkeypatch.setattr(holdings, "settle", lambda _: stop())
    monkeypatch.setattr(building, "_abandon", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        opened(shelf, "whoosh").add([shelf / "report.txt", shelf / "english.txt"], Given())
    monkeypatch.undo()
    assert REPLACED in names(shelf)
    assert (STAGED in names(shelf)) == (function == "settle")
    opened(shelf, "whoosh").build()  # which has not been opened before
    held = holdings.read(shelf / "added")
    assert {(one.symbol, one.language) for one in held} == {("S/2021/77", "zh"), ("S/2021/77", "en")}
    assert names(shelf) == {MANIFEST, *(one.file for one in held)}
    opened(shelf, "whoosh").open()


def test_a_reader_mends_nothing_while_a_writer_is_at_work(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = (shelf / "added" / MANIFEST).read_text("utf-8")
    looked: list[str] = []

    def look(corpus: Path) -> None:
        opened(shelf, "whoosh").open()
        looked.append((corpus / MANIFEST).read_text("utf-8"))
        real(corpus)

    real = holdings.settle
    monkeypatch.setattr(holdings, "settle", look)
    opened(shelf, "whoosh").add([shelf / "next.txt"], Given())
    assert looked == [manifest]


def test_a_reader_looks_again_when_the_record_changes_under_it(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = opened(shelf, "whoosh")
    real = reader._mark
    writers = iter([opened(shelf, "whoosh")])

    def mark() -> object:
        found = real()
        for writer in writers:
            writer.add([shelf / "next.txt"], Given())
        return found

    monkeypatch.setattr(reader, "_mark", mark)
    reader.open()
    assert reader.search(arguments.parse([("document", "S/2021/78")])).total


# --- readers beside a writer ---------------------------------------------------------------------


@pytest.mark.parametrize("seconds", SECONDS)
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_eight_readers_and_a_writer_are_in_nobodys_way(tmp_path: Path, engine: str, seconds: int) -> None:
    if engine == "tantivy":
        pytest.importorskip("tantivy")
    stock(tmp_path, engine)
    stop = PROCESSES.Event()
    said = PROCESSES.Queue()
    processes = [PROCESSES.Process(target=read, args=(tmp_path, engine, stop, said)) for _ in range(4)]
    shared = opened(tmp_path, engine)
    shared.open()
    threads = [Thread(target=read, args=(tmp_path, engine, stop, said, shared)) for _ in range(4)]
    for reader in (*processes, *threads):
        reader.start()
    writes = write(tmp_path, engine, stop, seconds)
    told = [said.get(timeout=60) for _ in range(8)]
    for reader in (*processes, *threads):
        reader.join()
    assert [wrong for _, wrong in told if wrong] == []
    assert all(count for count, _ in told)
    assert writes > 3


def write(place: Path, engine: str, stop: Event, seconds: int) -> int:
    """Change a library from one state to the other until the time is up; return how often."""
    library = opened(place, engine)
    writes = 0
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            library.add([place / "report.txt", place / "next.txt"], Given(), 60)
            library.build(60)
            library.remove("S/2021/78", wait=60)
            library.remove("S/2021/77", "zh", 60)
            writes += 4
    finally:
        stop.set()
    return writes


# --- the faster engine ---------------------------------------------------------------------------


@pytest.mark.parametrize("many", [8, 9])
def test_a_library_that_has_grown_too_large_for_whoosh_is_told_of_tantivy(
    shelf: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    library = opened(shelf, "whoosh")
    library.open()
    units = library.health().units
    monkeypatch.setattr(commands, "MANY", units)
    assert terminal("indexer", "build").err == ""
    crossed = terminal("indexer", "add", "next.txt")
    assert crossed.status == 0
    assert crossed.err.count("\n") == 1
    for part in ("tantivy", "pip install 'juanzong[tantivy]'", 'engine = "tantivy"', "config.toml"):
        assert part in crossed.err
    written(shelf / "more.txt", ENGLISH.replace("S/2021/77", f"S/2021/{many}"))
    assert terminal("indexer", "add", "more.txt").err == ""
    assert terminal("indexer", "remove", f"S/2021/{many}").err == ""
    assert terminal("indexer", "build").err == crossed.err
    assert terminal("indexer", "build", "--if-stale").err == ""


def test_tantivy_is_not_told_of_itself(
    shelf: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("tantivy")
    monkeypatch.setattr(commands, "MANY", 1)
    stock(shelf, "tantivy")
    assert terminal("indexer", "build") .err == ""
