"""Make the entries of many files, in order; worker processes help if there is much to do.

The files are divided into chunks. Each worker is a process of its own. Workers get chunks before the caller
asks for them, but only a few in advance, so that a library need not fit into memory. While the caller waits
for a chunk, this process works on the next chunk that no worker has.

If a worker fails on a chunk, this process makes the chunk again, so errors are raised here exactly as without
workers. A worker that has died is therefore no error.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.indexing.file_entries import analyse
from indexer.runtime.config import LARGEST

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from indexer.indexing.file_entries import DocumentEntries
    from indexer.indexing.workers import WorkerProcess
    from indexer.model.holding import Holding

MUCH = 400_000
"""Bytes of text from which workers are started: about a second of work, which is worth their start."""
_CHUNK_BYTES, _CHUNK_FILES = 30_000, 16
"""The size from which a chunk is full, in bytes and in files: less than a tenth of a second of work."""
_PROCESSES = 3
"""The largest number of processes, this one included.

Each takes some 70 MB. With more, they would soon be faster than the process that takes their results.
"""
_AHEAD = 4
"""For each process, how many chunks may be finished or in work before they are asked for."""
LARGE = 1 << 20
"""The size in bytes from which a file is read by this process and not by a worker.

Otherwise two processes would hold its entries at once.
"""


def analyse_all(
    held: Sequence[Holding], workers: int | None = None, largest: int = LARGEST
) -> Generator[DocumentEntries]:
    """Yield what `analyse` makes of each holding, in order.

    Close the generator (`contextlib.closing`) to stop the workers.

    Args:
        held: The holdings to read.
        workers: How many workers to start; by default that depends on the work and the machine.
        largest: The largest size of a document's text, in bytes of UTF-8.

    Raises:
        InputError: A file cannot be read; the documents before it have been yielded.

    """
    sizes = [_size(holding) for holding in held]
    count = (most_workers() if sum(sizes) >= MUCH else 0) if workers is None else workers
    if not count:
        yield from (analyse(holding, largest) for holding in held)
        return
    with closing(_WorkerPool(tuple(_chunks(held, sizes)), count, largest)) as team:
        for number in range(len(team.chunks)):
            yield from team.wanted(number)


def most_workers() -> int:
    """Return how many workers to start for much work: enough to keep all processors busy, at most two."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(own, _PROCESSES) - 1


def _size(holding: Holding) -> int:
    """Return the size of a holding's file in bytes, or 0 if it cannot be found out."""
    try:
        return holding.path.stat().st_size
    except (OSError, ValueError):  # reading it will say why
        return 0


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Holdings that one process reads one after the other; a large file is a chunk of its own."""

    held: tuple[Holding, ...]
    is_large: bool = False


def _chunks(held: Sequence[Holding], sizes: Sequence[int]) -> Iterator[_Chunk]:
    """Divide the holdings into chunks, in order."""
    chunk: list[Holding] = []
    total = 0
    for holding, size in zip(held, sizes, strict=True):
        if chunk and (size >= LARGE or total >= _CHUNK_BYTES or len(chunk) >= _CHUNK_FILES):
            yield _Chunk(tuple(chunk))
            chunk, total = [], 0
        if size >= LARGE:
            yield _Chunk((holding,), is_large=True)
        else:
            chunk.append(holding)
            total += size
    if chunk:
        yield _Chunk(tuple(chunk))


class _WorkerPool:
    """The chunks, the workers, and the chunks that were finished before they were asked for.

    A finished chunk is kept as its entries, or as None if this process must make it when it is asked for.
    That is so for chunks that failed, and for large documents: two processes would hold all their entries.
    """

    def __init__(self, chunks: Sequence[_Chunk], count: int, largest: int) -> None:
        from indexer.indexing.workers import WorkerProcess

        self.chunks = chunks
        self._largest = largest
        self._done: dict[int, tuple[DocumentEntries, ...] | None] = {}
        self._next = 0
        self._last = 0
        self._workers: list[WorkerProcess] = []
        try:
            with suppress(OSError):  # without memory for workers, this process does all
                self._workers.extend(WorkerProcess() for _ in range(count))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop the workers."""
        for worker in self._workers:
            worker.close()

    def wanted(self, number: int) -> Iterable[DocumentEntries]:
        """Return the entries of a chunk; the caller asks for the chunks in their order."""
        self._last = min(number + _AHEAD * (len(self._workers) + 1), len(self.chunks))
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
        return self._entries_of(self.chunks[number]) if done is None else done

    def _entries_of(self, chunk: _Chunk) -> Iterator[DocumentEntries]:
        return (analyse(holding, self._largest) for holding in chunk.held)

    def _hand_out(self) -> None:
        """Give chunks to the workers that are free, up to the number allowed in advance."""
        self._leave_large()
        for worker in self._workers:
            while worker.is_free and self._next < self._last:
                worker.ask(self._next, self.chunks[self._next].held, self._largest)
                self._next += 1
                self._leave_large()

    def _leave_large(self) -> None:
        """Skip large documents: they are read when they are asked for."""
        while self._next < self._last and self.chunks[self._next].is_large:
            self._done[self._next] = None
            self._next += 1

    def _try(self) -> None:
        """Make the next chunk in this process; if that fails, it is made again when it is asked for."""
        number, self._next = self._next, self._next + 1
        try:
            self._done[number] = tuple(self._entries_of(self.chunks[number]))
        except Exception:  # noqa: BLE001 - made again later, and raised then
            self._done[number] = None

    def _collect(self, *, wait: bool) -> None:
        """Take the chunks that the workers have finished; with `wait`, wait until there is one."""
        from indexer.indexing.workers import answers

        self._done.update(answers(self._workers, wait=wait))
