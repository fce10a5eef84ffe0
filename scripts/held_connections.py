"""Hold connections open: silent ones, ones with half a request head, slow readers of an export."""

from __future__ import annotations

import socket
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HALF = b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Unfinished: "
EXPORT = b"GET /api/v1/export?format=json HTTP/1.1\r\nHost: localhost\r\n\r\n"
WINDOW = 4_096
"""The receive buffer of a slow reader, in bytes."""
SIP = 64
"""How many bytes a slow reader reads each second."""


@dataclass(frozen=True, slots=True)
class HeldConnections:
    """How many connections of each kind are held open."""

    silent: int = 0
    half: int = 0
    slow: int = 0


@contextmanager
def held(address: str, numbers: HeldConnections) -> Iterator[list[socket.socket]]:
    """Hold these connections open to an address (host:port), and yield the sockets of the slow readers."""
    with ExitStack() as stack:
        for number, sent in ((numbers.silent, b""), (numbers.half, HALF)):
            for _ in range(number):
                stack.enter_context(_connected(address)).sendall(sent)
        readers = [stack.enter_context(_connected(address, WINDOW)) for _ in range(numbers.slow)]
        for reader in readers:
            reader.sendall(EXPORT)
            reader.setblocking(False)
        stop = Event()
        reading = Thread(target=_read_slowly, args=(readers, stop))
        reading.start()
        try:
            yield readers
        finally:
            stop.set()
            reading.join()


def _connected(address: str, window: int = 0) -> socket.socket:
    host, _, port = address.rpartition(":")
    connection = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if window:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    connection.settimeout(30)
    connection.connect((host.strip("[]"), int(port)))
    return connection


def _read_slowly(readers: Sequence[socket.socket], stop: Event) -> None:
    while not stop.wait(1):
        for reader in readers:
            with suppress(OSError):  # no data yet, or the connection was closed
                reader.recv(SIP)
