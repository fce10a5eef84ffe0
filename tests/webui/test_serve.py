"""The command `webui`: it serves, stops gracefully, and says what is wrong with the right status."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from statistics import median
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from indexer.runtime.errors import CommandError, IndexUnusableError
from scripts.bench import costliest
from tests import shelf
from tests.serving import COMMAND, CORPUS, LOAD, ask, dechunked, running, served
from webui import serve

if TYPE_CHECKING:
    pass

INDEXER = str(Path(sys.executable).with_name("indexer"))
READERS = 16
"""Four for each thread of a worker."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the configuration of a library with an index."""
    return served(tmp_path_factory.mktemp("served"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give the configuration of a library without an index."""
    config = tmp_path / "config.toml"
    config.write_text('[library]\ncorpora = ["corpus"]\n', encoding="utf-8")
    return config


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


@pytest.mark.slow
def test_who_watches_the_server_is_answered_beside_costly_questions_on_every_thread(
    built: Path, tmp_path: Path
) -> None:
    questions = [f"/api/v1/search?q={quote(text)}" for text in costliest.questions().values()]
    ended = Event()

    def timed(path: str) -> tuple[int, float]:
        begun = monotonic()
        status, _ = ask(server.address, path)
        return status, monotonic() - begun

    def go_on_asking(first: int) -> list[tuple[int, float]]:
        turns = itertools.cycle(questions[first:] + questions[:first])
        return [timed(next(turns)) for _ in iter(ended.is_set, True)]

    with running(built, tmp_path / "log") as server, ThreadPoolExecutor(READERS) as pool:
        assert timed("/api/v1/health")[0] == 200
        asking = [pool.submit(go_on_asking, number) for number in range(READERS)]
        try:
            sleep(1)
            probes = [timed("/api/v1/health") for _ in range(50)]
        finally:
            ended.set()
        asked = [answer for one in asking for answer in one.result()]
    assert {status for status, _ in probes} == {200}
    assert {status for status, _ in asked} <= {200, 400, 503}
    waited, probed = (median(seconds for _, seconds in each) for each in (asked, probes))
    assert probed < waited / 4  # in the same queue it would be three quarters


def told(address: str, *lines: str, target: str) -> bytes:
    """Send a request as it is written, headers of any spelling, and return the whole answer."""
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        request = (f"GET {target} HTTP/1.1", *lines, "Connection: close", "", "")
        connection.sendall("\r\n".join(request).encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(65536), b""))


CITATION = "/api/v1/citation?symbol=S/2019/986&language=en"
FORGED = (
    *("SCRIPT_NAME: /evil", "Script_Name: /documents", "script-name: /evil", "SCRIPT_NAME: //evil.example"),
    *("PATH_INFO: /evil", "Path-Info: /evil", "X-Forwarded-Prefix: /evil", "X_Forwarded_Prefix: /evil"),
    *(
        "X-Forwarded-Proto: https",
        "X-Forwarded-Ssl: on",
        "X_Forwarded_Proto: https",
        "X-Forwarded-Host: evil",
    ),
    *("X_Forwarded_Host: evil", "Forwarded: host=evil;proto=https", "X-Forwarded-Port: 81"),
    *("X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off", "X-Forwarded-For: \xff\xfe, evil"),
)


def test_no_header_of_a_local_client_changes_where_links_lead(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server:
        own = f"Host: {server.address}"
        for target in ("/documents", CITATION):
            plain = untimed(told(server.address, own, target=target))
            assert plain.startswith(b"HTTP/1.1 200 OK")
            assert server.address.encode() in plain or target != CITATION
            for forged in FORGED:
                assert untimed(told(server.address, own, forged, target=target)) == plain, forged
        assert told(server.address, own, "SCRIPT_NAME: /evil", target="/evil/documents")[9:12] == b"404"
        assert server.stop() == 0
    assert {line.get("level") for line in server.lines()} == {None}


def untimed(answer: bytes) -> bytes:
    """Take away what differs in every answer."""
    return re.sub(rb"(?im)^(?:date|server-timing|x-request-id|server):.*\r\n", b"", answer)


def test_no_host_is_a_fault_and_only_ours_stand_in_an_answer(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server:
        plain = untimed(told(server.address, "Host: other.example", target=CITATION))
        assert plain.startswith(b"HTTP/1.1 200 OK")
        for host in ("a..b", "a" * 64, "", "\xff", "evil.example:81", "evil@x", "evil.example/x", "[::1"):
            assert untimed(told(server.address, f"Host: {host}", target=CITATION)) == plain, host
        target = f"http://evil.example{CITATION}"
        assert untimed(told(server.address, f"Host: {server.address}", target=target)) == plain
        assert b" 400 " in told(server.address, "Host: a", "Host: evil.example", target="/")[:20]
        moved = told(server.address, "Host: evil.example", target="http://evil.example")
        assert b"evil" not in moved
        assert server.stop() == 0
    assert not [line for line in server.lines() if "trace" in line]


def test_a_proxy_that_is_named_is_believed(built: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    place = built.parent
    library = f'[library]\ncorpora = ["{place}/corpus", "{place}/added"]\nindex = "{place}/index"\n'
    named = '[web]\nproxies = ["127.0.0.1"]\nhosts = ["un.example"]\nrate = 1\n'
    config.write_text(library + named, encoding="utf-8")
    said = ("X-Forwarded-Proto: https", "X-Forwarded-Host: un.example", "X-Forwarded-Prefix: /library")
    with running(config, tmp_path / "log") as server:
        believed = told(server.address, "Host: inner", *said, target=CITATION)
        assert b"url = {https://un.example/library/en/S/2019/986}" in believed
        for number in range(30):
            client = f"X-Forwarded-For: 198.51.100.1, 203.0.113.{number}"
            assert b" 200 " in told(server.address, "Host: un.example", client, target="/api/v1/health")[:20]
        assert b" 400 " in told(server.address, "Host: inner", target=CITATION)[:20]
        assert b" 200 " in told(server.address, "Host: 127.0.0.1", target="/api/v1/health")[:20]
        assert server.stop() == 0


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
