"""Requests to a cluster: each is sent to one node after another until one answers or the time is up.

Everything that is sent through here can safely be sent twice: reads, and writes under ids that we choose.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic, sleep
from typing import Any

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.access import Access
from indexer.engines.opensearch.faults import fault
from indexer.runtime import deadline
from indexer.runtime.errors import JuanzongError

CONNECTIONS = 16
"""How many connections to each node are kept open between requests."""
_CONNECT = 2.0
_AVOIDED = 5.0
_LONGEST_AVOIDED = 60.0
"""For how many seconds a failed node is asked last: 5 at first, twice as many each time, 60 at most."""
_CHUNK = 1 << 16
_PAUSE = 0.1
_LONGEST_PAUSE = 2.0
_TELLING = 0.1
"""Only a late answer after at least this many seconds replaces an earlier fault, which may say more."""
_BRIEF = 0.5
"""How many seconds a request of `discard` has, also after the time is up."""
_OK = 200
_REDIRECT = 300
_BAD = 400
_NOT_FOUND = 404
_CONFLICT = 409
_TOO_MANY = 429
_DENIED = (401, 403)
_TOO_LARGE = 413
_SERVER = 500

_CLOSED = (cluster_errors.UnreachableError, cluster_errors.AccessError)
"""Faults with which a read ends at once if all nodes have them: no node can be reached or lets us in."""

Json = Any
"""A value of JSON; we read only values at documented places of OpenSearch's answers."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that the caller can handle: a success, or one of the statuses that its method names."""

    status: int
    body: Json

    @property
    def missing(self) -> bool:
        """Whether what was asked for does not exist (404)."""
        return self.status == _NOT_FOUND

    @property
    def conflict(self) -> bool:
        """Whether another request changed it first (409)."""
        return self.status == _CONFLICT


class Transport:
    """The connections to the nodes of a cluster. Many threads may use one object.

    `limit` is the time limit of each answer, in seconds; a write may be repeated for longer.
    """

    def __init__(self, urls: Sequence[str], limit: float, access: Access | None = None) -> None:
        self._urls = tuple(urls)
        self.limit = limit
        self.where = ", ".join(urls)
        access = access or Access()
        self.known = "Authorization" in access.headers
        headers = {"Content-Type": "application/json", **access.headers}
        self._pools = PoolManager(
            maxsize=CONNECTIONS, headers=headers, retries=False, ssl_context=access.context
        )
        self._turn = 0
        self._failed: dict[str, tuple[float, float]] = {}
        """For each failed node: until when it is asked last, and for how many seconds that is."""
        self._choosing = Lock()

    def read(self, method: str, path: str, body: Json = None, *, preference: str = "") -> Reply:
        """Send a question, and return its answer or a 404.

        It fails at once if no node can be reached. Questions with the same preference go to the same copies
        of the shards, until these answer late.
        """
        return self._answer(_Asked(method, path, _bytes(body), preference), self.limit, wait=False)

    def discard(self, path: str, body: Json) -> None:
        """Release something that expires by itself too: one short attempt, also after the time is up."""
        _Call(self, _Asked("DELETE", path, _bytes(body))).attempt(_BRIEF)

    def write(self, method: str, path: str, body: Json = None) -> Reply:
        """Send a change that can be sent twice, and repeat it if it fails; a 404 or 409 is a reply."""
        return self._answer(_Asked(method, path, _bytes(body), whole=False), self.patience, wait=True)

    def refresh(self, index: str) -> None:
        """Make what was written visible to searches, in every copy of every shard."""
        self._answer(_Asked("POST", f"/{index}/_refresh", None), self.patience, wait=True)

    def create(self, path: str, settings: Json) -> None:
        """Make an index unless it exists: another writer, or this request sent before, may have made it."""
        asked = _Asked(
            "PUT", path, _bytes(settings), accepted="resource_already_exists_exception", whole=False
        )
        self._answer(asked, self.patience, wait=True)

    def search(self, path: str, body: Json, *, preference: str = "") -> Reply:
        """Send a question as `read` does; the cluster cancels the search itself when its time is up."""
        asked = _Asked("POST", path, _bytes(body), preference, search=True)
        return self._answer(asked, self.limit, wait=False)

    def search_many(self, path: str, lines: Iterable[Json]) -> Reply:
        """Send several questions in one request, as `search` does."""
        return self._answer(_Asked("POST", path, _lines(lines), search=True), self.limit, wait=False)

    def send(self, path: str, lines: bytes) -> Reply:
        """Send the lines of a bulk request, and repeat it as `write` does."""
        return self._answer(_Asked("POST", path, lines, whole=False), self.patience, wait=True)

    @property
    def patience(self) -> float:
        """For how many seconds a write is repeated: long enough for the cluster to replace a failed node."""
        return 6 * self.limit

    def close(self) -> None:
        """Close the connections; they are opened again if they are needed."""
        self._pools.clear()

    def choose(self, tried: set[str]) -> str:
        """Return the node to ask next: each in turn, then those that failed, and last those in `tried`."""
        with self._choosing:
            self._turn += 1
            turned = [self._urls[(self._turn + i) % len(self._urls)] for i in range(len(self._urls))]
        now = monotonic()
        return min(turned, key=lambda url: (url in tried, self._failed.get(url, (0.0, 0.0))[0] > now))

    def avoid(self, url: str) -> None:
        """Ask this node last for a while, which grows if it fails again."""
        now = monotonic()
        until, before = self._failed.get(url, (0.0, _AVOIDED / 2))
        if until <= now:  # else it failed in a parallel request, or was asked for lack of others
            self._failed[url] = now + (seconds := min(2 * before, _LONGEST_AVOIDED)), seconds

    def trust(self, url: str) -> None:
        """Ask this node in its turn again, since it has answered."""
        self._failed.pop(url, None)

    def nodes(self) -> int:
        """Return how many nodes are known."""
        return len(self._urls)

    def request(self, asked: _Asked, url: str, late: int, seconds: float) -> _Told:
        """Send a request to a node, after `late` late answers to it, with a time limit of `seconds`.

        Raises:
            HTTPError: The node does not answer.
            TimeoutError: The answer is not complete in time.

        """
        ends = monotonic() + seconds
        timeout = Timeout(total=seconds, connect=min(_CONNECT, seconds))
        place = url + asked.place(late, seconds)
        response = self._pools.request(
            asked.method, place, body=asked.body, timeout=timeout, redirect=False, preload_content=False
        )
        return _Told(response.status, _read_until(response, ends), response.headers.get("Location", ""))

    def _answer(self, asked: _Asked, limit: float, *, wait: bool) -> Reply:
        return _Call(self, asked).answer(limit, wait=wait)


def _read_until(response: BaseHTTPResponse, ends: float) -> bytes:
    """Read an answer until `ends`: a socket's own time limit begins again with every piece."""
    pieces: list[bytes] = []
    while piece := response.read1(_CHUNK):
        pieces.append(piece)
        if monotonic() > ends:
            response.close()
            raise TimeoutError
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class _Told:
    """The answer of a node, before it is interpreted."""

    status: int
    data: bytes
    location: str

    @property
    def wants_tls(self) -> bool:
        """Whether a server or proxy that speaks TLS would answer a plain request in this way."""
        if _REDIRECT <= self.status < _BAD:
            return self.location.startswith("https:")
        return self.status == _BAD and any(name in self.data for name in (b"HTTPS", b"SSL", b"TLS"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request. `accepted` is the type of an error that counts as an answer.

    If `search` is true, the cluster can cancel it. If `whole` is true, an answer from only some of the shards
    is a failure.
    """

    method: str
    path: str
    body: bytes | None
    preference: str = ""
    accepted: str | None = None
    search: bool = False
    whole: bool = True

    def place(self, late: int, seconds: float) -> str:
        """Return the path, with parameters for the number of late answers so far and for the time limit."""
        more = [f"preference={self.preference}{late}"] if self.preference else []
        if self.search:  # a node may notice a closed connection late or never
            more.append(f"cancel_after_time_interval={max(1, round(seconds * 1000))}ms")
        return "".join((self.path, "&" if "?" in self.path else "?", "&".join(more))) if more else self.path


class _Call:
    """One request while it is sent: which nodes were tried, and the most telling fault so far."""

    def __init__(self, transport: Transport, asked: _Asked) -> None:
        self._transport = transport
        self._asked = asked
        self._tried: set[str] = set()
        self._dropped: set[str] = set()
        self._late = 0
        self._fault: JuanzongError | None = None
        """The last fault; one of a node that let us in counts more than one of a node that did not."""

    def answer(self, limit: float, *, wait: bool) -> Reply:
        """Return the answer of the first node that gives one.

        With `wait`, try again also if no node can be reached.
        """
        begun = monotonic()
        pause = _PAUSE
        while (left := min(begun + limit - monotonic(), deadline.remaining())) > 0:
            if (reply := self.attempt(left)) is not None:
                return reply
            if len(self._tried) < self._transport.nodes():
                continue
            if isinstance(self._fault, _CLOSED) and not wait:
                break
            self._tried.clear()
            sleep(min(pause * random.uniform(0.5, 1), left))  # noqa: S311 - spreads clients, no secret
            pause = min(2 * pause, _LONGEST_PAUSE)
        deadline.check()
        raise self._fault or cluster_errors.late(self._transport.where, limit)

    def attempt(self, left: float) -> Reply | None:
        """Ask one node; return None if it gives no answer. Half of the time is kept for any other nodes."""
        url = self._transport.choose(self._tried)
        others = self._transport.nodes() - len(self._tried) - 1
        seconds = min(left / 2 if others > 0 else left, self._transport.limit)
        self._tried.add(url)
        try:
            told = self._transport.request(self._asked, url, self._late, seconds)
        except (ReadTimeoutError, TimeoutError):
            self._note_late(url, seconds)
        except HTTPError as error:
            if isinstance(error, ProtocolError) and url not in self._dropped:
                # The node may have closed an idle connection just when we used it, so it is tried once more.
                self._dropped.add(url)
                self._tried.discard(url)
                return None
            if self._fault is None or isinstance(self._fault, _CLOSED):
                self._fault = fault(url, error)
        else:
            if (reply := self._understand(url, told, seconds)) is not None:
                self._transport.trust(url)
                return reply
        self._transport.avoid(url)
        return None

    def _note_late(self, url: str, seconds: float) -> None:
        self._late += 1
        if self._fault is None or seconds >= _TELLING:  # a very short time says little
            self._fault = cluster_errors.late(url, seconds)

    def _understand(self, url: str, told: _Told, seconds: float) -> Reply | None:
        """Return the answer, or None if another node, or the same node later, may answer differently."""
        status, body = told.status, _json(told.data)
        if status in _DENIED:
            raise self._denied(url, status, error_of(body) if body else "")
        if self._asked.whole and body and status < _BAD:
            status, body = _first_failed(status, body)
        if (
            self._asked.search
            and body
            and status >= _BAD
            and (error := cluster_errors.of_query(error_of(body)))
        ):
            raise error
        if status == _TOO_MANY:
            self._fault = cluster_errors.overloaded(url)
        elif status >= _SERVER:  # a node that has just lost another one also answers 500
            self._note_failure(url, status, body, seconds)
        elif body is None:
            raise self._foreign(url, told)
        elif not _OK <= status < _REDIRECT and status not in (_NOT_FOUND, _CONFLICT):
            return self._refused(url, status, body)
        elif self._asked.whole and (lack := _lack(body)):
            self._fault = cluster_errors.unavailable(url, lack)
        else:
            return Reply(status, body)
        return None

    def _denied(self, url: str, status: int, reason: str) -> JuanzongError:
        if reason.startswith(cluster_errors.BLOCKED):
            return cluster_errors.blocked(url, reason)
        return cluster_errors.credentials(
            url, status, reason or f"HTTP {status}", given=self._transport.known
        )

    def _foreign(self, url: str, told: _Told) -> JuanzongError:
        """Return the error for an answer that does not come from OpenSearch."""
        if told.status == _TOO_LARGE:
            return cluster_errors.oversize(url, len(self._asked.body or b""))
        if url.startswith("http:") and told.wants_tls:
            return cluster_errors.wants_tls(url)
        return cluster_errors.foreign(url)

    def _note_failure(self, url: str, status: int, body: Json, seconds: float) -> None:
        reason = error_of(body) if body else ""
        if self._asked.search and reason.startswith(cluster_errors.CANCELLED):
            self._note_late(url, seconds)
        else:
            self._fault = (
                cluster_errors.unavailable(url, reason) if reason else cluster_errors.failing(url, status)
            )

    def _refused(self, url: str, status: int, body: Json) -> Reply:
        reason = error_of(body)
        if self._asked.accepted and reason.startswith(self._asked.accepted):
            return Reply(status, body)
        raise cluster_errors.refused(url, reason)


def error_of(body: Mapping[str, Json]) -> str:
    """Return the reason that an answer, or one of its items, gives; the deepest cause is the clearest."""
    error = body.get("error", body)
    if not isinstance(error, dict):
        return str(error)
    causes = error.get("root_cause") or [error]
    deepest = causes[0]
    while isinstance(deepest.get("caused_by"), dict):
        deepest = deepest["caused_by"]
    return f"{deepest.get('type', 'error')}: {deepest.get('reason', '')}".rstrip(": ")


def _first_failed(status: int, body: dict[str, Json]) -> tuple[int, dict[str, Json]]:
    """Return the first failed answer of several; if none has failed, return all of them."""
    failed = (one for one in body.get("responses", ()) if "error" in one)
    return next(((one["status"], one) for one in failed), (status, body))


def _lack(body: Mapping[str, Json]) -> str:
    """Return what is missing in an answer that does not come from all shards, or an empty text."""
    for one in (body, *body.get("responses", ())):
        shards = one.get("_shards") or {}
        if failed := shards.get("failed"):
            reasons = [error_of({"error": each.get("reason", each)}) for each in shards.get("failures", ())]
            return f"{failed} of {shards.get('total', '?')} shards failed ({', '.join(reasons[:1]) or '?'})"
        if one.get("timed_out"):
            return "some had not answered in time"
    return ""


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
