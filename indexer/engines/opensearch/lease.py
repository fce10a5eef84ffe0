"""The lease of the one writer: a document that says who writes, until when, and the number of the write.

The document is replaced only by a writer that knows its last version, so two writers cannot both hold the
lease. It is renewed while the work goes on. If a writer dies, its lease expires. The clocks of the machines
that write to one index must agree to within a few seconds.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from indexer.engines.opensearch import cluster_errors
from indexer.engines.opensearch.transport import Json, Transport
from indexer.runtime.errors import BusyError, JuanzongError

SECONDS = 30.0
"""How many seconds a lease lasts if it is not renewed."""
RENEWAL = 10.0
"""How many seconds pass between two renewals."""
_DOCUMENT = "writer"
_SETTINGS = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"enabled": False},
}


class Lease:
    """The right to write, while it is renewed. `number` is larger than the number of every earlier write."""

    def __init__(self, transport: Transport, alias: str) -> None:
        self._transport = transport
        self._alias = alias
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._version = ""
        self._until = 0.0
        self.number = 0

    def acquire(self) -> None:
        """Take the lease.

        Raises:
            BusyError: Another writer holds it.

        """
        reply = self._transport.read("GET", self._place)
        if reply.missing:
            if "found" not in reply.body:  # the index does not exist either
                self._transport.create(f"/{self._alias}.lock", _SETTINGS)
            self._version = "op_type=create"
            self.number = 1
        else:
            held = reply.body["_source"]
            left = held["until"] - time.time()
            if left > 0:
                raise cluster_errors.busy(self._alias, held["owner"], left)
            self._version = _version(reply.body)
            self.number = held["number"] + 1
        if not self._put(SECONDS):
            raise cluster_errors.busy(self._alias, "?", SECONDS)

    def check(self) -> None:
        """Check that the lease was renewed in time.

        Raises:
            BusyError: It was not, so another writer may be at work.

        """
        if time.monotonic() > self._until:
            raise cluster_errors.lost(self._alias)

    def renew(self) -> None:
        """Extend the lease to its full time from now.

        Raises:
            BusyError: The lease is lost.

        """
        self.check()
        if not self._put(SECONDS):
            self._until = 0.0
            raise cluster_errors.lost(self._alias)

    def release(self) -> None:
        """Let other writers work; if that fails, the lease expires by itself."""
        with suppress(JuanzongError):
            self._put(0.0)

    def _put(self, seconds: float) -> bool:
        """Replace the document whose version we know; tell whether it still had that version."""
        begun = time.monotonic()
        source = {"owner": self._owner, "until": time.time() + seconds, "number": self.number}
        reply = self._transport.write("PUT", f"{self._place}?{self._version}", source)
        if reply.conflict:  # with another writer, or with this request sent twice
            reply = self._transport.read("GET", self._place)
            if reply.missing or reply.body["_source"] != source:
                return False
        self._version = _version(reply.body)
        self._until = begun + seconds
        return True

    @property
    def _place(self) -> str:
        return f"/{self._alias}.lock/_doc/{_DOCUMENT}"


@contextmanager
def lease(transport: Transport, alias: str) -> Iterator[Lease]:
    """Hold the lease of an index, and renew it in a thread of its own.

    Raises:
        BusyError: Another writer holds it.

    """
    held = Lease(transport, alias)
    held.acquire()
    done = Event()

    def keep() -> None:
        while not done.wait(RENEWAL):
            try:
                held.renew()
            except BusyError:
                return
            except JuanzongError:
                continue  # the cluster may answer the next renewal

    keeper = Thread(target=keep, name="lease", daemon=True)
    keeper.start()
    try:
        yield held
    finally:
        done.set()
        keeper.join()
        held.release()


def _version(body: Json) -> str:
    """Return the parameters by which a write applies only to this version of the document."""
    return f"if_seq_no={body['_seq_no']}&if_primary_term={body['_primary_term']}"
