"""Runs the WSGI application as an ASGI one whose answers are pulled, so that no thread waits for a client.

A pool of threads runs the application. A streamed answer is made in pieces: each piece is a task of its own,
which starts when the client has read most of what was sent. So a slow reader holds no thread, and no more
than one piece in memory. All tasks of a request run in one context, one after another.

Only the endpoints for batches and for texts to look up get the bodies of requests, up to a length. Any other
short body is read and discarded; after a long or slow one the connection closes with the answer.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from contextvars import copy_context
from io import BytesIO
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from types import TracebackType
    from wsgiref.types import WSGIApplication, WSGIEnvironment

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ExcInfo: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]"
T = TypeVar("T")

PIECE = 262_144
"""A piece of an answer is sent from this many bytes.

The next piece is made once the client has read most of it.
"""
MAX_BODY = 65_536
"""Longest request body that is read so that the connection can be kept, in bytes."""
BODY_TIME = 2.0
"""Seconds that a request body has to arrive."""
TAKEN_TIME = 15.0
"""Seconds that a request body has to arrive that the application gets."""
_LONGEST_LENGTH = 12
"""Most digits of a length that is read as a number."""
CLOSE = (b"Connection", b"close")
QUEUED = "juanzong.queued"
"""The key in the environment for when the request began to wait for a thread, in seconds of `monotonic`."""


class Adapter:
    """An ASGI application that runs a WSGI one in `threads` threads.

    At most half of the threads start answers for the `large` paths or continue streamed answers, so that a
    request never waits for the exports of others. Requests for the `probes` paths have one more thread, so
    that health checks are answered whatever else is asked. A path of `bodies` gets the body of a POST, of so
    many bytes at most.
    """

    def __init__(
        self,
        app: WSGIApplication,
        threads: int,
        large: frozenset[str] = frozenset(),
        probes: frozenset[str] = frozenset(),
        bodies: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._large = large
        self._probes = probes
        self._bodies = bodies
        self._spare = ThreadPoolExecutor(1, thread_name_prefix="probes")
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answers")
        self._half = asyncio.Semaphore(max(1, threads // 2))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI; only requests over HTTP come here."""
        most = self._bodies.get(scope["path"], 0) if scope["method"] == "POST" else 0
        body = Body(most)
        kept = await body.take(scope, receive)
        environment = environ(scope) | body.environ()
        answer = WsgiResponse(self._app, environment)
        tasks = Tasks(self._spare if scope["path"] in self._probes else self._pool)
        begins = self._half if scope["path"] in self._large else nullcontext()
        try:
            async with begins:
                environment[QUEUED] = monotonic()
                piece, last = await tasks.run(answer.begin)
            headers = answer.headers if kept else [*answer.headers, CLOSE]
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            await send({"type": "http.response.body", "body": piece, "more_body": not last})
            while not last:
                async with self._half:
                    piece, last = await tasks.run(answer.go_on)
                await send({"type": "http.response.body", "body": piece, "more_body": not last})
        finally:
            if not answer.closed:
                tasks.finish(answer.close)


class Tasks:
    """The tasks of one request, which a pool runs one after another in one context."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._context = copy_context()
        self._latest: Future[Any] | None = None

    async def run(self, call: Callable[[], T]) -> T:
        """Run a task and return what it returns."""
        future = self._pool.submit(self._context.run, call)
        self._latest = future
        return await asyncio.wrap_future(future)

    def finish(self, call: Callable[[], object]) -> None:
        """Run a task after the latest one, which continues even if its request has been abandoned."""
        if self._latest is not None:
            self._latest.add_done_callback(lambda _: self._pool.submit(self._context.run, call))


class WsgiResponse:
    """The answer of a WSGI application to one request, made piece by piece.

    `status` and `headers` are set once `begin` has returned. The answer closes itself after its last piece; a
    caller that stops earlier has to call `close`.
    """

    def __init__(self, app: WSGIApplication, environment: WSGIEnvironment) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.closed = False
        self._app = app
        self._environment = environment
        self._written: list[bytes] = []
        self._body: Iterable[bytes] = ()
        self._rest: Iterator[bytes] = iter(())

    def begin(self) -> tuple[bytes, bool]:
        """Call the application; return the first piece of the answer, and whether it is the last."""
        self._body = self._app(self._environment, self._start)
        if self._environment["REQUEST_METHOD"] == "HEAD":
            self.close()
            return b"", True
        self._rest = iter(self._body)
        return self.go_on()

    def go_on(self) -> tuple[bytes, bool]:
        """Return the next piece of the answer, and whether it is the last."""
        made, self._written = self._written, []
        size = sum(map(len, made))
        for part in self._rest:
            made.append(part)
            size += len(part)
            if size >= PIECE:
                return b"".join(made), False
        self.close()
        return b"".join(made), True

    def close(self) -> None:
        """Close the body of the application, once."""
        if self.closed:
            return
        self.closed = True
        if (close := getattr(self._body, "close", None)) is not None:
            close()

    def _start(
        self, status: str, headers: list[tuple[str, str]], _exc_info: ExcInfo | None = None, /
    ) -> Callable[[bytes], object]:
        self.status = int(status.split(maxsplit=1)[0])
        self.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self._written.append


def environ(scope: Scope) -> WSGIEnvironment:
    """Return the WSGI environment of a request; its headers set only the keys `HTTP_*` and `CONTENT_TYPE`."""
    server, client = scope.get("server") or ("", 0), scope.get("client") or ("", 0)
    target = scope["raw_path"].decode("latin-1")
    path = unquote_to_bytes(origin_form(target).encode("latin-1"))
    environment: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "REQUEST_URI": target,  # may be a whole address, which names the host
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in _headers(scope):
        environment[name] = f"{environment[name]},{value}" if name in environment else value
    return environment


def origin_form(target: str) -> str:
    """Return the path of a request target, without the scheme and host that a proxy may have sent with it."""
    scheme, absolute, rest = target.partition("://")
    if not absolute or "/" in scheme:
        return target
    return f"/{rest.partition('/')[2]}"


def _headers(scope: Scope) -> Iterator[tuple[str, str]]:
    """Yield the headers under their WSGI names.

    Headers of the body are left out, and so are names with an underscore, which could pass for other headers.
    """
    for name, value in scope["headers"]:
        if name not in (b"content-length", b"transfer-encoding") and b"_" not in name:
            known = name.decode("latin-1").upper().replace("-", "_")
            yield known if known == "CONTENT_TYPE" else f"HTTP_{known}", value.decode("latin-1")


class Body:
    """The body of a request, of which up to `most` bytes are kept; other bodies are read and discarded."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._limit = most or MAX_BODY
        self._pieces: list[bytes] = []
        self._size = 0
        self._ended = True

    async def take(self, scope: Scope, receive: Receive) -> bool:
        """Read a body; tell whether it ended within its limits."""
        self._ended = await self._taken(scope, receive)
        return self._ended

    async def _taken(self, scope: Scope, receive: Receive) -> bool:
        names = {name: value for name, value in scope["headers"]}  # noqa: C416 - scope is untyped
        said = names.get(b"content-length", b"0").strip()
        if b"transfer-encoding" not in names and said.strip(b"0") == b"":
            return True
        if said.isdigit() and len(said) < _LONGEST_LENGTH and int(said) > self._limit and self._most:
            self._size = int(said)
            return False
        if b"expect" in names and not self._most:
            return False
        try:
            async with asyncio.timeout(TAKEN_TIME if self._most else BODY_TIME):
                return await self._read(receive)
        except TimeoutError:
            return False

    def environ(self) -> WSGIEnvironment:
        """Return what the application gets: the body, and its length even if it is too long to be kept."""
        if not self._most:
            return {}
        whole = b"".join(self._pieces) if self._ended else b""
        # A length that the body does not have tells that it is incomplete, or else too long.
        return {"wsgi.input": BytesIO(whole), "CONTENT_LENGTH": str(max(self._size, not self._ended))}

    async def _read(self, receive: Receive) -> bool:
        """Read a body up to its limit; tell whether it ended there."""
        while self._size <= self._limit:
            message = await receive()
            if message["type"] != "http.request":
                return False
            piece = message.get("body", b"")
            self._size += len(piece)
            if self._most:
                self._pieces.append(piece)
            if not message.get("more_body", False):
                return True
        return False
