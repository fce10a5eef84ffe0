"""Limits for each client of a worker: the time that an answer may take, and the requests per second.

Other modules limit the length of a request (`webui.request.incoming`) and the cost of a question
(`indexer.query.parser`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address
from threading import Lock
from time import monotonic

from flask import Flask, Response, request
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from indexer.runtime import deadline, networks
from webui.request.host_check import PROBED
from webui.request.service import service
from webui.server.adapter import QUEUED

BURST = 10
"""A client may send the requests of this many seconds at once, as a browser does for a page."""
MAX_CLIENTS = 10_000
"""How many clients are remembered; the one whose last request is oldest is forgotten first."""


@dataclass(slots=True)
class Bucket:
    """How much a client may still send: `tokens` requests at the time `seen`, in seconds."""

    tokens: float
    seen: float


class Rate:
    """A token bucket for each client, filled with `rate` tokens a second."""

    def __init__(self, rate: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[str, Bucket] = {}

    def wait(self, client: str) -> float:
        """Count a request of a client.

        Returns:
            0 if the request is allowed, or else the seconds after which the client may send it.

        """
        with self._lock:
            now = self._clock()
            bucket = self._buckets.pop(client, None) or Bucket(self._rate * BURST, now)
            self._buckets[client] = bucket
            if len(self._buckets) > MAX_CLIENTS:
                del self._buckets[next(iter(self._buckets))]
            gained = (now - bucket.seen) * self._rate
            bucket.tokens, bucket.seen = min(bucket.tokens + gained, self._rate * BURST), now
            if bucket.tokens < 1:
                return (1 - bucket.tokens) / self._rate
            bucket.tokens -= 1
            return 0


def register(app: Flask, rate: int) -> None:
    """Limit the requests to an application; `rate` is in requests per second and client, 0 means no limit."""
    if rate:
        taken = Rate(rate)
        app.before_request(lambda: _count(taken))
    app.before_request(_begin)
    app.after_request(_end)


def client(address: str | None) -> str:
    """Return the client that an address stands for; with IPv6 it is a customer's whole network of 64 bits."""
    place = networks.address(address or "")
    if place is None:
        return ""
    return str(IPv6Address(int(place) >> 64 << 64)) if isinstance(place, IPv6Address) else str(place)


def _count(taken: Rate) -> None:
    """Count a request, except for static files. Raises TooManyRequests."""
    if (request.endpoint or "").endswith(".static"):
        return
    seconds = math.ceil(taken.wait(client(request.remote_addr)))
    if seconds:
        raise TooManyRequests(retry_after=seconds)


def _begin() -> None:
    """Start the deadline, unless it has passed while the request waited for a thread.

    The deadline does not include the wait, so a question is never called too costly because of others. A
    health check has no deadline: it costs the same whatever else is asked.
    """
    if request.endpoint == PROBED:
        return
    most = service().config.web.deadline
    waited = monotonic() - request.environ.get(QUEUED, math.inf)
    if waited > most:
        raise ServiceUnavailable(f"It has waited {waited:.1f} seconds for a thread.", retry_after=most)
    deadline.begin(most)


def _end(response: Response) -> Response:
    """End the deadline; an answer that is sent in pieces may take as long as its reader needs."""
    deadline.end()
    return response
