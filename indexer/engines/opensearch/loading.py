"""Send bulk requests: batches of limited size, a few of them at the same time; every item is checked."""

from __future__ import annotations

import json
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.transport import Json, Transport, error_of
from indexer.runtime.errors import IndexUnusableError

BATCH = 2_000
"""The largest number of documents in a request."""
BYTES = 4 << 20
"""The size, in bytes, from which a request is sent."""
_AT_ONCE = 2
_PAUSE = 0.2
_LONGEST_PAUSE = 5.0
_REFUSED = 400
_TOO_MANY = 429
_SERVER = 500


@dataclass(frozen=True, slots=True)
class Action:
    """What to do with the document of an id: `index`, `create` or `delete` (which has no body)."""

    kind: str
    id: str
    body: Json = None

    def lines(self) -> bytes:
        """Return the lines of the action in a bulk request."""
        lines = [{self.kind: {"_id": self.id}}, *([] if self.body is None else [self.body])]
        return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)

    def done(self, status: int) -> bool:
        """Tell whether the document is now as it should be, or was so before."""
        return status < _REFUSED or (self.kind, status) in (("delete", 404), ("create", 409))


_Item = tuple[Action, bytes]


def load(transport: Transport, index: str, actions: Iterable[Action], check: Callable[[], None]) -> None:
    """Carry out all actions. Items that a busy node refuses are sent again, after pauses that grow.

    Args:
        transport: The connection to the cluster.
        index: The index that is changed.
        actions: What to do.
        check: Is called before each request, and may raise an error to stop the work.

    Raises:
        IndexUnusableError: Items were refused for good; the message says how many of how many, and why.

    """
    report = _Report(transport.where)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        under_way: deque[Future[None]] = deque()
        try:
            for batch in _batches(actions):
                if len(under_way) == _AT_ONCE:
                    under_way.popleft().result()
                check()
                under_way.append(pool.submit(_send, transport, index, batch, report))
            for future in under_way:
                future.result()
        except BaseException:
            for future in under_way:
                future.cancel()
            raise
    report.close()


class _Report:
    """How many items were sent, and the reasons why some failed."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._sent = count()
        self._failed: list[str] = []

    def refused(self, reason: str) -> None:
        self._failed.append(reason)

    def sent(self) -> None:
        next(self._sent)

    def close(self) -> None:
        if self._failed:
            raise cluster_errors.partly(self._where, len(self._failed), next(self._sent), self._failed[0])


def _send(transport: Transport, index: str, batch: list[_Item], report: _Report) -> None:
    """Send a batch, and send again what a busy node has refused, until all is done or the time is up."""
    ends, pause = time.monotonic() + transport.patience, _PAUSE
    options = f"timeout={max(1, int(transport.limit / 2))}s&filter_path=items.*.status,items.*.error"
    for _ in batch:
        report.sent()
    while batch:
        reply = transport.send(f"/{index}/_bulk?{options}", b"".join(lines for _, lines in batch))
        if reply.missing:
            raise cluster_errors.gone(index)
        items = reply.body.get("items", ())
        if len(items) != len(batch):  # the result of the items is unknown
            raise cluster_errors.foreign(transport.where)
        batch, reason, status = _left(batch, items, report)
        if batch and time.monotonic() > ends:
            raise _unsent(transport.where, reason, status)
        if batch:
            time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - spreads writers, no secret
            pause = min(2 * pause, _LONGEST_PAUSE)


def _unsent(where: str, reason: str, status: int) -> IndexUnusableError:
    """Return the error for items that were turned away until the time was up.

    A node whose disk is full blocks the index, with the status of one that is too busy.
    """
    if reason.startswith(cluster_errors.BLOCKED):
        return cluster_errors.blocked(where, reason)
    if status == _TOO_MANY:
        return cluster_errors.overloaded(where)
    return cluster_errors.unavailable(where, reason)


def _left(batch: list[_Item], items: Iterable[Json], report: _Report) -> tuple[list[_Item], str, int]:
    """Return the items to send again, with the last reason and status; report those refused for good."""
    again, reason, status = [], "", 0
    for item, answer in zip(batch, items, strict=True):
        (found,) = answer.values()
        if item[0].done(found["status"]):
            continue
        if found["status"] == _TOO_MANY or found["status"] >= _SERVER:
            again.append(item)
            reason, status = error_of(found), found["status"]
        else:
            report.refused(error_of(found))
    return again, reason, status


def _batches(actions: Iterable[Action]) -> Iterator[list[_Item]]:
    """Divide the actions into batches."""
    batch: list[_Item] = []
    size = 0
    for action in actions:
        lines = action.lines()
        batch.append((action, lines))
        size += len(lines)
        if len(batch) == BATCH or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
