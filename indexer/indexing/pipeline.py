"""Do many jobs of one task, in order; worker processes help if there is much to do.

The jobs are divided into chunks. Each worker is a process of its own. Workers get chunks before the caller
asks for their outcomes, but only a few in advance, so that neither the jobs nor what is made of them need fit
into memory.

A worker that dies costs the file that it was reading, not more: the file is given to a new worker once, and
is refused if that one dies too. Where no worker can be started, this process does all. What a native library
reads is read by a worker even if there is little to do, since the library may crash.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from contextlib import closing, suppress
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from indexer.indexing.tasks import ANALYSE, PREPARE, Attempts, Failure
from indexer.runtime.config import LARGEST

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from indexer.indexing.file_entries import DocumentEntries
    from indexer.indexing.preparing import Prepared, ToPrepare
    from indexer.indexing.tasks import Task
    from indexer.indexing.workers import WorkerProcess
    from indexer.model.holding import Holding

Job = TypeVar("Job")
Result = TypeVar("Result")

MUCH = 400_000
"""Bytes of text from which workers are started: about a second of work, which is worth their start."""
_CHUNK_BYTES, _CHUNK_FILES = 30_000, 16
"""The size from which a chunk is full, in bytes and in files: less than a tenth of a second of work."""
_PROCESSES = 16
"""The largest number of workers. Each takes some 70 MB, and this process can keep no more of them busy."""
_AHEAD = 4
"""For each worker, how many chunks may be finished or in work before they are asked for."""
_AHEAD_BYTES = 64 << 20
"""How many bytes of files may be finished or in work before they are asked for."""
_TRIES = 2


def analyse_all(
    held: Iterable[Holding], workers: int | None = None, largest: int = LARGEST
) -> Generator[DocumentEntries]:
    """Yield the entries of each holding, in order.

    Close the generator (`contextlib.closing`) to stop the workers.

    Args:
        held: The holdings to read.
        workers: How many workers to start; by default that depends on the work and the machine.
        largest: The largest size of a document's text, in bytes of UTF-8.

    Raises:
        InputError: A file cannot be read; the documents before it have been yielded.

    """
    found = outcomes(ANALYSE, held, workers, largest)
    with closing(found):
        for done in found:
            if isinstance(done, Failure):
                raise done.error
            yield done


def prepare_all(
    jobs: Iterable[ToPrepare], workers: int | None = None, largest: int = LARGEST
) -> Generator[Prepared | Failure]:
    """Yield in order what is made of each file or why it is refused; for the arguments see `analyse_all`."""
    return outcomes(PREPARE, jobs, workers, largest)


def outcomes(
    task: Task[Job, Result], jobs: Iterable[Job], workers: int | None, largest: int
) -> Generator[Result | Failure]:
    """Yield the outcome of each job of a task, in order; for the arguments see `analyse_all`."""
    rest = iter(jobs)
    first, is_much = _first(task, rest)
    if workers is None:
        count = most_workers() if is_much else min(most_workers(), sum(map(task.is_isolated, first)))
    else:
        count = workers
    attempts = Attempts(task, largest)
    if not count:
        yield from map(attempts.outcome, chain(first, rest))
        return
    with closing(_WorkerPool(attempts, chain(first, rest), count, largest)) as pool:
        yield from pool.outcomes()


def most_workers() -> int:
    """Return how many workers to start for much work: one for each processor, within reason."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(own, _PROCESSES)


def _first(task: Task[Job, Result], jobs: Iterator[Job]) -> tuple[list[Job], bool]:
    """Take jobs until they are much; return them, and whether they are."""
    first: list[Job] = []
    total = 0
    for job in jobs:
        first.append(job)
        total += task.size(job)
        if total >= MUCH:
            return first, True
    return first, False


Numbered = tuple[int, Job]


class _Chunks(Generic[Job]):
    """The chunks that no worker has been given yet. The jobs are numbered in their order."""

    def __init__(self, task: Task[Job, Result], jobs: Iterable[Job]) -> None:
        self._task = task
        self._jobs = enumerate(jobs)
        self._again: deque[list[Numbered[Job]]] = deque()
        self._kept: Numbered[Job] | None = None

    def give_back(self, chunk: list[Numbered[Job]]) -> None:
        """Take a chunk back that a worker has not done; it is the next one then."""
        if chunk:
            self._again.appendleft(chunk)

    @property
    def are_given_back(self) -> bool:
        """Whether there are chunks that were given back."""
        return bool(self._again)

    def next(self) -> list[Numbered[Job]]:
        """Return the next chunk, or an empty one if there are no more jobs."""
        if self._again:
            return self._again.popleft()
        chunk: list[Numbered[Job]] = []
        total = 0
        while total < _CHUNK_BYTES and len(chunk) < _CHUNK_FILES and (one := self._one()):
            size = self._task.size(one[1])
            if chunk and (total + size > _CHUNK_BYTES or self._task.is_own(one[1])):
                self._kept = one
                break
            chunk.append(one)
            total += size
        return chunk

    def _one(self) -> Numbered[Job] | None:
        kept, self._kept = self._kept, None
        return kept or next(self._jobs, None)


class _WorkerPool(Generic[Job, Result]):
    """The workers, and the outcomes of jobs that were finished before they were asked for."""

    def __init__(
        self, attempts: Attempts[Job, Result], jobs: Iterable[Job], count: int, largest: int
    ) -> None:
        self._attempts = attempts
        self._chunks = _Chunks(attempts.task, jobs)
        self._largest = largest
        self._done: dict[int, Result | Failure] = {}
        self._own: dict[int, Job] = {}  # what this process does when its turn comes
        self._sizes: dict[int, int] = {}  # of the jobs that were handed out and not yet asked for
        self._bytes = 0
        self._deaths: Counter[int] = Counter()
        self._workers: list[WorkerProcess[Job]] = []
        self._most = _AHEAD * _CHUNK_FILES * count
        try:
            for _ in range(count):
                self._start()
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        from indexer.indexing.workers import WorkerProcess

        with suppress(OSError):  # without memory for another worker, the others do its work
            self._workers.append(WorkerProcess(self._attempts.task.name, self._largest))

    def close(self) -> None:
        """Stop the workers."""
        for worker in self._workers:
            worker.close()

    def outcomes(self) -> Iterator[Result | Failure]:
        """Yield the outcome of each job, in order."""
        number = 0
        while self._prepare(number):
            if number in self._own:
                yield self._attempts.outcome(self._own.pop(number))
            else:
                yield self._done.pop(number)
            self._bytes -= self._sizes.pop(number)
            number += 1

    def _prepare(self, number: int) -> bool:
        """Keep the workers busy until the outcome of a job is there; return False if there is no such job."""
        self._collect(wait=False)
        self._hand_out()
        while number not in self._done and number not in self._own:
            if number not in self._sizes:
                return False
            self._collect(wait=True)
            self._hand_out()
        return True

    def _hand_out(self) -> None:
        """Give chunks to the workers that are free, up to the number allowed in advance."""
        while self._chunks.are_given_back or self._may_go_on():
            worker = next((one for one in self._workers if one.is_free), None)
            if worker is None and self._workers:
                return
            chunk = self._chunks.next()
            if not chunk:
                return
            self._count(chunk)
            if worker is not None and not self._attempts.task.is_own(chunk[0][1]) and worker.ask(chunk):
                continue
            if worker is not None and self._attempts.task.is_isolated(chunk[0][1]):
                self._chunks.give_back(
                    chunk
                )  # it is too long to be sent while the worker has another question
                return
            self._own |= dict(chunk)

    def _may_go_on(self) -> bool:
        return not self._sizes or (len(self._sizes) < self._most and self._bytes < _AHEAD_BYTES)

    def _count(self, chunk: list[Numbered[Job]]) -> None:
        for number, job in chunk:
            if number not in self._sizes:
                self._sizes[number] = self._attempts.task.size(job)
                self._bytes += self._sizes[number]

    def _collect(self, *, wait: bool) -> None:
        """Take what the workers have finished; with `wait`, wait until there is something."""
        from indexer.indexing.workers import readable

        for worker in readable(self._workers, wait=wait):
            if (answer := worker.answer()) is not None:
                number, message = answer
                self._done[number] = self._attempts.load(message)
            elif worker.is_gone:
                self._bury(worker)

    def _bury(self, worker: WorkerProcess[Job]) -> None:
        """Give back what a worker that has died had to do; the job in which it died is tried once more."""
        self._workers.remove(worker)
        worker.close()
        left = worker.unanswered
        if worker.is_ready:  # or it could not even be started
            self._start()
            if left:
                number, job = left[0]
                self._deaths[number] += 1
                if worker.is_out_of_time or self._deaths[number] >= _TRIES:
                    self._done[number] = Failure(worker.failure(self._attempts.task.label(job)))
                    left = left[1:]
                else:
                    self._chunks.give_back(left[1:])
                    left = left[:1]
        self._chunks.give_back(left)
