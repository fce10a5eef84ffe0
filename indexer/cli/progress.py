"""Tell on standard error how far a long work has come: a bar in a terminal, a line now and then elsewhere.

Work that is soon over is not told of. Nothing runs beside the work: what is told is told as it goes on.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, TextIO

from indexer.cli.plain_tables import many
from indexer.model.additions import Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as RichProgress

    from indexer.model.additions import Progress

LINE_AFTER, LINE_EVERY = 2.0, 5.0
"""Seconds of work before the first line, and between two lines."""
BAR_AFTER, BAR_EVERY = 0.5, 0.1
"""Seconds of work before the bar is shown, and between two changes of it."""
_BAR_WIDTH = 24
_MINUTE, _HOUR = 60, 3600
_EXACT = 90
"""Seconds up to which the time that is left is told in seconds, and minutes up to which in minutes."""
_FEW = 10
_TELLING = 20
"""How many documents of many must be done until the time for the others can be told from them."""


@contextmanager
def progress(
    stream: TextIO | None, name: str = "indexer", clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """Give what tells of a work's progress: a bar if the stream is a terminal, otherwise lines.

    Args:
        stream: Standard error; None if it is closed.
        name: The name of the command, for the lines.
        clock: Returns the time in seconds.

    """
    if stream is None:
        yield Silent()
    elif stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown"):
        bar = Bar(stream, clock)
        try:
            yield bar
        finally:
            bar.close()
    else:
        yield Lines(stream, name, clock)


@dataclass(slots=True)
class _Stage:
    """A stage of a work: how many documents it does, or of `what`, how many are done, and since when."""

    name: str
    total: int | None
    begun: float
    what: str = "document"
    done: int = 0

    def count(self) -> str:
        """Return how many documents are done."""
        if self.total is None:
            return many(self.done, self.what)
        return f"{self.done:,} of {many(self.total, self.what)}"

    def rate(self, now: float) -> str:
        """Return how many documents are done in a second; nothing if it cannot be known yet."""
        if not self.done or now <= self.begun:
            return ""
        rate = self.done / (now - self.begun)
        return f"{rate:,.0f} a second" if rate >= _FEW else f"{rate:.1f} a second"

    def left(self, now: float) -> str:
        """Return how much time is left if the rest takes as long as what is done; nothing if unknown."""
        if not self.done or self.total is None or now <= self.begun:
            return ""
        if self.done < min(_TELLING, self.total / 100):  # the start takes time that is none of theirs
            return ""
        seconds = (now - self.begun) / self.done * max(0, self.total - self.done)
        return f"about {_duration(seconds)} left"


class _Told:
    """Counts what is done, and decides when something is told.

    Args:
        clock: Returns the time in seconds.
        after: Seconds of work before anything is told.
        every: Seconds between two times.

    """

    def __init__(self, clock: Callable[[], float], after: float, every: float) -> None:
        self._clock = clock
        self._every = every
        self._due = clock() + after
        self._stage: _Stage | None = None

    def begin(self, stage: str, total: int | None, what: str = "document") -> None:
        """Begin a stage that will do `total` documents, or it is not known how many."""
        self._stage = _Stage(stage, total, self._clock(), what)

    def advance(self, count: int = 1) -> None:
        """Tell that `count` more documents are done."""
        if self._stage is None:
            return
        self._stage.done += count
        if (now := self._clock()) >= self._due:
            self._due = now + self._every
            try:
                self._tell(self._stage, now)
            except (OSError, ValueError):  # nobody reads any more: the work goes on, untold
                self._due = inf

    def end(self) -> None:
        """End the stage that was begun."""
        self._stage = None

    def _tell(self, stage: _Stage, now: float) -> None:
        raise NotImplementedError


class Lines(_Told):
    """Progress as lines of counts, for a file or a pipe."""

    def __init__(self, stream: TextIO, name: str, clock: Callable[[], float]) -> None:
        super().__init__(clock, LINE_AFTER, LINE_EVERY)
        self._stream = stream
        self._name = name

    def _tell(self, stage: _Stage, now: float) -> None:
        told = ", ".join(filter(None, (stage.count(), stage.left(now))))
        self._stream.write(f"{self._name}: {stage.name}: {told}.\n")
        self._stream.flush()


class Bar(_Told):
    """Progress as a bar, which is gone when the work is done."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        super().__init__(clock, BAR_AFTER, BAR_EVERY)
        self._stream = stream
        self._rich: RichProgress | None = None

    def end(self) -> None:
        """End the stage that was begun, and take its bar away."""
        super().end()
        self.close()

    def close(self) -> None:
        """Take the bar away, if one is shown."""
        if self._rich:
            with suppress(OSError, ValueError):
                self._rich.stop()
            self._rich = None

    def _tell(self, stage: _Stage, now: float) -> None:
        told = ", ".join(filter(None, (stage.count(), stage.rate(now), stage.left(now))))
        if self._rich is None:
            bar = _bar(self._stream, self._clock)
            bar.add_task(stage.name, total=stage.total, told=told)
            bar.start()
            self._rich = bar
        (task,) = self._rich.task_ids
        self._rich.update(task, completed=stage.done, told=told, refresh=True)


def _bar(stream: TextIO, clock: Callable[[], float]) -> RichProgress:
    """Return a bar of rich, which takes a tenth of a second to load; it leaves standard output alone."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as RichProgress

    class Bearing(Console):
        """A console that goes on where nobody reads any more; rich would end the program."""

        def on_broken_pipe(self) -> None:
            self.quiet = True

    return RichProgress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=_BAR_WIDTH),
        TextColumn("{task.fields[told]}", markup=False),
        console=Bearing(file=stream),
        auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False, get_time=clock,
    )  # fmt: skip


def _duration(seconds: float) -> str:
    if seconds <= _EXACT:
        return many(round(seconds), "second")
    if seconds <= _EXACT * _MINUTE:
        return many(round(seconds / _MINUTE), "minute")
    return many(round(seconds / _HOUR), "hour")
