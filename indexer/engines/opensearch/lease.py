"""The one writer: a document that says who writes, until when, and which number this write has.

The document is only ever replaced by who knows its last version, so two writers cannot both have it. It is
renewed while the work goes on; a writer that died leaves one that expires. The clocks of machines that write
to one index must agree to within a few seconds.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from indexer.engines.opensearch import refusals
from indexer.engines.opensearch.transport import Json, Transport
from indexer.errors import BusyError, JuanzongError

SECONDS = 30.0
"""How long a lock lasts that is not renewed."""
RENEWAL = 10.0
"""Seconds between two renewals."""
_DOCUMENT = "writer"
_SETTINGS = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"enabled": False},
}


class Lease:
    """The right to write, as long as it is renewed. `number` is larger than that of every write before."""

    def __init__(self, transport: Transport, alias: str) -> None:
        self._transport = transport
        self._alias = alias
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._version = ""
        self._until = 0.0
        self.number = 0

    def acquire(self) -> None:
        """Become the one writer. Raises BusyError where there is another."""
        reply = self._transport.read("GET", self._place)
        if reply.missing:
            if "found" not in reply.body:  # not even the index is there
                self._transport.create(f"/{self._alias}.lock", _SETTINGS)
            self._version = "op_type=create"
            self.number = 1
        else:
            held = reply.body["_source"]
            left = held["until"] - time.time()
            if left > 0:
                raise refusals.busy(self._alias, held["owner"], left)
            self._version = _version(reply.body)
            self.number = held["number"] + 1
        if not self._put(SECONDS):
            raise refusals.busy(self._alias, "?", SECONDS)

    def check(self) -> None:
        """Raise BusyError where the lock was not renewed in time: another may be writing."""
        if time.monotonic() > self._until:
            raise refusals.lost(self._alias)

    def renew(self) -> None:
        """Hold the lock for its full time from now. Raises BusyError where it is lost."""
        self.check()
        if not self._put(SECONDS):
            self._until = 0.0
            raise refusals.lost(self._alias)

    def release(self) -> None:
        """Let others write; where that fails, the lock expires."""
        with suppress(JuanzongError):
            self._put(0.0)

    def _put(self, seconds: float) -> bool:
        """Replace the document that we know. Tell whether it was still that one."""
        begun = time.monotonic()
        source = {"owner": self._owner, "until": time.time() + seconds, "number": self.number}
        reply = self._transport.write("PUT", f"{self._place}?{self._version}", source)
        if reply.conflict:  # of somebody else, or of this very request, sent a second time
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
    """Be the one writer of an index. Raises BusyError where there is another."""
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
                continue  # the cluster may answer the next time

    keeper = Thread(target=keep, name="lease", daemon=True)
    keeper.start()
    try:
        yield held
    finally:
        done.set()
        keeper.join()
        held.release()


def _version(body: Json) -> str:
    return f"if_seq_no={body['_seq_no']}&if_primary_term={body['_primary_term']}"
