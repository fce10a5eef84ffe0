"""The adapter from WSGI to ASGI: answers come whole, no faster than they are taken, and are always closed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterable, Iterator, MutableMapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import pytest

from webui.server import adapter
from webui.server.adapter import Adapter, environ, origin_form

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PART = b"x" * adapter.PIECE


def scope(method: str = "GET", target: bytes = b"/", *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    path, _, query = target.partition(b"?")
    return {
        "type": "http",
        "method": method,
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": query,
        "http_version": "1.1",
        "headers": list(headers),
        "server": ("127.0.0.1", 8080),
        "client": ("192.0.2.1", 5000),
    }


class Body:
    """The body of an answer, which tells how much of it was made and whether it was closed."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self.parts = iter(parts)
        self.made = 0
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.made += 1
            yield part

    def close(self) -> None:
        self.closed += 1


def answering(body: Iterable[bytes], *headers: tuple[str, str]) -> WSGIApplication:
    def app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", list(headers))
        return body

    return app


class Client:
    """What an ASGI server does for one request: it keeps what was sent, and takes no more than it is told."""

    def __init__(self, *received: dict[str, Any]) -> None:
        self.sent: list[MutableMapping[str, Any]] = []
        self.received = list(received)
        self.takes = asyncio.Event()
        self.takes.set()

    async def receive(self) -> MutableMapping[str, Any]:
        if not self.received:
            await asyncio.Event().wait()  # for ever
        return self.received.pop(0)

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.sent.append(message)
        await self.takes.wait()

    @property
    def body(self) -> bytes:
        return b"".join(one["body"] for one in self.sent if "body" in one)


def asked(app: WSGIApplication, request: dict[str, Any], client: Client | None = None) -> Client:
    client = client or Client()
    asyncio.run(Adapter(app, 4)(request, client.receive, client.send))
    return client


async def until(condition: Any) -> None:  # noqa: ANN401 - a function without arguments
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


@pytest.mark.parametrize("length", [False, True])
def test_an_answer_is_sent_whole_and_closed_once(*, length: bool) -> None:
    body = Body([b"one", b"", PART, b"two", PART, PART])
    headers = [("Content-Length", str(3 * len(PART) + 6))] if length else []
    client = asked(answering(body, *headers), scope())
    assert client.body == b"one" + PART + b"two" + PART + PART
    assert client.sent[0] == {
        "type": "http.response.start",
        "status": 200,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }
    assert [one["more_body"] for one in client.sent[1:]] == [True] * (len(client.sent) - 2) + [False]
    assert body.closed == 1


def test_a_short_answer_is_one_piece() -> None:
    client = asked(answering(Body([b"a", b"b"]), ("Content-Length", "2")), scope())
    assert client.sent[1:] == [{"type": "http.response.body", "body": b"ab", "more_body": False}]


def test_the_answer_to_head_is_not_made() -> None:
    body = Body([PART] * 10)
    client = asked(answering(body, ("Content-Length", "10")), scope("HEAD"))
    assert client.body == b""
    assert (body.made, body.closed) == (0, 1)


def test_what_is_written_comes_before_what_is_returned() -> None:
    def app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [])(b"written ")
        return [b"returned"]

    assert asked(app, scope()).body == b"written returned"


def test_no_more_is_made_than_is_taken_and_no_thread_waits() -> None:
    slow = [Body([PART] * 100) for _ in range(20)]

    def app(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [])
        path = environment["PATH_INFO"]
        return [b"healthy"] if path == "/health" else slow[int(path[1:])]

    async def run() -> None:
        served, readers = Adapter(app, 2), [Client() for _ in slow]
        for reader in readers:
            reader.takes.clear()  # it takes nothing
        reading = [
            asyncio.create_task(served(scope(target=b"/%d" % number), reader.receive, reader.send))
            for number, reader in enumerate(readers)
        ]
        await until(lambda: all(reader.sent for reader in readers))
        quick = Client()
        await served(scope(target=b"/health"), quick.receive, quick.send)
        assert quick.body == b"healthy"
        assert [body.made for body in slow] == [1] * len(slow)
        for reader in readers:
            reader.takes.set()
        await asyncio.gather(*reading)
        assert {len(reader.body) for reader in readers} == {100 * len(PART)}

    asyncio.run(run())
    assert {body.closed for body in slow} == {1}


def test_a_request_finds_a_thread_while_others_ask_for_much() -> None:
    free, taken = threading.Event(), threading.Semaphore(0)

    def app(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "1")])
        if environment["PATH_INFO"] == "/export":
            taken.release()
            free.wait(30)
        return [b"x"]

    async def run() -> None:
        served = Adapter(app, 4, frozenset({"/export"}))
        exports = [asyncio.create_task(self_sent(served, b"/export")) for _ in range(10)]
        await until(lambda: taken._value == 2)
        await asyncio.wait_for(self_sent(served, b"/"), 30)
        assert taken._value == 2
        free.set()
        await asyncio.gather(*exports)

    async def self_sent(served: Adapter, path: bytes) -> None:
        client = Client()
        await served(scope(target=path), client.receive, client.send)

    asyncio.run(run())


def test_who_watches_the_server_is_answered_while_every_thread_is_taken() -> None:
    free, taken = threading.Event(), threading.Semaphore(0)
    waited: dict[str, float] = {}

    def app(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "1")])
        waited[environment["PATH_INFO"]] = time.monotonic() - environment[adapter.QUEUED]
        if environment["PATH_INFO"] == "/search":
            taken.release()
            free.wait(30)
        return [b"x"]

    async def run() -> None:
        served = Adapter(app, 2, probes=frozenset({"/health"}))
        asked = [asyncio.create_task(sent(served, b"/search")) for _ in range(2)]
        await until(lambda: taken._value == 2)
        asked.append(asyncio.create_task(sent(served, b"/behind")))
        await asyncio.sleep(0)
        begun = time.monotonic()
        for _ in range(10):
            await asyncio.wait_for(sent(served, b"/health"), 30)
        assert "/behind" not in waited
        passed = time.monotonic() - begun
        free.set()
        await asyncio.gather(*asked)
        assert waited["/behind"] >= passed  # it is told how long it waited for a thread

    async def sent(served: Adapter, path: bytes) -> None:
        client = Client()
        await served(scope(target=path), client.receive, client.send)

    asyncio.run(run())


@pytest.mark.parametrize("moment", ["before a piece", "while a piece is made"])
def test_the_answer_to_a_client_that_has_gone_away_is_closed(moment: str) -> None:
    free, making = threading.Event(), threading.Event()

    def parts() -> Iterator[bytes]:
        yield PART
        making.set()
        free.wait(30)
        yield from [PART] * 100

    body = Body(parts())

    async def run() -> None:
        client = Client()
        if moment == "before a piece":
            client.takes.clear()
        task = asyncio.create_task(Adapter(answering(body), 2)(scope(), client.receive, client.send))
        await until(making.is_set if moment == "while a piece is made" else lambda: client.sent)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        free.set()
        await until(lambda: body.closed)
        assert body.made <= 2

    asyncio.run(run())
    assert body.closed == 1


def test_a_fault_in_the_midst_of_an_answer_is_told_to_the_server_and_closes_it() -> None:
    def parts() -> Iterator[bytes]:
        yield PART
        raise ValueError("broken")

    body, client = Body(parts()), Client()

    async def run() -> None:
        with pytest.raises(ValueError, match="broken"):
            await Adapter(answering(body), 2)(scope(), client.receive, client.send)
        await until(lambda: body.closed)

    asyncio.run(run())
    assert client.sent[-1]["more_body"]


def test_all_pieces_of_an_answer_are_made_in_its_own_context() -> None:
    variable: ContextVar[str] = ContextVar("variable", default="nobody's")

    def app(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        assert variable.get() == "nobody's"
        variable.set(environment["PATH_INFO"])
        start("200 OK", [])
        return (variable.get().encode().ljust(adapter.PIECE) for _ in range(20))

    async def run() -> None:
        served, clients = Adapter(app, 4), [Client() for _ in range(8)]
        await asyncio.gather(
            *(
                served(scope(target=b"/%d" % number), client.receive, client.send)
                for number, client in enumerate(clients)
            )
        )
        for number, client in enumerate(clients):
            assert set(client.body.split()) == {b"/%d" % number}

    asyncio.run(run())


def part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize(
    ("headers", "received", "kept"),
    [
        ([], [], True),
        ([(b"content-length", b"0")], [], True),
        ([(b"content-length", b"4")], [part(b"ab", more=True), part(b"cd", more=False)], True),
        ([(b"transfer-encoding", b"chunked")], [part(b"abcd", more=False)], True),
        ([(b"content-length", b"4")], [{"type": "http.disconnect"}], False),
        ([(b"content-length", b"4"), (b"expect", b"100-continue")], [], False),
        ([(b"content-length", b"9999999")], [part(PART, more=True)] * 2 + [part(b"", more=False)], False),
        ([(b"content-length", b"4")], [part(b"a", more=True)], False),  # and nothing more
    ],
)
def test_a_body_is_read_and_forgotten_or_ends_the_connection(
    monkeypatch: pytest.MonkeyPatch, headers: list[tuple[bytes, bytes]], received: list[Any], *, kept: bool
) -> None:
    monkeypatch.setattr(adapter, "BODY_TIME", 0.1)
    client = asked(answering([b"x"]), scope("POST", b"/", *headers), Client(*received))
    assert client.body == b"x"
    assert (adapter.CLOSE in client.sent[0]["headers"]) is not kept


def echo(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [])
    return [environ.get("CONTENT_LENGTH", "-").encode(), b" ", environ["wsgi.input"].read()]


@pytest.mark.parametrize(
    ("path", "headers", "received", "got"),
    [
        (
            b"/batch",
            [(b"content-length", b"4")],
            [part(b"ab", more=True), part(b"cd", more=False)],
            b"4 abcd",
        ),
        (b"/batch", [(b"transfer-encoding", b"chunked")], [part(b"abcd", more=False)], b"4 abcd"),
        (
            b"/batch",
            [(b"content-length", b"4"), (b"expect", b"100-continue")],
            [part(b"abcd", more=False)],
            b"4 abcd",
        ),
        (b"/batch", [], [], b"0 "),
        (b"/batch", [(b"content-length", b"99")], [], b"99 "),  # not even read
        (b"/batch", [(b"transfer-encoding", b"chunked")], [part(b"x" * 11, more=True)], b"11 "),
        (
            b"/batch",
            [(b"content-length", b"4")],
            [part(b"ab", more=True), {"type": "http.disconnect"}],
            b"2 ",
        ),
        (b"/other", [(b"content-length", b"4")], [part(b"abcd", more=False)], b"- "),
    ],
)
def test_only_the_paths_named_get_a_body_and_only_a_whole_one(
    path: bytes, headers: list[tuple[bytes, bytes]], received: list[Any], got: bytes
) -> None:
    client = Client(*received)
    app = Adapter(echo, 4, bodies={"/batch": 10})
    asyncio.run(app(scope("POST", path, *headers), client.receive, client.send))
    assert client.body == got


def test_the_environment_is_that_of_wsgi_and_believes_no_header() -> None:
    made = environ(
        scope(
            "GET",
            b"/%E6%99%BA%E5%88%A9?q=a%20b",
            (b"host", b"example.org"),
            (b"x-request-id", b"one"),
            (b"accept", b"text/html"),
            (b"accept", b"text/csv"),
            (b"content-type", b"text/plain"),
            (b"content-length", b"5"),
            (b"script_name", b"/elsewhere"),
            (b"x-forwarded-proto", b"https"),
            (b"x-forwarded-for", b"203.0.113.1"),
        )
    )
    assert made["PATH_INFO"] == "/智利".encode().decode("latin-1")
    assert (made["QUERY_STRING"], made["SCRIPT_NAME"], made["CONTENT_TYPE"]) == ("q=a%20b", "", "text/plain")
    assert (made["wsgi.url_scheme"], made["REMOTE_ADDR"]) == ("http", "192.0.2.1")
    assert (made["HTTP_HOST"], made["HTTP_X_REQUEST_ID"]) == ("example.org", "one")
    assert made["HTTP_ACCEPT"] == "text/html,text/csv"
    assert {"HTTP_SCRIPT_NAME", "CONTENT_LENGTH", "HTTP_CONTENT_LENGTH"}.isdisjoint(made)
    assert made["wsgi.input"].read() == b""


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/a/b", "/a/b"),
        ("http://host/a/b", "/a/b"),
        ("http://host", "/"),
        ("/go/http://host/a", "/go/http://host/a"),
        ("*", "*"),
        ("host:80", "host:80"),
    ],
)
def test_a_target_that_names_the_host_is_one_to_its_path(target: str, path: str) -> None:
    assert origin_form(target) == path
