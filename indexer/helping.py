"""A helper: a process of its own that makes entries of holdings for another (`python -m indexer.helping`).

It is a fresh interpreter rather than a fork or one of `multiprocessing`: it copies no threads, and does not
run the main module of a host program anew. It lives as long as its standard input, so it ends when the other
does, however that ends. It says nothing: what fails here is done again, and told, by who wanted it.

Questions are pickled holdings, answers marshalled entries, which are read three times as fast; before each
goes its length. An answer without anything says that it could not be made.
"""

from __future__ import annotations

import fcntl
import marshal
import os
import pickle
import select
import subprocess
import sys
from collections import deque
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from indexer.analysis import Analysed, analyse
from indexer.engines.base import Entry
from indexer.record import load_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.holdings import Holding

Done = tuple[Analysed, ...] | None

_AT_ONCE = 2
"""Questions that a helper has in hand: one to work on, and one to begin as soon as that is done."""
_LONGEST = 16_384
"""Bytes of a question: so many as are in hand fit into a pipe, and whoever asks never waits for that."""
_PIPE = 1 << 20
"""Bytes of answers that a helper may leave in its pipe, to be taken when there is time."""
_HEADER = 8


class Helper:
    """A helper as who asks it sees it; `handle` can be read when there is an answer, or it is gone."""

    def __init__(self) -> None:
        path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)  # noqa: PTH109 - text is wanted
        self._process = subprocess.Popen(  # noqa: S603 - Python itself, with what it was started with
            [sys.executable or "", "-P", "-m", __name__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        self._asked: deque[int] = deque()
        self._gone = False
        self.handle = _stream(self._process.stdout).fileno()
        with suppress(OSError, AttributeError):  # not everybody may have so much, nor does every system
            fcntl.fcntl(self.handle, fcntl.F_SETPIPE_SZ, _PIPE)

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def is_free(self) -> bool:
        """Tell whether it may be asked."""
        return not self._gone and len(self._asked) < _AT_ONCE

    @property
    def is_asked(self) -> bool:
        """Tell whether it owes an answer."""
        return bool(self._asked)

    def ask(self, number: int, held: Sequence[Holding]) -> None:
        """Have it make the entries of some holdings."""
        question = pickle.dumps(held)
        self._asked.append(number)
        with suppress(OSError):  # that it is gone is seen when its answer is read
            _write(_stream(self._process.stdin), question if len(question) <= _LONGEST else b"")

    def answers(self) -> Iterator[tuple[int, Done]]:
        """Read an answer, with the number of its question; nothing for all of them where it is gone."""
        answer = _read(_stream(self._process.stdout))
        if answer is None:
            self._gone = True
            while self._asked:
                yield self._asked.popleft(), None
        else:
            yield self._asked.popleft(), _load(answer) if answer else None

    def close(self) -> None:
        """End it, and leave nothing of it."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            _stream(stream).close()
        self._process.wait()


def answers(helpers: Sequence[Helper], *, wait: bool) -> dict[int, Done]:
    """Return the answers that are there, one of each helper; with `wait`, once there are any."""
    asked = {helper.handle: helper for helper in helpers if helper.is_asked}
    watch = select.poll()
    for handle in asked:
        watch.register(handle, select.POLLIN)
    ready = watch.poll(None if wait and asked else 0)
    return dict(answer for handle, _ in ready for answer in asked[handle].answers())


def main() -> None:
    """Answer until there are no more questions; nothing else may be printed among the answers."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as stream:
        sys.stdout = sys.stderr
        serve(sys.stdin.buffer, stream)


def serve(questions: IO[bytes], stream: IO[bytes]) -> None:
    """Answer the questions of a stream on another."""
    while (question := _read(questions)) is not None:
        _write(stream, _answer(question))


def _answer(question: bytes) -> bytes:
    try:
        held: tuple[Holding, ...] = pickle.loads(question)  # noqa: S301 - of the process that started this one
        return marshal.dumps([[_fields(entry) for entry in analyse(one).entries] for one in held])
    except Exception:  # noqa: BLE001 - it will be met again by who wanted the entries
        return b""


def _fields(entry: Entry) -> tuple[object, ...]:
    tokens, keys = dict(entry.tokens), dict(entry.keys)
    return entry.id, entry.document, entry.order, entry.date, tokens, keys, entry.stored


def _load(answer: bytes) -> tuple[Analysed, ...]:
    found = marshal.loads(answer)  # noqa: S302 - of a process that this one has started
    documents = (tuple(Entry(*fields) for fields in document) for document in found)
    return tuple(Analysed(load_head(entries[0].stored), entries) for entries in documents)


def _write(stream: IO[bytes], message: bytes) -> None:
    rest = memoryview(len(message).to_bytes(_HEADER, "big") + message)
    while rest:
        rest = rest[stream.write(rest) :]


def _read(stream: IO[bytes]) -> bytes | None:
    """Return a message, or None where the stream ends before it is whole."""
    header = _exactly(stream, _HEADER)
    return header and _exactly(stream, int.from_bytes(header, "big"))


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
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
        raise ValueError("A helper has pipes.")
    return stream


if __name__ == "__main__":
    main()
