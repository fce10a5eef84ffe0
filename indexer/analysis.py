"""From the files of holdings to the entries of an engine, in order; where there is much to do, with helpers.

A library is cut into chunks. Helpers, which are processes of their own, are given chunks ahead of the one
that is wanted; who wants them does meanwhile what no helper has been given, so that nobody waits while
there is work, and only so far ahead that a library need not fit into memory. What a helper could not do is
done again here: it fails as it would have failed alone, and a helper that is gone is no failure at all.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.entries import entries
from indexer.names import annotate
from indexer.reading import read
from indexer.record import head_of
from indexer.structure.assembly import structure

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from indexer.engines.base import Entry
    from indexer.helping import Helper
    from indexer.holdings import Holding
    from indexer.model import Document
    from indexer.record import Head

MUCH = 400_000
"""Bytes of text from which on helpers are worth their start: about a second of work."""
_CHUNK_BYTES, _CHUNK_FILES = 30_000, 16
"""What makes a chunk full: less than a tenth of a second of work."""
_PROCESSES = 3
"""At most, this one included: each takes some 70 MB, and more are soon faster than what they hand them to."""
_AHEAD = 4
"""Chunks for each process that may be done, or under way, before they are wanted."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document as an engine gets it: the entry of its head, then those of its units."""

    head: Head
    entries: tuple[Entry, ...]


def load(holding: Holding) -> Document:
    """Read a holding into a document. Raises InputError where its file cannot be read."""
    return annotate(structure(read(holding.path), holding.given))


def analyse(holding: Holding) -> Analysed:
    """Read a holding, and make its entries. Raises InputError where its file cannot be read."""
    document = load(holding)
    return Analysed(head_of(document), tuple(entries(document)))


def analysed(held: Sequence[Holding], helpers: int | None = None) -> Generator[Analysed]:
    """Yield what `analyse` makes of each holding, in order; close it (`closing`) to let the helpers go.

    `helpers` is how many there are to be; else that follows from the work and the machine. Raises InputError
    for the first holding whose file cannot be read, after all before it.
    """
    sizes = [_size(holding) for holding in held]
    count = (most_helpers() if sum(sizes) >= MUCH else 0) if helpers is None else helpers
    if not count:
        yield from map(analyse, held)
        return
    with closing(_Team(tuple(_chunks(held, sizes)), count)) as team:
        for number in range(len(team.chunks)):
            yield from team.wanted(number)


def most_helpers() -> int:
    """Return how many helpers there are where there is much to do: so many as keep all processors busy."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(own, _PROCESSES) - 1


def _size(holding: Holding) -> int:
    try:
        return holding.path.stat().st_size
    except (OSError, ValueError):  # reading it will say why
        return 0


def _chunks(held: Sequence[Holding], sizes: Sequence[int]) -> Iterator[tuple[Holding, ...]]:
    chunk: list[Holding] = []
    total = 0
    for holding, size in zip(held, sizes, strict=True):
        chunk.append(holding)
        total += size
        if total >= _CHUNK_BYTES or len(chunk) >= _CHUNK_FILES:
            yield tuple(chunk)
            chunk, total = [], 0
    if chunk:
        yield tuple(chunk)


class _Team:
    """Chunks, their helpers, and what is done of them before it is wanted: None where it has to be redone."""

    def __init__(self, chunks: Sequence[tuple[Holding, ...]], count: int) -> None:
        from indexer.helping import Helper

        self.chunks = chunks
        self._done: dict[int, tuple[Analysed, ...] | None] = {}
        self._next = 0
        self._last = 0
        self._helpers: list[Helper] = []
        try:
            with suppress(OSError):  # a machine that has no room for them does it all here
                self._helpers.extend(Helper() for _ in range(count))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the helpers go."""
        for helper in self._helpers:
            helper.close()

    def wanted(self, number: int) -> Iterable[Analysed]:
        """Return a chunk; chunks are wanted one after the other."""
        self._last = min(number + _AHEAD * (len(self._helpers) + 1), len(self.chunks))
        while number not in self._done:
            self._collect(wait=False)
            self._hand_out()
            if number in self._done:
                break
            if self._next < self._last:
                self._try()
            else:
                self._collect(wait=True)
        done = self._done.pop(number)
        return map(analyse, self.chunks[number]) if done is None else done

    def _hand_out(self) -> None:
        """Give helpers work ahead."""
        for helper in self._helpers:
            while helper.is_free and self._next < self._last:
                helper.ask(self._next, self.chunks[self._next])
                self._next += 1

    def _try(self) -> None:
        """Do the next chunk here; what fails waits for its turn to be told."""
        number, self._next = self._next, self._next + 1
        try:
            self._done[number] = tuple(map(analyse, self.chunks[number]))
        except Exception:  # noqa: BLE001 - it is done again, and raised
            self._done[number] = None

    def _collect(self, *, wait: bool) -> None:
        """Take what the helpers have done."""
        from indexer.helping import answers

        self._done.update(answers(self._helpers, wait=wait))
