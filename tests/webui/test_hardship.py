"""The service in hard times: a full disk, one that is read-only, few descriptors, another user's files."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests import shelf
from tests.serving import ask, running, served
from tests.terminal import process

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

SIZE = "24m"
"""Room on the disk of a test."""
HEALTH = "/api/v1/health"
PATHS = (
    HEALTH,
    "/",
    "/?q=" + quote("联络人"),
    "/api/v1/search?q=training",
    "/zh/S/2019/986",
    "/api/v1/export?format=csv&q=" + quote("援助"),
    "/events",
    "/static/style.css",
)
WAITING = 5
"""Seconds for which silent connections are watched."""
SPINNING = 0.5
"""Share of one processor that is no longer waiting but spinning."""
MOUNT = shutil.which("mount")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a small disk of its own, which can be filled and made read-only."""
    if os.geteuid() or not MOUNT:
        pytest.skip("only root can mount a disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        [MOUNT, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def assert_all_answered(address: str) -> None:
    assert {path: ask(address, path)[0] for path in PATHS} == dict.fromkeys(PATHS, 200)


def held(address: str) -> bool:
    """Tell whether the report that the tests add is served."""
    return ask(address, "/api/v1/document?symbol=S/2021/77")[0] == 200


@contextmanager
def filled(place: Path) -> Iterator[None]:
    """Leave no byte free on a disk."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while True:
                    stream.write(b"x" * size)
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """Let nothing be written to a disk."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)


@pytest.mark.parametrize("hardship", [filled, read_only])
def test_a_disk_that_takes_nothing_stops_no_answer_and_then_all_goes_on(
    disk: Path, tmp_path: Path, hardship: type
) -> None:
    config = served(disk)
    report = shelf.written(tmp_path / "report.txt", shelf.REPORT)
    # The log lies on that disk only where it can still be opened: a full one.
    log = disk / "log" if hardship is filled else tmp_path / "log"
    with running(config, log, workers=2) as server:
        with hardship(disk):
            assert_all_answered(server.address)
            done = process("indexer", "--config", str(config), "add", str(report))
            assert done.status in {2, 3}
            assert "Traceback" not in done.err
            assert str(disk) in done.err
            assert_all_answered(server.address)
            assert not held(server.address)
        assert process("indexer", "--config", str(config), "add", str(report)).status == 0
        assert held(server.address)
        assert server.stop() == 0


def test_a_log_that_cannot_be_written_stops_no_answer(tmp_path: Path) -> None:
    config = served(tmp_path / "library")
    with running(config, Path("/dev/full"), workers=2) as server:
        for _ in range(3):
            assert_all_answered(server.address)
        assert server.stop() == 0


def test_few_descriptors_keep_the_service_alive(tmp_path: Path) -> None:
    config = served(tmp_path / "library")
    with running(config, tmp_path / "log", workers=2, files=64) as server:
        assert_all_answered(server.address)
        host, port = server.address.split(":")
        with ExitStack() as silent:
            for _ in range(200):
                silent.enter_context(socket.create_connection((host, int(port)), timeout=5))
            used = processor_seconds(server.process.pid)
            time.sleep(WAITING)
            share = (processor_seconds(server.process.pid) - used) / WAITING
            assert share < SPINNING, "it is busy with waiting"
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(OSError):
                if ask(server.address, HEALTH)[0] == 200:
                    break
        assert_all_answered(server.address)
        assert server.stop() == 0


def processor_seconds(parent: int) -> float:
    """Return the seconds of processor time that a process and its children have used."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if parent in {int(fields[1]), int(stat.parent.name)}:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def test_a_digest_that_gives_way_and_returns_is_never_taken_for_the_text(tmp_path: Path) -> None:
    config = served(tmp_path / "library")
    text = shelf.REPORT.replace("S/2021/77", "S/2019/986").replace("讲习班", "独有标记")
    official = shelf.written(tmp_path / "official.txt", text)
    stop = Event()
    seen: set[tuple[str, bool]] = set()

    with running(config, tmp_path / "log", workers=2) as server, ThreadPoolExecutor(4) as readers:

        def read() -> set[int]:
            statuses = set()
            while not stop.is_set():
                path = "/api/v1/document?symbol=S/2019/986&language=zh"
                status, body = ask(server.address, path)
                statuses.add(status)
                if status == 200:
                    document = json.loads(body)
                    seen.add((document["edition"], "独有标记" in body.decode()))
                statuses.add(ask(server.address, "/zh/S/2019/986?find=" + quote("援助"))[0])
            return statuses

        reading = [readers.submit(read) for _ in range(4)]
        try:
            for _ in range(5):
                assert process("indexer", "--config", str(config), "add", str(official)).status == 0
                assert process("indexer", "--config", str(config), "remove", "S/2019/986").status == 0
        finally:
            stop.set()
        assert [one.result() for one in reading] == [{200}] * 4
        assert server.stop() == 0
    assert seen == {("digest", False), ("official", True)}
