"""Worker processes, which do jobs for the process that started them.

A worker is started with `python -m indexer.indexing.workers TASK LARGEST SECONDS`. It is a new interpreter,
not a fork and not a process of `multiprocessing`: so it copies no threads, and does not run the main module
of a host program again. It runs until its standard input is closed, so it ends when the parent process ends,
for whatever reason.

The worker first says that it is ready, by an empty message. Then the parent sends questions on the worker's
standard input: each is a pickle of jobs. The worker sends one message for each job (`Attempts.message`) on
its standard output. Each message is preceded by its length in 8 bytes.

A worker has a limit of memory and, for each job, of time (SECONDS); the system ends it when its time is up.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from indexer.indexing.tasks import TASKS, Attempts
from indexer.runtime.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

Job = TypeVar("Job")
Result = TypeVar("Result")

SECONDS = 120
"""The longest time that a worker may take for one file."""
_MEMORY, _MEMORY_FACTOR = 1 << 30, 128
"""The most memory of a worker in bytes: so much, and for each byte of the largest document so many more."""
_AT_ONCE = 2
"""How many questions a worker may have: one to work on, and one to begin immediately afterwards."""
_LONGEST = 16_384
"""The largest size of a question in bytes.

All questions that a worker may have fit into a pipe, so the parent never waits while it sends one; a longer
one is sent to a worker that has no other.
"""
_PIPE = 1 << 20
"""How many bytes of answers a worker may leave in its pipe until the parent has time to read them."""
_HEADER = 8


class WorkerProcess(Generic[Job]):
    """A worker, as the parent process sees it.

    `handle` is a file descriptor, which becomes readable when there is an answer or the worker has ended.
    """

    def __init__(self, task: str, largest: int) -> None:
        path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)  # noqa: PTH109 - a string is needed
        self._process = subprocess.Popen(  # noqa: S603 - Python itself, with what it was started with
            [sys.executable or "", "-P", "-m", __name__, task, str(largest), str(SECONDS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        self._questions: deque[deque[tuple[int, Job]]] = deque()
        self.is_ready = False
        self.is_gone = False
        self.handle = _stream(self._process.stdout).fileno()
        with suppress(OSError, AttributeError, ImportError):  # not everyone may have so large a pipe
            import fcntl

            fcntl.fcntl(self.handle, fcntl.F_SETPIPE_SZ, _PIPE)

    @property
    def pid(self) -> int:
        """The id of the worker's process."""
        return self._process.pid

    @property
    def is_free(self) -> bool:
        """Tell whether the worker can be given another question."""
        return not self.is_gone and len(self._questions) < _AT_ONCE

    @property
    def unanswered(self) -> list[tuple[int, Job]]:
        """The jobs that the worker has not done, with their numbers; it is at work on the first one."""
        return [job for question in self._questions for job in question]

    @property
    def is_out_of_time(self) -> bool:
        """Tell whether the worker was ended because a job took too long; it has been closed."""
        return self._process.returncode == -signal.SIGALRM

    def failure(self, label: str) -> InputError:
        """Return the error for the file in which the worker has ended."""
        if self.is_out_of_time:
            return InputError(
                f"{label} takes longer to read than one file may: {SECONDS} second{'s' * (SECONDS != 1)}.",
                "Divide it into its documents, or save it in another format.",
            )
        return InputError(
            f"{label} cannot be read: the process that read it ended twice, the last time with status "
            f"{self._process.returncode}.",
            "Save it in another format, or see that there is more free memory.",
        )

    def ask(self, jobs: Sequence[tuple[int, Job]]) -> bool:
        """Send jobs to the worker, each with its number; return False if they are too long to be sent now.

        A worker without a question reads what it is sent, however long it is.
        """
        question = pickle.dumps([job for _, job in jobs])
        if len(question) > _LONGEST and self._questions:
            return False
        self._questions.append(deque(jobs))
        with suppress(OSError):  # if the worker has ended, reading its answer shows that
            _write(_stream(self._process.stdin), question)
        return True

    def answer(self) -> tuple[int, bytes] | None:
        """Read one message: the number of a job and its outcome.

        Returns:
            None if the worker says that it is ready, or if it has ended, which `is_gone` tells.

        """
        message = _read(_stream(self._process.stdout))
        if message is None:
            self.is_gone = True
            return None
        if not self.is_ready:
            self.is_ready = True
            return None
        number, _ = self._questions[0].popleft()
        if not self._questions[0]:
            self._questions.popleft()
        return number, message

    def close(self) -> None:
        """Kill the process if it still runs, and close its pipes."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            _stream(stream).close()
        self._process.wait()


def readable(workers: Sequence[WorkerProcess[Job]], *, wait: bool) -> list[WorkerProcess[Job]]:
    """Return the workers that have something to read, or have ended; with `wait`, wait for one."""
    watched = {worker.handle: worker for worker in workers}
    watch = select.poll()
    for handle in watched:
        watch.register(handle, select.POLLIN)
    ready = watch.poll(None if wait and watched else 0)
    return [watched[handle] for handle, _ in ready]


def main() -> None:
    """Do the jobs of the task that the command line names until standard input is closed.

    Output that a library prints goes to standard error, so that it cannot come between the answers.
    """
    task, largest, seconds = TASKS[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3])
    _limit_memory(_MEMORY + _MEMORY_FACTOR * largest)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as stream:
        sys.stdout = sys.stderr
        _write(stream, b"")
        serve(Attempts(task, largest), sys.stdin.buffer, stream, seconds)


def serve(attempts: Attempts[Job, Result], questions: IO[bytes], stream: IO[bytes], seconds: int = 0) -> None:
    """Read questions from one stream, and write the outcome of each job to another.

    A job that takes more than `seconds` ends this process, unless they are 0.
    """
    while (question := _read(questions)) is not None:
        for job in pickle.loads(question):  # noqa: S301 - from the parent process
            _limit_time(seconds)
            message = attempts.message(job)
            _limit_time(0)
            _write(stream, message)


def _limit_memory(size: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # not on this system, or a lower limit holds already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _limit_time(seconds: float) -> None:
    """Have the system end this process after so many seconds; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _write(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    rest = memoryview(len(message).to_bytes(_HEADER, "big") + message)
    while rest:
        rest = rest[stream.write(rest) :]


def _read(stream: IO[bytes]) -> bytes | None:
    """Return a message, or None if the stream ends before the message is complete."""
    header = _exactly(stream, _HEADER)
    return None if header is None else _exactly(stream, int.from_bytes(header, "big"))


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    """Read exactly this many bytes; return None if the stream ends earlier."""
    parts = []
    while size:
        part = stream.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("A worker has pipes.")
    return stream


if __name__ == "__main__":
    main()
