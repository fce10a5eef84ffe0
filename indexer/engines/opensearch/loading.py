"""Bulk requests: bounded batches, a few on their way at once, and every item accounted for."""

from __future__ import annotations

import json
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

from indexer.engines.opensearch import refusals
from indexer.engines.opensearch.transport import Json, Transport, error_of

BATCH = 2_000
"""Documents in a request, at most."""
BYTES = 4 << 20
"""Size of a request from which on it is sent."""
_AT_ONCE = 2
_PAUSE = 0.2
_LONGEST_PAUSE = 5.0
_REFUSED = 400
_TOO_MANY = 429
_SERVER = 500


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done with the document of an id: `index`, `create` or `delete` (then without a body)."""

    kind: str
    id: str
    body: Json = None

    def lines(self) -> bytes:
        """Return the lines of a bulk request."""
        lines = [{self.kind: {"_id": self.id}}, *([] if self.body is None else [self.body])]
        return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)

    def done(self, status: int) -> bool:
        """Tell whether it is as it should be: also when it was so already."""
        return status < _REFUSED or (self.kind, status) in (("delete", 404), ("create", 409))


_Item = tuple[Action, bytes]


def load(transport: Transport, index: str, actions: Iterable[Action], check: Callable[[], None]) -> None:
    """Carry out all actions; `check` is called before each request and may stop the work.

    Items that a busy node turns away are sent again, after pauses that grow. Raises IndexUnusableError where
    any is refused for good, with how many of how many and why.
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
    """How many items were sent, and what became of those that failed."""

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
            raise refusals.partly(self._where, len(self._failed), next(self._sent), self._failed[0])


def _send(transport: Transport, index: str, batch: list[_Item], report: _Report) -> None:
    ends, pause = time.monotonic() + transport.patience, _PAUSE
    options = f"timeout={max(1, int(transport.limit / 2))}s&filter_path=items.*.status,items.*.error"
    for _ in batch:
        report.sent()
    while batch:
        reply = transport.send(f"/{index}/_bulk?{options}", b"".join(lines for _, lines in batch))
        if reply.missing:
            raise refusals.gone(index)
        batch, reason, status = _left(batch, reply.body.get("items", ()), report)
        if batch and time.monotonic() > ends:
            where = transport.where
            raise refusals.overloaded(where) if status == _TOO_MANY else refusals.unavailable(where, reason)
        if batch:
            time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - spreads writers, hides nothing
            pause = min(2 * pause, _LONGEST_PAUSE)


def _left(batch: list[_Item], items: Iterable[Json], report: _Report) -> tuple[list[_Item], str, int]:
    """Return what is to be sent again, with the last reason and status; report what is refused for good."""
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
