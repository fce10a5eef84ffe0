"""Requests to a cluster: one JSON call, put to one node after another until it is answered or its time is up.

Everything that is asked through here may be asked twice: reads, and writes under names of our own.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from urllib3 import PoolManager, Timeout, make_headers
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from indexer import deadline
from indexer.engines.opensearch import refusals
from indexer.errors import JuanzongError

CONNECTIONS = 16
"""How many connections to a node are kept between requests."""
_CONNECT = 2.0
_AVOIDED = 5.0
"""Seconds for which a node that failed is asked last."""
_PAUSE = 0.1
_LONGEST_PAUSE = 2.0
_OK = 200
_REDIRECT = 300
_NOT_FOUND = 404
_CONFLICT = 409
_TOO_MANY = 429
_DENIED = (401, 403)
_SERVER = 500

Json = Any
"""What JSON holds: only what stands in a documented place of OpenSearch's answers is read."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that the caller is prepared for."""

    status: int
    body: Json

    @property
    def missing(self) -> bool:
        """Whether what was asked for is not there."""
        return self.status == _NOT_FOUND

    @property
    def conflict(self) -> bool:
        """Whether somebody else came first."""
        return self.status == _CONFLICT


class Transport:
    """The nodes of a cluster. Safe to use from many threads.

    `limit` is in seconds, for each answer; a write may be tried again for longer.
    """

    def __init__(self, urls: Sequence[str], limit: float, user: str = "", password: str = "") -> None:
        self._urls = tuple(urls)
        self.limit = limit
        self.where = ", ".join(urls)
        headers = {"Content-Type": "application/json"}
        if user:
            headers |= make_headers(basic_auth=f"{user}:{password}")
        self._pools = PoolManager(maxsize=CONNECTIONS, headers=headers, retries=False)
        self._turn = 0
        self._failed: dict[str, float] = {}
        self._choosing = Lock()

    def read(self, method: str, path: str, body: Json = None, *, preference: str = "") -> Reply:
        """Ask a question; fails at once where no node can be reached. 404 comes back as a reply.

        Equal preferences go to the same copies of the shards, until these answer late.
        """
        return self._answer(_Asked(method, path, _bytes(body), preference), self.limit, wait=False)

    def write(self, method: str, path: str, body: Json = None) -> Reply:
        """Send a change that may be sent twice, again and again for a while. 404 and 409 come back."""
        return self._answer(_Asked(method, path, _bytes(body)), self.patience, wait=True)

    def create(self, path: str, settings: Json) -> None:
        """Make an index, unless it is there: somebody else, or this very request, may have made it."""
        asked = _Asked("PUT", path, _bytes(settings), accepted="resource_already_exists_exception")
        self._answer(asked, self.patience, wait=True)

    def read_many(self, path: str, lines: Iterable[Json]) -> Reply:
        """Ask several questions at once, as `read` does."""
        return self._answer(_Asked("POST", path, _lines(lines)), self.limit, wait=False)

    def send(self, path: str, lines: bytes) -> Reply:
        """Send the lines of a bulk request, as `write` does."""
        return self._answer(_Asked("POST", path, lines), self.patience, wait=True)

    @property
    def patience(self) -> float:
        """Seconds for which a write is tried again: time for a node to be missed and replaced."""
        return 6 * self.limit

    def close(self) -> None:
        """Close the connections; they come back when they are needed."""
        self._pools.clear()

    def choose(self, tried: set[str]) -> str:
        """Return the node to ask next: each in its turn, those that failed last."""
        with self._choosing:
            self._turn += 1
            turned = [self._urls[(self._turn + i) % len(self._urls)] for i in range(len(self._urls))]
        now = monotonic()
        return min(turned, key=lambda url: (url in tried, self._failed.get(url, 0.0) > now))

    def avoid(self, url: str) -> None:
        """Ask this node last for a while."""
        self._failed[url] = monotonic() + _AVOIDED

    def nodes(self) -> int:
        """Return how many nodes there are to ask."""
        return len(self._urls)

    def request(self, asked: _Asked, url: str, late: int, seconds: float) -> BaseHTTPResponse:
        """Put a request to a node, after so many late answers from others."""
        timeout = Timeout(connect=min(_CONNECT, seconds), read=seconds)
        return self._pools.request(
            asked.method, url + asked.place(late), body=asked.body, timeout=timeout, redirect=False
        )

    def _answer(self, asked: _Asked, limit: float, *, wait: bool) -> Reply:
        return _Call(self, asked).answer(limit, wait=wait)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, and the error that is as good as an answer to it."""

    method: str
    path: str
    body: bytes | None
    preference: str = ""
    accepted: str | None = None

    def place(self, late: int) -> str:
        """Return the path for a request after so many late answers."""
        if not self.preference:
            return self.path
        return f"{self.path}{'&' if '?' in self.path else '?'}preference={self.preference}{late}"


class _Call:
    """One request on its way: which nodes were tried, and what went wrong last."""

    def __init__(self, transport: Transport, asked: _Asked) -> None:
        self._transport = transport
        self._asked = asked
        self._tried: set[str] = set()
        self._late = 0
        self._fault: JuanzongError | None = None
        """What went wrong last, of the node that came furthest."""

    def answer(self, limit: float, *, wait: bool) -> Reply:
        """Return the answer of the first node that gives one; `wait` goes on where none can be reached."""
        begun = monotonic()
        pause = _PAUSE
        while (left := min(begun + limit - monotonic(), deadline.remaining())) > 0:
            if (reply := self._attempt(left)) is not None:
                return reply
            if len(self._tried) < self._transport.nodes():
                continue
            if isinstance(self._fault, refusals.UnreachableError) and not wait:
                break
            self._tried.clear()
            sleep(min(pause * random.uniform(0.5, 1), left))  # noqa: S311 - spreads clients, hides nothing
            pause = min(2 * pause, _LONGEST_PAUSE)
        deadline.check()
        raise self._fault or refusals.late(self._transport.where, limit)

    def _attempt(self, left: float) -> Reply | None:
        """Ask one node; keep time for another one."""
        url = self._transport.choose(self._tried)
        others = self._transport.nodes() - len(self._tried) - 1
        seconds = min(left / 2 if others > 0 else left, self._transport.limit)
        self._tried.add(url)
        try:
            response = self._transport.request(self._asked, url, self._late, seconds)
        except ReadTimeoutError:
            self._late += 1
            self._fault = refusals.late(url, seconds)
        except HTTPError as error:
            if self._fault is None or isinstance(self._fault, refusals.UnreachableError):
                self._fault = refusals.unreachable(url, _reason(error))
        else:
            return self._read(url, response)
        self._transport.avoid(url)
        return None

    def _read(self, url: str, response: BaseHTTPResponse) -> Reply | None:
        """Return what the node says, None where another one, or a later moment, may say something else."""
        if response.status in _DENIED:
            raise refusals.credentials(url)
        body = _json(response.data)
        if response.status == _TOO_MANY:
            self._fault = refusals.overloaded(url)
        elif response.status >= _SERVER:  # also 500 is what a node says that has just lost another one
            self._fault = refusals.unavailable(url, error_of(body or {}))
        elif body is None:
            raise refusals.foreign(url)
        elif _OK <= response.status < _REDIRECT or response.status in (_NOT_FOUND, _CONFLICT):
            return Reply(response.status, body)
        else:
            return self._refused(url, response.status, body)
        return None

    def _refused(self, url: str, status: int, body: Json) -> Reply:
        reason = error_of(body)
        if self._asked.accepted and reason.startswith(self._asked.accepted):
            return Reply(status, body)
        raise refusals.refused(url, reason)


def error_of(body: Mapping[str, Json]) -> str:
    """Return the reason that an answer, or an item of one, gives; the deepest is the clearest."""
    error = body.get("error", body)
    if not isinstance(error, dict):
        return str(error)
    causes = error.get("root_cause") or [error]
    deepest = causes[0]
    while isinstance(deepest.get("caused_by"), dict):
        deepest = deepest["caused_by"]
    return f"{deepest.get('type', 'error')}: {deepest.get('reason', '')}".rstrip(": ")


def credentials_in(url: str) -> bool:
    """Tell whether an address carries a user or a password."""
    return "@" in urlsplit(url).netloc


def _bytes(body: Json) -> bytes | None:
    return None if body is None else json.dumps(body, ensure_ascii=False).encode()


def _lines(bodies: Iterable[Json]) -> bytes:
    return b"".join(json.dumps(body, ensure_ascii=False).encode() + b"\n" for body in bodies)


def _json(data: bytes) -> dict[str, Json] | None:
    try:
        body = json.loads(data)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _reason(error: HTTPError) -> str:
    return str(error).rpartition(": ")[2].rstrip(".")
