"""How many connections each worker process holds, in memory that all of them share.

Clients and proxies keep their connections open, so the worker that accepts most of them answers most requests
while the others wait. With these counts a worker leaves a new connection to one that holds fewer.
"""

from __future__ import annotations

import os
from mmap import mmap
from struct import Struct

SLOTS = 256
"""How many workers have a place: four times as many as a server may have, since places are not given back."""
_SLOT = Struct("II")


class ConnectionCounts:
    """The counts of the workers that are forked after this is made.

    A worker that has ended is not counted. Two workers of which one is started SLOTS workers after the other
    share a place; their counts are wrong then, which only makes the division less even.

    >>> counts = ConnectionCounts()
    >>> counts.tell(worker=1, count=3)
    >>> counts.fewer_elsewhere(3)
    False

    """

    def __init__(self) -> None:
        self._memory = mmap(-1, SLOTS * _SLOT.size)

    def tell(self, worker: int, count: int) -> None:
        """Say how many connections this process holds; `worker` is its number, counted from 1."""
        _SLOT.pack_into(self._memory, worker % SLOTS * _SLOT.size, os.getpid(), count)

    def fewer_elsewhere(self, count: int) -> bool:
        """Tell whether another worker that runs holds clearly fewer connections than `count`.

        Of many connections an eighth less is as many: who waited for the other at each of them would take
        hundreds of connections that come at once too slowly.
        """
        own = os.getpid()
        return any(
            held < count - count // 8 and pid not in (0, own) and _runs(pid)
            for pid, held in _SLOT.iter_unpack(self._memory[:])
        )


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
