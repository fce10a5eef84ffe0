"""Connections that say nothing, half a request, nonsense, or read slowly: nobody else notices them."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from indexer.runtime.errors import CommandError
from scripts.held_connections import HALF, HeldConnections, held
from tests.serving import LOAD, Running, ask, dechunked, running, served
from webui import serve
from webui.server import connections, worker
from webui.server.connections import MAX_LINE, Connection, ConnectionState, RequestLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

THREADS = 4
EXPORT = b"GET /api/v1/export?format=json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
PAGE = b"GET /zh/S/2019/986 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the configuration of a library with an index."""
    return served(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a server of one worker, for tests that leave it as it was."""
    with running(built, tmp_path_factory.mktemp("log") / "log") as started:
        yield started


def connected(address: str, window: int = 0) -> socket.socket:
    connection = socket.socket()
    connection.settimeout(30)
    if window:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    host, port = address.split(":")
    connection.connect((host, int(port)))
    return connection


def received(connection: socket.socket) -> bytes:
    answer = b""
    while piece := connection.recv(65536):
        answer += piece
    return answer


def sent(address: str, request: bytes) -> tuple[int, bytes, bytes]:
    """Return the status, the head and the body of the answer to a request that ends its connection."""
    with connected(address) as connection:
        connection.sendall(request)
        head, _, body = received(connection).partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


def workers(server: Running) -> set[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return {int(one) for one in children.read_text().split()}


def until(condition: Callable[[], object]) -> None:
    for _ in range(600):
        if condition():
            return
        sleep(0.05)
    raise AssertionError("it never came")


def whole(answer: bytes) -> bool:
    """Tell whether the answer to EXPORT or PAGE is there to its end, and right."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        return False
    if b"chunked" not in head:
        return b"</html>" in body[-10:]
    found = json.loads(dechunked(body))
    return bool(found["total"] == len(found["hits"]) > 200)


def test_raw_han_in_a_request_line_is_read_as_if_it_were_encoded(server: Running) -> None:
    for path, question in (
        ("/api/v1/search", "联络人"),
        ("/api/v1/search", "é ç".replace(" ", "")),
        ("/智利", ""),
    ):
        target = f"{path}?q={question}"
        status, _, body = sent(
            server.address,
            f"GET {target} HTTP/1.1\r\nHost: {server.address}\r\nConnection: close\r\n\r\n".encode(),
        )
        assert (status, body) == ask(server.address, quote(target, safe="/?="))
    refused, head, body = sent(
        server.address, "GET /api/v1/search?q=联络人 HTTP/1.0\r\nHost: x\r\n\r\n".encode("gb18030")
    )
    assert refused == 400
    assert b"application/problem+json" in head
    assert json.loads(body)["detail"] == "The query string is not UTF-8."


def test_silent_half_and_slow_connections_leave_the_threads_to_others(server: Running) -> None:
    numbers = HeldConnections(silent=5 * THREADS, half=5 * THREADS, slow=5 * THREADS)
    with held(server.address, numbers), connected(server.address, 4096) as reader:
        reader.sendall(EXPORT)
        for _ in range(10):
            assert ask(server.address, "/api/v1/health")[0] == 200
        assert ask(server.address, "/api/v1/search?q=" + quote("联络人"))[0] == 200
        threads = {pid: len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in workers(server)}
        assert max(threads.values()) <= THREADS + 2  # the loop, and one for who watches the server
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        assert whole(received(reader))


@pytest.mark.slow
def test_all_probes_are_answered_in_time_beside_650_such_connections() -> None:
    arguments = ["--seconds", "5", "--silent", "500", "--half", "100", "--slow", "50"]
    ended = subprocess.run(
        [sys.executable, str(LOAD), *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "100 of 100 within" in ended.stdout


def test_with_few_files_it_goes_on_answering_whoever_asks(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log", files=64) as server:
        with held(server.address, HeldConnections(silent=200, half=50, slow=10)):
            for _ in range(10):
                assert ask(server.address, "/api/v1/health")[0] == 200
        with held(server.address, HeldConnections(slow=60)) as readers:  # more than it can answer at a time
            for reader in readers[:30]:
                reader.close()
            assert ask(server.address, "/")[0] == 200
        assert server.stop() == 0
    assert {line.get("level") for line in server.lines()} <= {None, "warning"}


def test_a_worker_that_is_killed_is_replaced(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log", workers=2) as server, ExitStack() as stack:
        until(lambda: len(workers(server)) == 2)
        ask(server.address, "/api/v1/health")
        readers = [stack.enter_context(connected(server.address, 4096)) for _ in range(8)]
        for reader in readers:
            reader.sendall(EXPORT)
            reader.recv(1)  # it is being answered
        before = workers(server)
        os.kill(min(before), signal.SIGKILL)
        assert [ask(server.address, "/api/v1/health")[0] for _ in range(20)] == [200] * 20
        until(lambda: len(workers(server) - before) == 1 and len(workers(server)) == 2)
        assert [ask(server.address, "/")[0] for _ in range(10)] == [200] * 10
        stack.close()  # who read from the other worker would be waited for
        assert server.stop() == 0


def sockets(worker: int) -> int:
    """Return how many connected sockets a process holds, by the inodes of its files."""
    tables = (Path("/proc/net") / name for name in ("tcp", "tcp6"))
    rows = (line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:])
    open_ = {f"socket:[{row[9]}]" for row in rows if row[3] == "01"}
    return sum(str(file.readlink()) in open_ for file in Path(f"/proc/{worker}/fd").iterdir())


def test_connections_that_stay_are_divided_among_the_workers(built: Path, tmp_path: Path) -> None:
    """One worker after the other is killed too: the one that replaces it takes its share."""
    with running(built, tmp_path / "log", workers=2) as server:
        until(lambda: len(workers(server)) == 2)
        for _ in range(3):
            before = workers(server)
            until(lambda: all(answers(server, worker) for worker in workers(server)))
            with ExitStack() as stack:
                for _ in range(8):
                    stack.enter_context(connected(server.address)).sendall(PAGE[:20])
                    sleep(0.02)
                until(lambda: sum(map(sockets, workers(server))) == 8)
                assert {sockets(worker) for worker in workers(server)} == {4}
            os.kill(min(before), signal.SIGKILL)
            until(partial(replaced, server, before))
        assert server.stop() == 0


def replaced(server: Running, before: set[int]) -> bool:
    """Tell whether there are as many workers as before, but not the same."""
    return len(workers(server)) == len(before) and workers(server) != before


def answers(server: Running, worker: int) -> bool:
    """Tell whether a worker takes connections: one of some that are open at once comes to it."""
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(connected(server.address)).sendall(PAGE[:20])
        sleep(0.1)
        return sockets(worker) > 0


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_every_request_that_was_sent_is_answered_when_told_to_stop(
    built: Path, tmp_path: Path, told: signal.Signals
) -> None:
    with (
        running(built, tmp_path / "log", workers=2) as server,
        ExitStack() as stack,
        ThreadPoolExecutor(30) as pool,
    ):
        ask(server.address, "/api/v1/health")
        clients = [stack.enter_context(connected(server.address)) for _ in range(30)]
        for number, client in enumerate(clients):
            client.sendall(EXPORT if number % 2 else PAGE)
        server.process.send_signal(told)
        assert all(map(whole, pool.map(received, clients)))
        assert server.process.wait(timeout=30) == 0
    assert sum(line.get("status") == 200 for line in server.lines()) == 31


def test_silent_connections_do_not_keep_it_from_stopping(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server, held(server.address, HeldConnections(silent=5, half=5)):
        ask(server.address, "/api/v1/health")
        assert server.stop() == 0
    assert {line.get("level") for line in server.lines()} == {None}


def test_the_answer_to_a_reader_who_has_gone_away_ends(built: Path, tmp_path: Path) -> None:
    with running(built, tmp_path / "log") as server:
        with connected(server.address, 4096) as reader:
            reader.sendall(EXPORT)
            reader.recv(1)
        until(lambda: any(line.get("path") == "/api/v1/export" for line in server.lines()))
        length = len(ask(server.address, "/api/v1/export?format=json")[1])
        assert server.stop() == 0
    left, read = (line for line in server.lines() if line.get("path") == "/api/v1/export")
    assert left["bytes"] < read["bytes"] == length
    assert {line.get("level") for line in server.lines()} == {None}


NONSENSE = {
    b"GET /?q=secretquestion\r\n\r\n": 400,
    b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n": 400,
    b"GET /?q=secretquestion HTTP/2.0\r\n\r\n": 400,
    b"GET / ?q=secretquestion HTTP/1.1\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nno colon\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nX: " + b"x" * 10_000 + b"\r\n\r\n": 431,
    b"GET / HTTP/1.1\r\n" + b"X: x\r\n" * 200 + b"\r\n": 431,
    b"GET / HTTP/1.1\r\n" + (b"X: " + b"x" * 8000 + b"\r\n") * 30 + b"\r\n": 431,
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nsecretquestion\r\n": 400,
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: secretquestion\r\n\r\n": 501,
}


@pytest.mark.parametrize("request_", NONSENSE, ids=range(len(NONSENSE)))
def test_what_is_no_request_gets_a_problem(server: Running, request_: bytes) -> None:
    status, head, body = sent(server.address, request_)
    assert (status, json.loads(body)["status"]) == (NONSENSE[request_], NONSENSE[request_])
    assert b"Content-Type: application/problem+json" in head
    assert b"secretquestion" not in head + body
    assert "secretquestion" not in server.log.read_text(encoding="utf-8")
    assert "127.0.0.1" not in server.log.read_text(encoding="utf-8")


def test_requests_of_every_form_are_answered(server: Running) -> None:
    health = ask(server.address, "/api/v1/health")[1]
    for request in (
        b"GET /api/v1/health HTTP/1.0\r\n\r\n",
        b"GET /api/v1/health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        b"GET http://x/api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"\r\nGET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n",
    ):
        status, _, body = sent(server.address, request)
        assert (status, body) == (200, health)
    assert sent(server.address, b"OPTIONS * HTTP/1.0\r\n\r\n")[0] == 200
    assert sent(server.address, b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n")[0] == 405
    status, _, body = sent(server.address, EXPORT.replace(b"GET", b"HEAD"))
    assert (status, body) == (200, b"")
    exported = sent(server.address, b"GET /api/v1/export?format=json HTTP/1.0\r\n\r\n")[2]
    assert json.loads(exported)["total"] > 200


def test_who_ends_sending_is_answered_all_the_same(server: Running) -> None:
    with connected(server.address) as connection:
        connection.sendall(PAGE.replace(b"Connection: close\r\n", b""))
        connection.shutdown(socket.SHUT_WR)
        assert whole(received(connection))


def test_requests_sent_ahead_are_answered_in_order(server: Running) -> None:
    asked = [b"/api/v1/health", "/api/v1/search?q=智利".encode(), b"/nothing", b"/api/v1/states"]
    with connected(server.address) as connection:
        for number, path in enumerate(asked):
            last = b"close" if number == len(asked) - 1 else b"keep-alive"
            target = quote(path, safe="/?=").encode()
            connection.sendall(b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: %s\r\n\r\n" % (target, last))
        answers = received(connection).split(b"HTTP/1.1 ")[1:]
    assert [one[:3] for one in answers] == [b"200", b"200", b"404", b"200"]
    assert [one.endswith(b"}") for one in answers] == [True, True, False, True]


def test_a_body_is_not_waited_for(server: Running) -> None:
    head = b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
    assert sent(server.address, head % 1_000_000_000 + b"x" * 300_000)[0] == 405
    assert sent(server.address, head % 10 + b"x")[0] == 405
    with closing(HTTPConnection(server.address, timeout=30)) as connection:
        connection.request("POST", "/api/v1/search", body=b"q=1")
        assert connection.getresponse().read()
        first = connection.sock
        connection.request("GET", "/api/v1/health")
        assert connection.getresponse().status == 200
        assert connection.sock is first


def unanswered(_scope: object, _receive: object, _send: object) -> Awaitable[bool]:
    return asyncio.Event().wait()


async def endless(_scope: object, _receive: object, send: Any) -> None:  # noqa: ANN401
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})


@contextmanager
def one_connection(app: Any, sent: bytes) -> Iterator[tuple[asyncio.Runner, Connection, socket.socket]]:  # noqa: ANN401
    """Give a connection with an application behind it, over which a client has sent something."""
    cfg = Config()
    for name, value in serve.SETTINGS.items():
        cfg.set(name, value)
    ours, client = socket.socketpair()
    ours.setblocking(False)
    client.settimeout(30)
    with asyncio.Runner() as runner, client:
        made = SimpleNamespace(
            cfg=cfg,
            loop=runner.get_loop(),
            log=logging.getLogger("test"),
            asgi=app,
            connections=set(),
            stopping=False,
            alive=True,
            nr=0,
            max_requests=sys.maxsize,
            nr_conns=0,
            make_ready=lambda: None,
        )
        made.log.access_log_enabled = False
        runner.run(made.loop.connect_accepted_socket(lambda: Connection(made), ours))
        (connection,) = made.connections
        client.sendall(sent)
        runner.run(asyncio.sleep(0.1))
        yield runner, connection, client


@pytest.mark.parametrize("request_", [b"", HALF, b"GET"])
def test_a_head_that_does_not_come_ends_the_connection(request_: bytes) -> None:
    with one_connection(unanswered, request_) as (runner, connection, client):
        now = connection.worker.loop.time()
        connection.check(now + connections.HEAD_TIME - 5)
        assert connection.state is ConnectionState.WAITING
        connection.check(now + connections.HEAD_TIME + 5)
        runner.run(asyncio.sleep(0.1))
        connection.check(now + connections.HEAD_TIME + 10)
        runner.run(asyncio.sleep(0.1))
        answer = received(client)
        assert not connection.worker.connections
    assert answer.startswith(b"HTTP/1.1 408 ") is bool(request_)


def test_one_byte_after_the_other_gains_no_time() -> None:
    with one_connection(unanswered, b"G") as (runner, connection, client):
        since = connection.since
        for byte in b"ET / HT":
            client.sendall(bytes([byte]))
            runner.run(asyncio.sleep(0.01))
        assert (connection.since, connection.state) == (since, ConnectionState.WAITING)


def test_who_ends_sending_while_the_answer_is_sent_ends_the_connection() -> None:
    async def app(_scope: object, _receive: object, send: Any) -> None:  # noqa: ANN401
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.3)
        await send({"type": "http.response.body", "body": b"x"})

    with one_connection(app, PAGE.replace(b"Connection: close\r\n", b"")) as (runner, connection, client):
        client.shutdown(socket.SHUT_WR)
        runner.run(asyncio.sleep(0.5))
        assert received(client).endswith(b"0\r\n\r\n")
        assert not connection.worker.connections


def test_an_answer_that_is_being_made_is_not_hurried() -> None:
    with one_connection(unanswered, PAGE) as (runner, connection, _):
        now = connection.worker.loop.time()
        for later in range(0, 1000, 10):
            connection.check(now + later)
        runner.run(asyncio.sleep(0.1))
        assert connection.state is ConnectionState.ANSWERING


def test_a_reader_who_takes_nothing_is_dropped_and_one_who_takes_a_little_is_not() -> None:
    with one_connection(endless, PAGE) as (runner, connection, client):
        now = connection.worker.loop.time()
        for times in range(1, 5):  # a little each time, slower than anyone
            read = 0
            while read < 300_000:
                read += len(client.recv(65536))
                runner.run(asyncio.sleep(0.001))
            connection.check(now + times * (connections.STALLED_TIME - 1))
            assert connection.state is ConnectionState.ANSWERING
        connection.check(now + 5 * connections.STALLED_TIME)
        runner.run(asyncio.sleep(0.1))
        assert not connection.worker.connections


def test_all_that_it_holds_of_an_answer_is_a_piece() -> None:
    with one_connection(endless, PAGE) as (runner, connection, _):
        runner.run(asyncio.sleep(0.5))
        assert 0 < connection.transport.get_write_buffer_size() <= 3 * 65536


def taken(*received: bytes) -> bytes:
    line = RequestLine()
    return b"".join(map(line.take, received))


REST = b"\r\nHost: \xe6\x99\xba\r\n\r\n"


@given(
    st.lists(st.integers(0, 60), max_size=5),
    st.sampled_from([b"", b"\r\n"]),
    st.sampled_from(["GET /?q=智利 HTTP/1.1", "GET /é HTTP/1.1", "x", "GET /%E6 HTTP/1.1", "智" * 7]),
)
def test_a_request_line_is_the_same_in_whatever_pieces_it_comes(
    cuts: list[int], before: bytes, line: str
) -> None:
    data = before + line.encode() + REST
    places = [0, *sorted(cuts), len(data)]
    pieces = [data[start:end] for start, end in pairwise(places)]
    expected = before + quote(line, safe="/?= %").encode() + REST
    assert taken(*pieces) == taken(data) == expected


@pytest.mark.parametrize("size", [1, 10, 1000, 65536, 1_000_000])
def test_a_request_line_that_is_too_long_keeps_its_beginning_and_its_version(size: int) -> None:
    data = b"GET /?q=" + b"a" * 1_000_000 + b" HTTP/1.1" + REST
    kept = taken(*(data[start : start + size] for start in range(0, len(data), size)))
    assert kept.startswith(b"GET /?q=aaaa")
    assert kept.endswith(b"a HTTP/1.1" + REST)
    assert len(kept) < MAX_LINE + 100


@pytest.mark.parametrize("over", range(-12, 13))
def test_a_request_line_of_about_the_limit_is_whole_or_cut_in_its_target(over: int) -> None:
    end = b" HTTP/1.1"
    line = b"GET /".ljust(MAX_LINE + over - len(end), b"a") + end
    kept = taken(line + REST)
    assert kept.startswith(b"GET /aaa")
    assert kept.endswith(b"a HTTP/1.1" + REST)
    assert kept == line + REST or over > 0


def test_a_line_without_end_is_not_kept() -> None:
    line = RequestLine()
    assert sum(len(line.take("智利".encode() * 10_000)) for _ in range(100)) == MAX_LINE


def test_a_connection_for_each_two_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for soft, most in ((1024, 512), (64, 32), (1, 1), (20_000, 1000), (resource.RLIM_INFINITY, 1000)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, soft=soft: (soft, soft))
        assert worker.most_connections() == most


def test_another_gunicorn_is_refused_when_it_lacks_what_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not worker.missing()
    monkeypatch.setattr(connections, "USED", frozenset({"_of_another", "_closed"}))
    with pytest.raises(CommandError, match="it has no _of_another"):
        serve._check_gunicorn()


def test_a_problem_of_the_connection_says_what_it_is_in_both_languages() -> None:
    for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.INTERNAL_SERVER_ERROR):
        told = connections.described(status)
        assert told.status == status
        for text in (told.detail, told.advice):
            assert "。 " in text
            assert text.endswith(".")
