"""Keep what was worked out last, by how much room it takes rather than by how many there are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Worked = TypeVar("Worked", bound=dict[int, Any])


class Cache:
    """Maps worked out for keys, of which the longest unused go when there is no more room.

    Safe to use from many threads: two may work out the same, and one of the results is kept.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Hashable, dict[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, work: Callable[[], Worked]) -> Worked:
        """Return what is kept for a key; where there is nothing, work it out."""
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept  # type: ignore[return-value]  # a key always stands for the same kind of map
        worked = work()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = worked
                self._taken += len(worked) + 1
            while self._taken > self._room:
                _, dropped = self._kept.popitem(last=False)
                self._taken -= len(dropped) + 1
        return worked
