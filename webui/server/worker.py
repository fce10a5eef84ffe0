"""A worker process: one event loop holds all connections, a few threads answer complete requests.

A worker holds as many connections as its limit of open files allows. For one more, it drops the connection
that has waited longest without a complete request. If all connections are being answered, new ones wait in
the queue of the operating system. A new connection is left to a worker that holds fewer, if there is one.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gasgi import ASGIWorker

from indexer.answer.urls import API
from webui.request.batch_requests import MAX_BODY
from webui.server import connections
from webui.server.adapter import Adapter
from webui.server.connection_counts import ConnectionCounts
from webui.server.connections import Connection, ConnectionState

if TYPE_CHECKING:
    import socket
    from asyncio import Task
    from collections.abc import Callable

GRACE = 30
"""Seconds that answers have to end after the worker is told to stop."""
LAST_REQUESTS = 0.5
"""Seconds after that in which the worker still takes requests that are on their way."""
MAX_CONNECTIONS = 1_000
"""How many connections one worker holds at most."""
YIELD = 0.005
"""Seconds for which a new connection is left to a worker that holds fewer; after that anyone takes it."""
LEFT = 8
"""How many connections are taken at once after that."""
SWITCH = 0.001
"""Seconds after which a busy thread lets others run; for each request the loop waits for that twice."""
PAUSE = 0.1
"""Seconds after which a worker without room tries again to accept connections."""
BATCHES = (f"{API}/batch", "/batch", f"{API}/lookup", "/lookup")
LARGE = frozenset({f"{API}/export", *BATCHES})
"""Paths whose answers are large and take long."""
BODIES = dict.fromkeys(BATCHES, MAX_BODY)
"""Paths that take the body of a request, each with how many bytes it may have."""
PROBES = frozenset({f"{API}/health"})
"""Paths of health checks."""
AGAIN = 60.0
"""Seconds before the log repeats that there is no room."""
COUNTS = ConnectionCounts()
"""Made before the workers are forked, so that all share it."""
STOPPING = 2**32 - 1
"""The count of a worker that accepts no more connections: nothing is left to it."""
USED = frozenset({"_serve", "handle_exit_signal", "handle_quit_signal"})
"""The private names of gunicorn's worker that this module uses."""


class Worker(ASGIWorker):  # type: ignore[misc] # gunicorn has no types
    """gunicorn's asyncio worker with our own connections, a limit on their number, and a graceful end."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.connections: set[Connection] = set()
        self.stopping = False
        self._coming: set[Task[Any]] = set()
        self._most = 0
        self._accepting = False
        self._told: asyncio.Event = asyncio.Event()
        self._complained = -AGAIN

    @classmethod
    def check_config(cls, cfg: object, log: object) -> None:
        """Accept the number of threads, which gunicorn's own worker does not use."""

    def load_wsgi(self) -> None:
        """Make the application and its adapter."""
        self.asgi = Adapter(self.app.wsgi(), self.cfg.threads, LARGE, PROBES, BODIES)

    def handle_exit_signal(self) -> None:
        """Stop gracefully, as at SIGTERM; Ctrl+C does the same."""
        self._told.set()

    handle_quit_signal = handle_exit_signal

    def make_ready(self) -> None:
        """Accept connections, unless the worker does so already or is stopping."""
        self._tell()
        if not self._accepting and not self.stopping:
            self._accepting = True
            for listener in self.sockets:
                self.loop.add_reader(listener.fileno(), self._accept, listener)

    async def _serve(self) -> None:
        """Accept connections and check their time limits each second, until told to stop or orphaned."""
        sys.setswitchinterval(SWITCH)
        self._most = most_connections()
        self.make_ready()
        while not self._told.is_set() and self.ppid == os.getppid():
            self.notify()
            self._check()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), 1.0)
        await self._stop()

    def _check(self) -> None:
        now = self.loop.time()
        for connection in list(self.connections):
            connection.check(now)

    def _held(self) -> int:
        return len(self.connections) + len(self._coming)

    def _tell(self) -> None:
        COUNTS.tell(self.age, STOPPING if self.stopping else self._held())

    def _accept(self, listener: socket.socket) -> None:
        """Accept one connection, or leave it for a moment to a worker that holds fewer."""
        if COUNTS.fewer_elsewhere(self._held()):
            self._rest(YIELD, self._accept_what_is_left)
        else:
            self._accept_one(listener)

    def _accept_what_is_left(self) -> None:
        """Accept connections that no other worker has taken: it may be busy, so a few at once."""
        self.make_ready()
        for listener in () if self.stopping else self.sockets:
            for _ in range(LEFT):
                if not self._accept_one(listener):
                    break

    def _accept_one(self, listener: socket.socket) -> bool:
        """Accept one connection; tell whether there was one, and room for it."""
        if self._held() >= self._most and not self._drop_the_longest_waiting():
            self._pause("No room for more connections: all are being answered")
            return False
        try:
            return self._take(listener)
        except OSError as error:
            self._pause(f"No connection can be taken: {error.strerror}")
            return False

    def _take(self, listener: socket.socket) -> bool:
        """Accept a connection; tell whether there was one. Raises OSError if the system cannot give one."""
        try:
            taken, _ = listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return False  # another worker accepted it, or the client has gone
        taken.setblocking(False)
        task = self.loop.create_task(self.loop.connect_accepted_socket(lambda: Connection(self), taken))
        self._coming.add(task)
        task.add_done_callback(self._came)
        self._tell()
        return True

    def _came(self, task: Task[Any]) -> None:
        self._coming.discard(task)
        self._tell()

    def _drop_the_longest_waiting(self) -> bool:
        """Drop the connection that has waited longest for a request; False if none waits."""
        waiting = (one for one in self.connections if one.state is ConnectionState.WAITING)
        longest = min(waiting, key=lambda one: one.since, default=None)
        if longest is None:
            return False
        longest.transport.abort()
        self.connections.discard(longest)
        return True

    def _pause(self, reason: str) -> None:
        """Leave new connections to other workers for PAUSE seconds, or until one of ours ends."""
        self._rest(PAUSE, self.make_ready)
        now = self.loop.time()
        if now - self._complained > AGAIN:
            self._complained = now
            self.log.warning("%s.", reason)

    def _rest(self, seconds: float, then: Callable[[], None]) -> None:
        """Accept no connections for some seconds, or until one of ours ends; then make a call."""
        self._accepting = False
        self.loop.call_later(seconds, then)
        for listener in self.sockets:
            self.loop.remove_reader(listener.fileno())

    async def _stop(self) -> None:
        """Accept no more connections, and wait until the answers have ended, GRACE seconds at most."""
        self._close_listeners()
        told = self.loop.time()
        while (self.connections or self._coming) and self.loop.time() < told + GRACE:
            self.notify()
            self._check()
            if self.loop.time() > told + LAST_REQUESTS:
                for connection in [one for one in self.connections if one.state is ConnectionState.WAITING]:
                    connection.end()
            await asyncio.sleep(0.05)
        if self.connections:
            self.log.warning("%d answers had not ended %d seconds after.", len(self.connections), GRACE)
        self.alive = False

    def _close_listeners(self) -> None:
        """Accept the connections that wait in the system's queue, then close the listening sockets."""
        self.stopping = True
        self._tell()
        for listener in self.sockets:
            self.loop.remove_reader(listener.fileno())
            with suppress(OSError):
                while self._take(listener):
                    pass
            listener.close()


def missing() -> frozenset[str]:
    """Return the private names of gunicorn that the server uses and that the installed version lacks."""
    return connections.missing() | (USED - set(dir(ASGIWorker)))


def most_connections() -> int:
    """Return how many connections a process may hold: half its open files; the library needs the rest."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_CONNECTIONS if soft == resource.RLIM_INFINITY else max(1, min(MAX_CONNECTIONS, soft // 2))
