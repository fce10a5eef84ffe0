"""One connection: the limits on its requests, how long it may be silent, and how it ends.

gunicorn's asyncio protocol reads the requests and writes the answers. This module adds what it lacks: a time
limit for a complete head, an end for clients that do not read their answer, a limit on the length of the
head, and errors as problem+json. USED lists the private names of gunicorn that this needs; they are checked
when the server starts.
"""

from __future__ import annotations

from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

from gunicorn.asgi.parser import LimitRequestHeaders
from gunicorn.asgi.protocol import ASGIProtocol

from indexer.answer.serialise import to_json
from indexer.model.messages import message
from webui.middleware.problems import BLANK, Problem
from webui.server.adapter import origin_form

if TYPE_CHECKING:
    from asyncio import Transport

HEAD_TIME = 15.0
"""Seconds that a client has for the complete head of a request, from connecting or from the last answer."""
STALLED_TIME = 120.0
"""Seconds after which a client is dropped that reads nothing of its answer."""
LINGER_TIME = 2.0
"""Seconds in which an ending connection still discards data, so that the client sees why it was refused."""
MAX_LINE = 65_536
"""Bytes of a request line that are kept; more than `webui.request.incoming` accepts."""
MAX_HEAD = 2 * MAX_LINE
"""Longest head of a request, in bytes."""
USED = frozenset(
    {
        *("_arm_keepalive_timer", "_build_environ", "_close_transport", "_is_websocket_upgrade"),
        *(
            "_on_headers_complete",
            "_safe_write",
            "_send_error_response",
            "_send_response_start",
            "_will_close",
        ),
        *("_body_receiver", "_callback_parser", "_closed", "_current_request", "_request_ready"),
    }
)
"""The private names of gunicorn's protocol that this module uses."""

ASCII = bytes(range(128))
_VERSION = len(b" HTTP/1.1\r")


class ConnectionState(Enum):
    """What a connection does: it waits for the head of a request, answers a request, or ends."""

    WAITING = "for the head of a request"
    ANSWERING = "a request"
    ENDING = "sending what is left"


def missing() -> frozenset[str]:
    """Return the names in USED that the installed gunicorn lacks."""
    return USED - set(dir(ASGIProtocol)) - set(ASGIProtocol.__init__.__code__.co_names)


class RequestLine:
    """Rewrites the first line of a request: encodes what is not ASCII, and drops the middle of a long line.

    Nobody would read what is dropped: `webui.request.incoming` refuses even shorter lines.
    """

    def __init__(self, *, ended: bool = False) -> None:
        self._ended = ended
        self._begins = b""
        self._blank = False
        self._kept = 0
        self._dropped = 0
        self._end = b""

    def take(self, data: bytes) -> bytes:
        """Return what the parser is to read of the next bytes of a connection."""
        if self._ended:
            return data
        line, newline, rest = data.partition(b"\n")
        self._begins = (self._begins + line)[:2]
        if newline and self._begins in (b"", b"\r") and not self._blank:  # HTTP allows one empty line first
            self._blank, self._begins, self._kept = True, b"", 0
            return line + newline + self.take(rest)
        kept = self._limited(line)
        if not newline:
            return kept
        self._ended = True
        return kept + self._tail() + newline + rest

    def _limited(self, line: bytes) -> bytes:
        """Return the part of the line that fits, encoded; of the rest, keep only the length and the end."""
        room = MAX_LINE - self._kept
        encoded = quote_from_bytes(line[:room], safe=ASCII).encode()
        kept, over = encoded[:room], encoded[room:] + line[room:]
        self._kept += len(kept)
        self._dropped += len(over)
        self._end = (self._end + over)[-_VERSION:]
        return kept

    def _tail(self) -> bytes:
        """Return the end of the line: all beyond the limit if that is short, otherwise the HTTP version."""
        if self._dropped <= _VERSION:
            return self._end
        return b"".join(self._end.rpartition(b" ")[1:])


class Connection(ASGIProtocol):  # type: ignore[misc] # gunicorn has no types
    """A connection of a worker (an instance of `webui.server.worker.Worker`)."""

    def __init__(self, worker: Any) -> None:  # noqa: ANN401 - gunicorn has no types
        super().__init__(worker)
        self.since: float = worker.loop.time()
        self._line = RequestLine()
        self._head = 0
        self._began = False
        self._came_ahead = False
        self._client_ended = False
        self._unsent = 0
        self._taken: float = self.since

    @property
    def state(self) -> ConnectionState:
        """What the connection does; `since` is the time at which it began to wait or to end."""
        if self._closed:
            return ConnectionState.ENDING
        return ConnectionState.WAITING if self._current_request is None else ConnectionState.ANSWERING

    def connection_made(self, transport: Transport) -> None:
        """See asyncio; registers the connection with its worker."""
        self.worker.connections.add(self)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio; the worker has room for another connection then."""
        self.worker.connections.discard(self)
        super().connection_lost(exc)
        self.worker.make_ready()

    def data_received(self, data: bytes) -> None:
        """See asyncio; a head that is too long is refused, and data after the end is discarded."""
        state = self.state
        if state is ConnectionState.ENDING:
            return
        if state is ConnectionState.ANSWERING:
            self._came_ahead = True
            super().data_received(data)
            return
        data = self._line.take(data)
        self._head += len(data)
        if data:
            super().data_received(data)
        if self.state is ConnectionState.WAITING and self._head > MAX_HEAD:
            self.refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def eof_received(self) -> bool:
        """See asyncio: a client that has ended sending may still read the answer."""
        self._client_ended = True
        return self.state is ConnectionState.ANSWERING

    def check(self, now: float) -> None:
        """End the connection if one of its time limits has passed."""
        state, unsent = self.state, self.transport.get_write_buffer_size()
        if unsent != self._unsent or not unsent:
            self._unsent, self._taken = unsent, now
        if now - self._taken > STALLED_TIME:
            self.transport.abort()
        elif state is ConnectionState.WAITING and now - self.since > HEAD_TIME:
            if self._head:
                self.refuse(HTTPStatus.REQUEST_TIMEOUT)
            else:
                self.end()
        elif state is ConnectionState.ENDING and now - self.since > LINGER_TIME:
            self.transport.close()

    def refuse(self, status: HTTPStatus) -> None:
        """Answer with an error, and end the connection."""
        self._send_error_response(status, "")
        self._close_transport()

    def end(self) -> None:
        """Close a connection that waits for a request."""
        self._closed = True
        self.since = self.worker.loop.time()
        self.transport.close()

    def _close_transport(self) -> None:
        """End the connection: at once, or after reading on for a moment if the client may still send.

        If a connection is closed with unread data, the client loses the answer too.
        """
        if self._closed or self.transport is None:
            return
        receiver = self._body_receiver
        read = self._current_request is not None and receiver is not None and receiver._complete  # noqa: SLF001
        self.end_after_reading() if not read and not self._client_ended else self.end()

    def end_after_reading(self) -> None:
        """End the connection as soon as the client has ended it, or after LINGER_TIME."""
        self._closed = True
        self.since = self.worker.loop.time()
        self._resume_reading()
        self.transport.write_eof()

    def _arm_keepalive_timer(self) -> None:
        """Start to wait for the next request, or end the connection if the client has ended sending.

        `check` ends the waiting.
        """
        if self._client_ended:
            self.end()
            self._request_ready.set()
        self.since = self.worker.loop.time()
        self._line = RequestLine(ended=self._came_ahead)
        self._came_ahead = False
        self._head = 0

    def _on_headers_complete(self) -> bool:
        """Refuse a head whose headers are longer than MAX_HEAD; then go on as gunicorn does."""
        self._began = False
        if sum(len(name) + len(value) for name, value in self._callback_parser.headers) > MAX_HEAD:
            raise LimitRequestHeaders
        return bool(super()._on_headers_complete())

    def _send_response_start(self, *given: object, **named: object) -> None:
        self._began = True
        super()._send_response_start(*given, **named)

    def _will_close(self, request: Any, response_requires_close: bool) -> bool:  # noqa: ANN401, FBT001 - gunicorn's
        """Tell whether the connection closes after the answer; with HTTP/1.0 it always does."""
        return bool(
            self._client_ended
            or self.worker.stopping
            or request.version < (1, 1)
            or super()._will_close(request, response_requires_close)
        )

    def _is_websocket_upgrade(self, _request: object) -> bool:
        """Treat every request as plain HTTP."""
        return False

    def _send_error_response(self, status: int, _message: str, _extra_headers: object = ()) -> None:
        """Send a problem, unless an answer has begun; nothing that the client sent is repeated."""
        if status != HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.warning("Invalid request")
        if self._began and self._current_request is not None:
            return
        body = to_json(described(HTTPStatus(status)))
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        self._safe_write(head.encode() + body)

    def _build_environ(self, request: Any, _sockname: object, _peername: object) -> dict[str, str]:  # noqa: ANN401
        """Return what the log needs to know about a request, in the form of WSGI."""
        path = origin_form(request.path).encode("utf-8", "replace").decode("latin-1")
        return {"REQUEST_METHOD": request.method, "PATH_INFO": path}


def described(status: HTTPStatus) -> Problem:
    """Return the problem for a request that was not read, in both languages: the reader's is not known."""
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        detail = message("A fault of this service prevents an answer.")
        advice = message("Try again later.")
    elif status == HTTPStatus.REQUEST_TIMEOUT:
        detail = message(
            "The head of the request was not complete in {seconds} seconds.", seconds=f"{HEAD_TIME:.0f}"
        )
        advice = message("Send the request again.")
    else:
        detail = message("The request is not valid HTTP, or its head is too long.")
        advice = message("Correct the request.")
    return Problem(BLANK, status.phrase, status, f"{detail.zh} {detail.en}", f"{advice.zh} {advice.en}")
