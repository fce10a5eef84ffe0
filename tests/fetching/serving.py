"""A document service that misbehaves on demand, and a clock that never makes one wait."""

from __future__ import annotations

import gzip
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import unquote

from indexer.fetching.pace import Clock

PDF = b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog >> endobj\n" * 400 + b"%%EOF\n"
"""What begins and ends like a PDF; it is large enough to be interrupted."""
PAGE = b"<!DOCTYPE html><html><head><title>UN</title></head><body>No such document.</body></html>"
ETAG = {"ETag": '"one"'}
NOON = 1_600_000_000.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path with symbol and language, and its headers in lower case."""

    path: str
    headers: dict[str, str]

    @property
    def start(self) -> int:
        """The first byte that is asked for."""
        return int(self.headers.get("range", "bytes=0-")[len("bytes=") : -1])


Behaviour = Callable[["Handler", Asked], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request, which it reads whole first, as the service has been told to."""

    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self) -> None:
        asked = Asked(unquote(self.path), {name.lower(): value for name, value in self.headers.items()})
        self.service.asked.append(asked)
        self.close_connection = True
        with suppress(OSError):  # who asked may have gone
            self.service.behaviour(asked.path)(self, asked)

    def give(
        self, status: int, body: bytes = b"", headers: dict[str, str] | None = None, length: int | None = -1
    ) -> None:
        """Send an answer; a `length` of -1 is the true one, None says none."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@dataclass
class Service:
    """The service: for each path how it answers, one after the other; the last one goes on."""

    script: dict[str, list[Behaviour]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    over: Event = field(default_factory=Event)

    @property
    def template(self) -> str:
        return f"{self.url}/{{language}}/{{symbol}}"

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def says(self, path: str, *behaviours: Behaviour) -> None:
        self.script[path] = list(behaviours)

    def behaviour(self, path: str) -> Behaviour:
        left = self.script.get(path, [status(404)])
        return left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()
    handler = type("Own", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Time:
    """A time that passes only where one sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, lambda: NOON + self.now, self.sleep, lambda: 1.0)


# --- how the service may answer


def document(body: bytes = PDF, headers: dict[str, str] | None = None) -> Behaviour:
    """Give a document, or the rest of it that is asked for."""

    def behave(handler: Handler, asked: Asked) -> None:
        tags = ETAG if headers is None else headers
        if asked.headers.get("if-none-match") == tags.get("ETag", ""):
            handler.give(304, headers=tags)
        elif asked.start and asked.headers.get("if-range") == tags.get("ETag"):
            content = f"bytes {asked.start}-{len(body) - 1}/{len(body)}"
            handler.give(206, body[asked.start :], {**tags, "Content-Range": content})
        else:
            handler.give(200, body, tags)

    return behave


def status(number: int, headers: dict[str, str] | None = None, body: bytes = b"sorry") -> Behaviour:
    return lambda handler, _: handler.give(number, body, headers)


def redirect(location: str) -> Behaviour:
    return status(302, {"Location": location})


def cut(body: bytes = PDF, at: int = 9_000, headers: dict[str, str] | None = None) -> Behaviour:
    """Give less of a document than is announced."""
    return lambda handler, _: handler.give(200, body[:at], ETAG if headers is None else headers, len(body))


def reset(handler: Handler, _asked: Asked) -> None:
    """Break the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def hang(handler: Handler, _asked: Asked) -> None:
    """Say nothing for longer than anybody waits."""
    handler.service.over.wait(2)


def drip(handler: Handler, _asked: Asked) -> None:
    """Send a byte now and then, without end."""
    handler.give(200, b"%PDF-1.7\n", ETAG, 90_000)
    while not handler.service.over.wait(0.02):
        handler.wfile.write(b" ")


def drip_headers(handler: Handler, _asked: Asked) -> None:
    """Send headers byte by byte, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.service.over.wait(0.02):
        handler.wfile.write(b"x")


def endless(handler: Handler, _asked: Asked) -> None:
    """Send a document that has no end."""
    handler.give(200, b"%PDF-1.7\n", length=None)
    while not handler.service.over.is_set():
        handler.wfile.write(b"0" * 65_536)


def bomb(size: int) -> Behaviour:
    """Give a small body that becomes a large document."""
    packed = gzip.compress(b"%PDF-1.7\n" + b"\0" * size)
    return status(200, {"Content-Encoding": "gzip"}, packed)
