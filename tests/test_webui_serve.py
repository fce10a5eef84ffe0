"""The command `webui`: it serves, stops gracefully, and says what is wrong with the right status."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from indexer.config import load
from indexer.errors import CommandError, IndexUnusableError
from indexer.library import Library
from tests import shelf
from webui import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = str(Path(sys.executable).with_name("webui"))
INDEXER = str(Path(sys.executable).with_name("indexer"))
LOAD = Path(__file__).resolve().parents[1] / "scripts" / "load.py"
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the configuration of a library with an index."""
    place = tmp_path_factory.mktemp("served")
    config = place / "config.toml"
    shutil.copytree(CORPUS, place / "corpus")
    config.write_text('[library]\ncorpora = ["corpus"]\n', encoding="utf-8")
    with_index = Library(load(config))
    with_index.build()
    with_index.close()
    return config


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give the configuration of a library without an index."""
    config = tmp_path / "config.toml"
    config.write_text('[library]\ncorpora = ["corpus"]\n', encoding="utf-8")
    return config


@dataclass(frozen=True)
class Running:
    """A server at work: its process, its address and where its log is."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@contextmanager
def running(config: Path, log: Path, workers: int = 1) -> Iterator[Running]:
    arguments = [COMMAND, "--config", str(config), "--port", "0", "--workers", str(workers)]
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout
        address = process.stdout.readline().split()[2].removeprefix("http://").rstrip("/")
        try:
            yield Running(process, address, log)
        finally:
            process.terminate()


def ask(address: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    with closing(HTTPConnection(address, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()


def test_it_serves_the_page_and_the_api_and_stops_when_told(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server:
        status, body = ask(server.address, "/api/v1/health")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        assert ask(server.address, "/")[0] == 200
        question = quote("联络人培训" * 500)  # 22 kB: longer than gunicorn's own limit
        assert ask(server.address, f"/api/v1/search?q={question}")[0] == 200
        assert ask(server.address, f"/?q={'a' * 1_000_000}")[0] == 400
        assert server.stop() == 0
    assert sorted(line["status"] for line in server.lines()) == [200, 200, 200, 400]


def test_the_log_has_a_line_for_each_request_without_question_or_address(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server:
        ask(server.address, "/api/v1/search?q=secretquestion", **{"X-Request-Id": "proxy-1"})
        ask(server.address, "/en/S/2019/986", **{"X-Request-Id": "not an id"})
        ask(server.address, quote("/智利"))
        with socket.create_connection(tuple(server.address.split(":"))) as other:  # type: ignore[arg-type]
            other.sendall(b"GET /?q=secretquestion\r\n\r\n")
            other.recv(1000)
        assert server.stop() == 0
    requests = {line["path"]: line for line in server.lines() if "path" in line}  # written once answered
    search, document, unknown = (requests[path] for path in ("/api/v1/search", "/en/S/2019/986", "/智利"))
    broken = next(line for line in server.lines() if "level" in line)
    assert list(search) == ["time", "method", "path", "status", "milliseconds", "bytes", "request"]
    assert (search["method"], search["status"]) == ("GET", 200)
    assert search["bytes"] > 100
    assert search["request"] == "proxy-1"
    assert len(document["request"]) == 16
    assert unknown["status"] == 404
    assert (broken["level"], broken["message"]) == ("warning", "Invalid request")
    written = server.log.read_text(encoding="utf-8")
    assert "secretquestion" not in written
    assert "127.0.0.1" not in written


def test_an_answer_that_is_being_sent_when_told_to_stop_is_sent_whole(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server, socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # the answer waits for its reader
        host, port = server.address.split(":")
        reader.settimeout(30)
        reader.connect((host, int(port)))
        reader.sendall(b"GET /api/v1/export?format=json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = reader.recv(100)
        server.process.send_signal(signal.SIGTERM)
        wait_until_refused(server.address)
        assert server.process.poll() is None
        while piece := reader.recv(65536):
            received += piece
        assert server.process.wait(timeout=30) == 0
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    answer = json.loads(dechunked(body))
    assert answer["total"] == len(answer["hits"]) > 200


def wait_until_refused(address: str) -> None:
    with suppress(OSError):  # refused, or reset where it was already waiting
        while True:
            ask(address, "/api/v1/health")


def dechunked(body: bytes) -> bytes:
    """Join the chunks of a body (RFC 9112, 7.1); the last one is empty."""
    joined = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        joined, body = joined + body[:length], body[length + 2 :]
        if not length:
            return joined
    raise AssertionError("the last chunk is missing")


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """Give the configuration of a library that documents are added to."""
    config = tmp_path / "config.toml"
    shutil.copytree(CORPUS, tmp_path / "corpus")
    config.write_text('[library]\ncorpora = ["corpus", "added"]\n', encoding="utf-8")
    subprocess.run([INDEXER, "--config", str(config), "build"], check=True, capture_output=True)
    return config


def test_what_another_process_adds_and_removes_is_seen_by_every_worker(growing: Path, tmp_path: Path) -> None:
    report = shelf.written(tmp_path / "report.txt", shelf.REPORT)
    stop = Event()
    with running(growing, tmp_path / "log", workers=2) as server, ThreadPoolExecutor(2) as readers:

        def read() -> set[int]:
            statuses = set()
            while not stop.is_set():
                statuses.add(ask(server.address, "/api/v1/search?q=" + quote("委员会"))[0])
            return statuses

        reading = [readers.submit(read) for _ in range(2)]
        try:
            for arguments, status in ((["add", str(report)], 200), (["remove", "S/2021/77"], 404)):
                subprocess.run(
                    [INDEXER, "--config", str(growing), *arguments], check=True, capture_output=True
                )
                # The first answer after the command has ended is of the new state, whichever worker gives it.
                seen = {ask(server.address, "/api/v1/document?symbol=S/2021/77")[0] for _ in range(10)}
                assert seen == {status}
        finally:
            stop.set()
        assert [one.result() for one in reading] == [{200}, {200}]
        assert server.stop() == 0
    assert {line.get("level") for line in server.lines()} == {None}


@pytest.mark.slow
def test_readers_side_by_side_meet_no_error() -> None:
    ended = subprocess.run(
        [sys.executable, str(LOAD), "--seconds", "20"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert re.search("^errors +0$", ended.stdout, re.MULTILINE)
    requests = re.search(r"^requests +(\d+) ", ended.stdout, re.MULTILINE)
    assert requests
    assert int(requests[1]) > 100


def test_without_an_index_it_says_what_to_do(empty: Path) -> None:
    ended = subprocess.run([COMMAND, "--config", str(empty)], capture_output=True, text=True, check=False)
    assert ended.returncode == IndexUnusableError.exit_status
    assert "indexer build" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_in_use_is_said(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setattr(sys, "argv", ["webui", "--config", str(built), "--port", port])
        with pytest.raises(SystemExit) as ended:
            serve.main()
    assert ended.value.code == CommandError.exit_status


def test_an_address_that_is_not_ours_is_said() -> None:
    with pytest.raises(CommandError, match=r"Cannot listen on port 0 of 192\.0\.2\.1"):
        serve.listen("192.0.2.1", 0)
    with pytest.raises(CommandError, match="Cannot listen on port 0 of no host"):
        serve.listen("no host", 0)


def test_options_override_the_configuration(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[serve.Server] = []

    def run(server: serve.Server) -> None:
        started.append(server)

    monkeypatch.setattr(serve.Server, "run", run)
    monkeypatch.setitem(serve.SETTINGS, "of_another_gunicorn", value=True)
    options = ["--config", str(built), "--host", "localhost", "--port", "0", "--workers", "3"]
    outcome = CliRunner().invoke(serve.webui, options, catch_exceptions=False)
    assert outcome.output.startswith("Serving on http://")
    assert started[0].cfg.workers == 3
    os.close(started[0]._descriptor)
    assert started[0].load().test_client().get("/api/v1/health").status_code == 200


def test_no_answer_waits_for_its_beginning_to_be_acknowledged() -> None:
    with (
        closing(serve.listen("127.0.0.1", 0)) as listener,
        closing(socket.create_connection(listener.getsockname())),
    ):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_address_of_version_six_is_written_in_brackets() -> None:
    class Listener:
        def getsockname(self) -> tuple[str, int, int, int]:
            return "::1", 8080, 0, 0

    assert serve.address(Listener()) == "http://[::1]:8080/"  # type: ignore[arg-type]
