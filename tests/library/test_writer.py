"""Writers take turns, waiting where they are asked to; readers never see half a change."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread, Timer

import pytest

from indexer.catalog import state
from indexer.catalog.catalog import Catalog
from indexer.catalog.database import NAME
from indexer.cli import indexer as commands
from indexer.library import updating, writer
from indexer.model.document import Given
from indexer.query import arguments
from indexer.runtime.errors import BusyError
from tests.crashing import PROCESSES, again, anew, hold, opened, read, shown, stock
from tests.shelf import ENGLISH, held, written
from tests.terminal import Terminal, process, without_progress

LOG = logging.getLogger(__name__)
SECONDS = [pytest.param(10, marks=pytest.mark.slow), pytest.param(120, marks=pytest.mark.stress)]
REAL_SETTLE = Catalog.settle
COMMANDS = (("build",), ("add", "next.txt"), ("remove", "S/2021/77"))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stock(tmp_path, "whoosh")
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
    assert process("indexer", *words, "--wait", "1").status == 4
    leaving = Timer(1, leave.set)
    leaving.start()
    waited = process("indexer", *words, "--wait", "60")
    assert (waited.status, without_progress(waited.err)) == (0, "")
    leaving.join()
    other.join()


def test_the_lock_of_a_readerthat_died_is_free(shelf: Path) -> None:
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


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon", "86401"])
def test_a_time_to_wait_is_a_number_of_seconds(shelf: Path, terminal: Terminal, seconds: str) -> None:
    assert shelf
    assert terminal("indexer", "build", f"--wait={seconds}").status == 2


# --- what a writer that was stopped leaves -------------------------------------------------------


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def settle(catalog: Catalog) -> None:
    REAL_SETTLE(catalog)
    interrupt()


def stop(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, how: Callable[..., None]
) -> None:
    """Stop an `add` at a function, as if the process had ended there: nothing is cleared away."""
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, how)
        patched.setattr(writer, "_abandon", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            opened(shelf, "whoosh").add([shelf / "report.txt", shelf / "english.txt"], Given())


def names(shelf: Path) -> set[str]:
    return {path.name for path in (shelf / "added").iterdir()}


@pytest.mark.parametrize("change", ["add", "remove", "build"])
def test_the_next_writer_clears_away_what_was_never_committed(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = names(shelf)
    stop(shelf, monkeypatch, updating, "entries", interrupt)
    assert len(names(shelf) - before) == 2  # the texts
    library = opened(shelf, "whoosh")
    library.open()
    if change == "add":
        library.add([shelf / "next.txt"], Given())
    elif change == "remove":
        library.remove("S/2021/77", "en")
    else:
        library.build()
    documents = held(shelf / "added")
    assert names(shelf) == {NAME, *(one.file for one in documents)}
    assert len(documents) == {"add": 2, "remove": 0, "build": 1}[change]


@pytest.mark.parametrize("how", [interrupt, settle])
def test_what_was_committed_is_finished(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[..., None]
) -> None:
    stop(shelf, monkeypatch, Catalog, "settle", how)
    opened(shelf, "whoosh").build()  # without having been opened before
    documents = held(shelf / "added")
    assert {(one.symbol, one.language) for one in documents} == {("S/2021/77", "zh"), ("S/2021/77", "en")}
    assert names(shelf) == {NAME, *(one.file for one in documents)}
    opened(shelf, "whoosh").open()


def test_a_reader_mends_nothing_while_a_writer_is_at_work(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []

    def look(catalog: Catalog) -> None:
        before = state.read(catalog.corpus)
        opened(shelf, "whoosh").open()
        looked.append(state.read(catalog.corpus) == before)
        REAL_SETTLE(catalog)

    monkeypatch.setattr(Catalog, "settle", look)
    opened(shelf, "whoosh").add([shelf / "next.txt"], Given())
    assert looked == [True]


def test_a_reader_looks_again_when_the_record_changes_under_it(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = opened(shelf, "whoosh")
    real = reader._mark
    writers = iter([opened(shelf, "whoosh")])

    def mark() -> object:
        found = real()
        for member in writers:
            member.add([shelf / "next.txt"], Given())
        return found

    monkeypatch.setattr(reader, "_mark", mark)
    reader.open()
    assert reader.search(arguments.parse([("symbol", "S/2021/78")])).total


# --- readers beside a writer ---------------------------------------------------------------------


@pytest.mark.parametrize("seconds", SECONDS)
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_eight_readers_and_a_writer_are_in_nobodys_way(tmp_path: Path, engine: str, seconds: int) -> None:
    if engine == "tantivy":
        pytest.importorskip("tantivy")
    stock(tmp_path, engine)
    shared = opened(tmp_path, engine)
    shared.open()
    states = {shown(shared)}
    for _ in changes(tmp_path, engine):
        shared.refresh()
        states.add(shown(shared))
    assert len(states) == 3
    stop, said = PROCESSES.Event(), PROCESSES.Queue()
    told = (states, stop, said)
    processes = [
        PROCESSES.Process(target=read, args=(partial(anew, tmp_path, engine), *told)) for _ in range(4)
    ]
    threads = [Thread(target=read, args=(partial(again, shared), *told)) for _ in range(4)]
    for reader in processes:
        reader.start()
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    writes = 0
    try:
        while time.monotonic() < until:
            writes += sum(1 for _ in changes(tmp_path, engine))
    finally:
        stop.set()
    outcomes = [said.get(timeout=60) for _ in range(8)]
    for reader in processes:
        reader.join()
    for thread in threads:
        thread.join()
    LOG.info("%s writes, %s answers", writes, [count for count, _ in outcomes])
    assert [wrong for _, wrong in outcomes if wrong] == []
    assert all(count for count, _ in outcomes)


def changes(place: Path, engine: str) -> Iterator[None]:
    """Change a library from state to state and back to the first."""
    library = opened(place, engine)
    library.add([place / "report.txt", place / "next.txt"], Given())
    yield
    library.build()
    yield
    library.remove("S/2021/78")
    yield
    library.remove("S/2021/77", "zh")
    yield


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
    assert terminal("indexer", "build").err == ""
