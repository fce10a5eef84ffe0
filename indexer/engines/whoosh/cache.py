"""Keep what was worked out last, by how much room it takes rather than by how many there are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

Worked = TypeVar("Worked", bound=Sized)


class Cache(Generic[Worked]):
    """What was worked out for keys, of which the longest unused go when there is no more room.

    Safe to use from many threads: two may work out the same, and one of the results is kept.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Hashable, Worked] = OrderedDict()
        self._lock = Lock()

    def kept(self, key: Hashable) -> Worked | None:
        """Return what is kept for a key."""
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return kept

    def get(self, key: Hashable, work: Callable[[], Worked]) -> Worked:
        """Return what is kept for a key; where there is nothing, work it out."""
        if (kept := self.kept(key)) is not None:
            return kept
        worked = work()
        with self._lock:
            if key not in self._kept and len(worked) < self._room:
                self._kept[key] = worked
                self._taken += len(worked) + 1
            while self._taken > self._room:
                _, dropped = self._kept.popitem(last=False)
                self._taken -= len(dropped) + 1
        return worked
