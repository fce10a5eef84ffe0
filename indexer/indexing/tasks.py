"""What is made of one job, in this process or in a worker: `TASKS` names each kind of work.

A job that cannot be done gives a Failure, so that the others go on.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct

from indexer.engines.base import Entry
from indexer.indexing import file_entries, preparing
from indexer.indexing.file_entries import DocumentEntries
from indexer.indexing.preparing import Prepared, ToPrepare
from indexer.model.holding import Holding
from indexer.model.stored import load_head
from indexer.reading import begins_isolated
from indexer.runtime.errors import InputError, JuanzongError

Job = TypeVar("Job")
Given_contra = TypeVar("Given_contra", contravariant=True)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job could not be done."""

    error: JuanzongError


class _Told(Struct, frozen=True, array_like=True):
    """A failure as a worker tells it."""

    message: str
    advice: str


class Task(Protocol[Given_contra, Result]):
    """A kind of work that a worker can do."""

    @property
    def name(self) -> str:
        """The key of the task in TASKS."""

    def make(self, job: Given_contra, largest: int) -> Result:
        """Do a job.

        Args:
            job: The job.
            largest: The largest size of a document's text, in bytes of UTF-8.

        Raises:
            JuanzongError: It cannot be done.

        """

    def label(self, job: Given_contra) -> str:
        """Return the name of the file of a job, for messages."""

    def size(self, job: Given_contra) -> int:
        """Return the size of a job's text in bytes, or 0 if it is not known."""

    def is_own(self, job: Given_contra) -> bool:
        """Tell whether this process must do the job, since the result is too large to be sent."""

    def is_isolated(self, job: Given_contra) -> bool:
        """Tell whether a worker must do the job, however little there is to do, since it may crash."""

    def dump(self, result: Result) -> bytes:
        """Return a result as bytes, for the process that started the worker."""

    def load(self, data: bytes) -> Result:
        """Return the result that `dump` wrote."""


class _Analyse:
    """Make the entries of a holding."""

    name = "analyse"

    def make(self, job: Holding, largest: int) -> DocumentEntries:
        return file_entries.analyse(job, largest)

    def label(self, job: Holding) -> str:
        return str(job.path)

    def size(self, job: Holding) -> int:
        try:
            return job.path.stat().st_size
        except (OSError, ValueError):  # reading it will say why
            return 0

    def is_own(self, job: Holding) -> bool:
        return self.size(job) >= LARGE and not self.is_isolated(job)

    def is_isolated(self, job: Holding) -> bool:
        return job.number is None and begins_isolated(job.path)

    def dump(self, result: DocumentEntries) -> bytes:
        return marshal.dumps([_fields(entry) for entry in result.entries])

    def load(self, data: bytes) -> DocumentEntries:
        found = marshal.loads(data)  # noqa: S302 - from a process that this one started
        entries = tuple(Entry(*fields) for fields in found)
        return DocumentEntries(load_head(entries[0].stored), entries)


class _Prepare:
    """Read a file and recognise its document."""

    name = "prepare"
    _decoder = msgspec.msgpack.Decoder(Prepared)

    def make(self, job: ToPrepare, largest: int) -> Prepared:
        return preparing.prepare(job, largest)

    def label(self, job: ToPrepare) -> str:
        return job.label

    def size(self, job: ToPrepare) -> int:
        return job.size

    def is_own(self, job: ToPrepare) -> bool:
        return job.is_read and not job.is_isolated

    def is_isolated(self, job: ToPrepare) -> bool:
        return job.is_isolated

    def dump(self, result: Prepared) -> bytes:
        return msgspec.msgpack.encode(result)

    def load(self, data: bytes) -> Prepared:
        return self._decoder.decode(data)


LARGE = 1 << 20
"""The size in bytes from which the entries of a file are made by this process and not by a worker.

Otherwise two processes would hold its entries at once.
"""
ANALYSE: Task[Holding, DocumentEntries] = _Analyse()
PREPARE: Task[ToPrepare, Prepared] = _Prepare()
TASKS: dict[str, Task[Any, Any]] = {task.name: task for task in (ANALYSE, PREPARE)}
_FAILED, _DONE = b"F", b"D"


class Attempts(Generic[Job, Result]):
    """Does the jobs of a task; what goes wrong becomes a Failure."""

    def __init__(self, task: Task[Job, Result], largest: int) -> None:
        self.task = task
        self._largest = largest

    def outcome(self, job: Job) -> Result | Failure:
        """Do a job."""
        try:
            return self.task.make(job, self._largest)
        except JuanzongError as error:
            return Failure(error)
        except MemoryError:
            return Failure(too_much_memory(self.task.label(job)))
        except Exception as error:  # noqa: BLE001 - an error of ours must cost one file only
            return Failure(_our_fault(self.task.label(job), error))

    def message(self, job: Job) -> bytes:
        """Do a job; return its outcome as bytes, which `load` reads."""
        done = self.outcome(job)
        if isinstance(done, Failure):
            return _FAILED + msgspec.msgpack.encode(_Told(done.error.message, done.error.advice))
        return _DONE + self.task.dump(done)

    def load(self, message: bytes) -> Result | Failure:
        """Return the outcome that `message` wrote."""
        if message[:1] == _FAILED:
            told = msgspec.msgpack.decode(message[1:], type=_Told)
            return Failure(InputError(told.message, told.advice))
        return self.task.load(message[1:])


def too_much_memory(label: str) -> InputError:
    """Return the error for a file that needs more memory than one file may take."""
    return InputError(f"{label} takes more memory than one file may.", "Divide it into its documents.")


def _our_fault(label: str, error: Exception) -> JuanzongError:
    return JuanzongError(
        f"{label} could not be read, which is our own fault: {type(error).__name__}: {error}.",
        "Please report it.",
    )


def _fields(entry: Entry) -> tuple[object, ...]:
    tokens, keys = dict(entry.tokens), dict(entry.keys)
    return entry.id, entry.document, entry.order, entry.date, tokens, keys, entry.stored
