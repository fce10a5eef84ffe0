"""What one client may ask of a worker: how long an answer takes, and how many requests a second are taken.

The length of a request is limited by `webui.incoming`, what a question costs by `indexer.query.syntax`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic

from flask import Flask, Response, request
from werkzeug.exceptions import TooManyRequests

from indexer import deadline
from webui.service import service

BURST = 10
"""Seconds' worth of requests that may come at once, as those of a page do."""
MAX_CLIENTS = 10_000
"""How many clients are remembered; who has not asked for longest is forgotten first."""


@dataclass(slots=True)
class Bucket:
    """What a client may still send: `tokens` requests at the time `seen`, in seconds."""

    tokens: float
    seen: float


class Rate:
    """A token bucket for each client."""

    def __init__(self, rate: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[str, Bucket] = {}

    def wait(self, client: str) -> float:
        """Count a request; return 0, or after how many seconds the client may send it."""
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
    """Limit the requests of an application. A rate of 0 is none."""
    if rate:
        taken = Rate(rate)
        app.before_request(lambda: _count(taken))
    app.before_request(_begin)
    app.after_request(_end)


def client(address: str | None) -> str:
    """Return whom an address stands for: with IPv6 the whole network of a customer, 64 bits."""
    try:
        place = ip_address(address or "")
    except ValueError:
        return ""
    return str(IPv6Address(int(place) >> 64 << 64)) if isinstance(place, IPv6Address) else str(place)


def _count(taken: Rate) -> None:
    if (request.endpoint or "").endswith(".static"):
        return
    seconds = math.ceil(taken.wait(client(request.remote_addr)))
    if seconds:
        raise TooManyRequests(retry_after=seconds)


def _begin() -> None:
    deadline.begin(service().config.web.deadline)


def _end(response: Response) -> Response:
    """Answers that are sent as they are found may take as long as their reader does."""
    deadline.end()
    return response
