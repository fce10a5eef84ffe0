"""Worker processes, which make the entries of holdings for the process that started them.

A worker is started with `python -m indexer.indexing.workers`. It is a new interpreter, not a fork and not a
process of `multiprocessing`: so it copies no threads, and does not run the main module of a host program
again. It runs until its standard input is closed, so it ends when the parent process ends, for whatever
reason.

The parent sends a question on the worker's standard input and reads the answer from its standard output. A
question is a pickle of holdings and the largest size of a document. An answer is a list of entries written by
`marshal`, which is read three times as fast as a pickle. Each message is preceded by its length in 8 bytes.
An empty answer means that the worker failed; it reports no error, since the parent does the work again and
raises the error itself.
"""

from __future__ import annotations

import marshal
import os
import pickle
import select
import subprocess
import sys
from collections import deque
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

from indexer.engines.base import Entry
from indexer.indexing.file_entries import DocumentEntries, analyse
from indexer.model.stored import load_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.model.holding import Holding

Done = tuple[DocumentEntries, ...] | None

_AT_ONCE = 2
"""How many questions a worker may have: one to work on, and one to begin immediately afterwards."""
_LONGEST = 16_384
"""The largest size of a question in bytes.

All questions that a worker may have fit into a pipe, so the parent never waits while it sends one.
"""
_PIPE = 1 << 20
"""How many bytes of answers a worker may leave in its pipe until the parent has time to read them."""
_HEADER = 8


class WorkerProcess:
    """A worker, as the parent process sees it.

    `handle` is a file descriptor, which becomes readable when there is an answer or the worker has ended.
    """

    def __init__(self) -> None:
        path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)  # noqa: PTH109 - a string is needed
        self._process = subprocess.Popen(  # noqa: S603 - Python itself, with what it was started with
            [sys.executable or "", "-P", "-m", __name__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        self._asked: deque[int] = deque()
        self._gone = False
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
        return not self._gone and len(self._asked) < _AT_ONCE

    @property
    def is_asked(self) -> bool:
        """Tell whether the worker still has a question to answer."""
        return bool(self._asked)

    def ask(self, number: int, held: Sequence[Holding], largest: int) -> None:
        """Send a question to the worker.

        Args:
            number: The number of the chunk, which comes back with the answer.
            held: The holdings of the chunk.
            largest: The largest size of a document's text, in bytes of UTF-8.

        """
        question = pickle.dumps((held, largest))
        self._asked.append(number)
        with suppress(OSError):  # if the worker has ended, reading its answer shows that
            _write(_stream(self._process.stdin), question if len(question) <= _LONGEST else b"")

    def answers(self) -> Iterator[tuple[int, Done]]:
        """Read one answer, and yield it with the number of its chunk.

        If the worker has ended, yield None for each of its questions.
        """
        answer = _read(_stream(self._process.stdout))
        if answer is None:
            self._gone = True
            while self._asked:
                yield self._asked.popleft(), None
        else:
            yield self._asked.popleft(), _load(answer) if answer else None

    def close(self) -> None:
        """Kill the process and close its pipes."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            _stream(stream).close()
        self._process.wait()


def answers(workers: Sequence[WorkerProcess], *, wait: bool) -> dict[int, Done]:
    """Return the answers that can be read now, one from each worker, by the numbers of their chunks.

    With `wait`, wait until there is at least one.
    """
    asked = {worker.handle: worker for worker in workers if worker.is_asked}
    watch = select.poll()
    for handle in asked:
        watch.register(handle, select.POLLIN)
    ready = watch.poll(None if wait and asked else 0)
    return dict(answer for handle, _ in ready for answer in asked[handle].answers())


def main() -> None:
    """Answer questions until standard input is closed.

    Output that a library prints goes to standard error, so that it cannot come between the answers.
    """
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as stream:
        sys.stdout = sys.stderr
        serve(sys.stdin.buffer, stream)


def serve(questions: IO[bytes], stream: IO[bytes]) -> None:
    """Read questions from one stream, and write the answers to another."""
    while (question := _read(questions)) is not None:
        _write(stream, _answer(question))


def _answer(question: bytes) -> bytes:
    """Return the marshalled entries for a question, or nothing if they could not be made."""
    try:
        held, largest = cast(
            "tuple[tuple[Holding, ...], int]",
            pickle.loads(question),  # noqa: S301 - from the parent process
        )
        return marshal.dumps([[_fields(entry) for entry in analyse(one, largest).entries] for one in held])
    except Exception:  # noqa: BLE001 - the parent does it again and raises
        return b""


def _fields(entry: Entry) -> tuple[object, ...]:
    tokens, keys = dict(entry.tokens), dict(entry.keys)
    return entry.id, entry.document, entry.order, entry.date, tokens, keys, entry.stored


def _load(answer: bytes) -> tuple[DocumentEntries, ...]:
    found = marshal.loads(answer)  # noqa: S302 - from a process that this one started
    documents = (tuple(Entry(*fields) for fields in document) for document in found)
    return tuple(DocumentEntries(load_head(entries[0].stored), entries) for entries in documents)


def _write(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    rest = memoryview(len(message).to_bytes(_HEADER, "big") + message)
    while rest:
        rest = rest[stream.write(rest) :]


def _read(stream: IO[bytes]) -> bytes | None:
    """Return a message, or None if the stream ends before the message is complete."""
    header = _exactly(stream, _HEADER)
    return header and _exactly(stream, int.from_bytes(header, "big"))


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
