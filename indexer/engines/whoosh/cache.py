"""A cache of results that is limited by the room that they take, not by their number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

from indexer.engines.base import And, AtLeast, Best, Boost, Or, Phrase, Without

Worked = TypeVar("Worked", bound=Sized)

KEY = 64
"""The room that one word of a key takes, with its share of the data structures, in items of a result.

Without it, nothing would limit the number of keys with an almost empty result: words that no entry holds.
"""


def extent(key: Hashable) -> int:
    """Return the number of words in a key, at least 1: a term is one, an expression may have hundreds."""
    match key:
        case tuple():
            return max(1, sum(map(extent, key)))
        case Phrase(tokens=tokens):
            return len(tokens)
        case And(nodes=nodes) | Or(nodes=nodes) | Best(nodes=nodes) | AtLeast(nodes=nodes):
            return 1 + sum(map(extent, nodes))
        case Without(node=node, excluded=excluded):
            return 1 + extent(node) + extent(excluded)
        case Boost(node=node):
            return 1 + extent(node)
        case _:  # a Term or a Key
            return 1


class Cache(Generic[Worked]):
    """Results by their keys; if there is no more room, the least recently used are dropped.

    Many threads may use one cache. Two threads may compute the same result; one of the two is kept.
    """

    def __init__(self, room: int, size: Callable[[Worked], int] = len) -> None:
        """Make a cache.

        Args:
            room: How many items are kept; each word of a key counts as KEY items.
            size: Returns how many items a result has.

        """
        self._room = room
        self._size = size
        self._taken = 0
        self._kept: OrderedDict[Hashable, tuple[Worked, int]] = OrderedDict()
        """For each key its result and the room that it takes."""
        self._lock = Lock()

    def kept(self, key: Hashable) -> Worked | None:
        """Return the result for a key, or None if there is none."""
        with self._lock:
            if (found := self._kept.get(key)) is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def get(self, key: Hashable, work: Callable[[], Worked]) -> Worked:
        """Return the result for a key; if there is none, compute it with `work`."""
        if (kept := self.kept(key)) is not None:
            return kept
        worked = work()
        taken = KEY * extent(key) + self._size(worked)
        with self._lock:
            if key not in self._kept and taken <= self._room:
                self._kept[key] = worked, taken
                self._taken += taken
            while self._taken > self._room:
                self._taken -= self._kept.popitem(last=False)[1][1]
        return worked
