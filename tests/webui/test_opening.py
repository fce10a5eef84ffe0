"""A worker starts in whatever state its library is, answers 503 until that can be asked, and recovers."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from indexer.engines.index_directory import POINTER
from indexer.library import index_state
from indexer.library.library import Library
from indexer.model.document import Both, Given
from indexer.runtime.config import load
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError
from tests.damage import lose, overwrite
from tests.serving import ask, running
from tests.shelf import DIGEST, MANIFEST, REPORT, written
from webui import create_app
from webui.request import opening
from webui.request.opening import LONGEST, LibraryOpening

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HEALTH = "/api/v1/health"
QUESTION = "/api/v1/search?q=%E6%99%BA%E5%88%A9"


@pytest.fixture(params=["whoosh", "tantivy"])
def shelf(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Give a place with a corpus of one digest and an index of it."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    settings = f'[library]\ncorpora = ["corpus", "added"]\nindex = "index"\nengine = "{request.param}"\n'
    written(tmp_path / "config.toml", settings)
    written(tmp_path / "corpus" / "manifest.toml", MANIFEST)
    written(tmp_path / "corpus" / "digest.txt", DIGEST)
    build(tmp_path)
    return tmp_path


def build(shelf: Path) -> None:
    Library(load(shelf / "config.toml")).build()


def worker(shelf: Path) -> FlaskClient:
    """Start a worker anew, as the server does when one has died."""
    return create_app(load(shelf / "config.toml")).test_client()


def settled(client: FlaskClient, address: str, status: int) -> None:
    """Ask until an answer has this status: an attempt that failed is not made again at once."""
    until = time.monotonic() + 60
    while client.get(address).status_code != status:
        assert time.monotonic() < until
        time.sleep(0.01)


# --- what may have happened ------------------------------------------------------------------------


def missing(shelf: Path) -> None:
    lose(shelf / "index")


def pointer_cut(shelf: Path) -> None:
    pointer = next((shelf / "index").rglob(POINTER))
    pointer.write_bytes(pointer.read_bytes()[:-20])


def files_cut(shelf: Path) -> None:
    for path in (shelf / "index").rglob("*"):
        if path.is_file() and path.parent.name.isdigit():
            overwrite(path, path.read_bytes()[: path.stat().st_size // 2])


def files_lost(shelf: Path) -> None:
    for path in (shelf / "index").rglob("*"):
        if path.is_file() and path.parent.name.isdigit():
            path.unlink()


def index_is_a_file(shelf: Path) -> None:
    missing(shelf)
    written(shelf / "index", "")


def document_edited(shelf: Path) -> None:
    written(shelf / "corpus" / "digest.txt", DIGEST.replace("出席", "莅临"))


def document_lost(shelf: Path) -> None:
    (shelf / "corpus" / "digest.txt").unlink()


def corpus_lost(shelf: Path) -> None:
    (shelf / "corpus").rename(shelf / "away")


def manifest_broken(shelf: Path) -> None:
    written(shelf / "corpus" / "manifest.toml", "[[document")


def manifest_tampered(shelf: Path) -> None:
    written(shelf / "corpus" / "manifest.toml", "x = " + "[" * 5000)


def manifest_not_text(shelf: Path) -> None:
    (shelf / "corpus" / "manifest.toml").write_bytes(b"\xff\xfe\xff")


def manifest_a_folder(shelf: Path) -> None:
    (shelf / "corpus" / "manifest.toml").unlink()
    (shelf / "corpus" / "manifest.toml").mkdir()


def mended(shelf: Path) -> None:
    """Put everything right by hand, as who runs the service would, and build."""
    for path in (shelf / "index", shelf / "corpus"):
        shutil.rmtree(path, ignore_errors=True)
    (shelf / "index").unlink(missing_ok=True)
    written(shelf / "corpus" / "manifest.toml", MANIFEST)
    written(shelf / "corpus" / "digest.txt", DIGEST)
    build(shelf)


INDEX_FAULTS = (missing, pointer_cut, files_cut, files_lost, index_is_a_file)
RECORD_FAULTS = (
    document_edited, document_lost, corpus_lost, manifest_broken, manifest_tampered, manifest_not_text,
    manifest_a_folder,
)  # fmt: skip


@pytest.mark.parametrize("fault", [*INDEX_FAULTS, *RECORD_FAULTS])
def test_a_worker_starts_says_what_to_do_and_recovers(shelf: Path, fault: Callable[[Path], None]) -> None:
    fault(shelf)
    client = worker(shelf)
    for address in (HEALTH, QUESTION, "/api/v1/documents", "/api/v1/openapi.json"):
        told = client.get(address)
        assert (told.status_code, told.mimetype) == (503, "application/problem+json")
        assert int(told.headers["Retry-After"]) == LONGEST
        assert told.headers["Cache-Control"] == "no-store"
        problem = json.loads(told.data)
        assert (problem["status"], problem["title"]) == (503, "No usable index")
        assert problem["advice"].startswith(("Run `indexer build", "Correct the file or the setting that"))
        assert str(shelf) not in told.text
    for address in ("/?lang=en", "/?q=a&lang=en", "/zh/S/2021/77?lang=en", "/documents?lang=en"):
        page = client.get(address)
        assert (page.status_code, page.mimetype) == (503, "text/html")
        assert "The library cannot be asked now" in page.text
        assert page.headers["Retry-After"]
        assert str(shelf) not in page.text
    with client.get("/static/style.css") as style:
        assert style.status_code == 200
    mended(shelf)
    settled(client, HEALTH, 200)
    assert client.get(QUESTION).json["total"] == 1  # type: ignore[index]


@pytest.mark.parametrize("fault", [missing, pointer_cut, index_is_a_file])
def test_a_worker_that_is_open_says_so_too_and_recovers(shelf: Path, fault: Callable[[Path], None]) -> None:
    client = worker(shelf)
    assert client.get(HEALTH).status_code == 200
    fault(shelf)
    assert client.get(HEALTH).status_code == 503
    assert client.get("/").status_code == 503
    mended(shelf)
    settled(client, QUESTION, 200)


@pytest.mark.parametrize("fault", [files_lost, *RECORD_FAULTS])
def test_an_index_that_is_open_goes_on_answering(shelf: Path, fault: Callable[[Path], None]) -> None:
    client = worker(shelf)
    before = client.get(QUESTION).json
    fault(shelf)
    assert client.get(QUESTION).json == before
    assert client.get(HEALTH).status_code == 200


def test_an_index_that_comes_after_one_has_gone_is_held_against_the_documents(shelf: Path) -> None:
    client = worker(shelf)
    kept = shutil.copytree(shelf / "index", shelf / "kept")
    missing(shelf)
    assert client.get(HEALTH).status_code == 503
    document_edited(shelf)
    shutil.copytree(kept, shelf / "index")
    time.sleep(0.2)
    assert client.get(HEALTH).status_code == 503
    build(shelf)
    settled(client, HEALTH, 200)


def test_a_new_time_on_every_file_changes_nothing(shelf: Path) -> None:
    for path in (shelf / "corpus").iterdir():
        os.utime(path)
    assert worker(shelf).get(QUESTION).status_code == 200


def test_documents_put_back_by_hand_are_enough(shelf: Path) -> None:
    document_edited(shelf)
    client = worker(shelf)
    assert client.get(HEALTH).status_code == 503
    written(shelf / "corpus" / "digest.txt", DIGEST)
    settled(client, HEALTH, 200)


def test_an_index_of_another_version_is_not_followed(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = worker(shelf)
    assert client.get(HEALTH).status_code == 200
    with monkeypatch.context() as future:
        future.setattr(index_state, "SCHEMA", index_state.SCHEMA + 1)
        build(shelf)
    for _ in range(2):
        assert client.get(HEALTH).status_code == 503
    build(shelf)
    settled(client, HEALTH, 200)


def test_what_is_added_is_seen_by_the_next_request(shelf: Path) -> None:
    client = worker(shelf)
    other = written(shelf / "other.txt", REPORT.replace("S/2021/77", "S/2021/78"))
    Library(load(shelf / "config.toml")).add([other], Given())
    assert client.get("/api/v1/document?symbol=S/2021/78").status_code == 200


# --- many requests -----------------------------------------------------------------------------------


class Patient:
    """A library that takes its time to fail, and counts how often it is tried."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tried = 0

    def open(self) -> None:
        self.tried += 1
        time.sleep(0.05)
        if self.errors:
            raise self.errors[0]

    def refresh(self) -> str:
        return "mark"


UNUSABLE = IndexUnusableError(Both("坏了。", "Broken."), Both("请建立。", "Build it."))


def test_requests_do_not_wait_for_each_other_nor_try_each_for_itself() -> None:
    library = Patient(UNUSABLE)
    followed = LibraryOpening(library, opened=False)  # type: ignore[arg-type] # it is asked like a library
    together = Barrier(16)

    def ask_once(_: int) -> str:
        together.wait()
        try:
            return followed.mark()
        except IndexUnusableError as error:
            return str(error)

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask_once, range(16))) == {"Broken. Build it."}
        assert library.tried == 1
        assert set(pool.map(ask_once, range(16))) == {"Broken. Build it."}
        assert library.tried == 1  # ten times as long as it took has not passed
        library.errors.clear()
        followed._next = 0.0
        assert "mark" in set(pool.map(ask_once, range(16)))
        assert library.tried == 2
        assert set(pool.map(ask_once, range(16))) == {"mark"}


def test_attempts_that_fail_take_a_tenth_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(opening, "monotonic", lambda: now)

    class Slow(Patient):
        def open(self) -> None:
            nonlocal now
            self.tried += 1
            now += 0.1
            raise UNUSABLE

    library = Slow()
    followed = LibraryOpening(library, opened=False)  # type: ignore[arg-type] # as above
    for _ in range(10_000):
        with suppress(IndexUnusableError):
            followed.mark()
        now += 0.001
    assert 0.05 < library.tried * 0.1 / now < 0.11


@pytest.mark.parametrize(
    "error", [UNUSABLE, ConfigError("/secret is wrong."), OSError(24, "Too many open files")]
)
def test_whatever_hinders_the_opening_is_unusable_and_logged_once(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    library = Patient(error)
    followed = LibraryOpening(library, opened=False)  # type: ignore[arg-type] # as above
    followed.begin()
    for _ in range(3):
        followed._next = 0.0
        with pytest.raises(IndexUnusableError):
            followed.mark()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    library.errors.clear()
    followed._next = 0.0
    assert followed.mark() == "mark"
    assert "open again" in caplog.text


def test_an_error_that_is_told_many_times_gathers_nothing() -> None:
    followed = LibraryOpening(Patient(UNUSABLE), opened=False)  # type: ignore[arg-type] # as above
    lengths = set()
    for _ in range(5):
        with pytest.raises(IndexUnusableError) as caught:
            followed.mark()
        lengths.add(len(caught.traceback))
    assert len(lengths) <= 2


def test_a_fault_of_an_open_library_is_no_unusable_index() -> None:
    busy = BusyError(Both("忙。", "Busy."), Both("等。", "Wait."))

    class Faulty(Patient):
        def refresh(self) -> str:
            raise busy

    with pytest.raises(BusyError):
        LibraryOpening(Faulty(), opened=True).mark()  # type: ignore[arg-type] # as above


# --- the server --------------------------------------------------------------------------------------


def children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(one) for one in found.stdout.split()]


def status_of(address: str) -> int:
    with suppress(OSError):  # while a worker is being replaced
        return ask(address, HEALTH)[0]
    return 0


def awaited(address: str, *statuses: int) -> None:
    """Ask until the last ten answers have only these statuses."""
    until = time.monotonic() + 60
    while not {status_of(address) for _ in range(10)} <= set(statuses):
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ps") is None, reason="ps is not here, to find the workers")
@pytest.mark.parametrize("fault", [missing, pointer_cut, files_cut, document_edited, manifest_broken])
def test_the_death_of_a_worker_never_ends_the_service(
    shelf: Path, tmp_path: Path, fault: Callable[[Path], None]
) -> None:
    with running(shelf / "config.toml", tmp_path / "log", workers=2) as server:
        awaited(server.address, 200)
        for path in (shelf / "corpus").iterdir():
            os.utime(path)
        for pid in children(server.process.pid):
            os.kill(pid, signal.SIGKILL)
        awaited(server.address, 200)
        fault(shelf)
        for pid in children(server.process.pid):
            os.kill(pid, signal.SIGKILL)
        awaited(server.address, 503)
        assert server.process.poll() is None
        mended(shelf)
        awaited(server.address, 200)
        assert server.stop() == 0
