"""Whether work takes time in proportion to the length of its text: measured, as a ratio within one run.

Processor time is what is measured, so that other programs of the machine do not count.
"""

from __future__ import annotations

import gc
import signal
from contextlib import contextmanager
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALLEST = 64
"""The first length tried, in code points: so short that even cubic work ends."""
LARGEST = 1_048_576
"""The longest text tried, in code points."""
MEASURABLE = 0.1
"""Seconds of the longer text from which on a ratio is looked at: linear work took the shorter six ticks."""
TICK = 0.004
"""Seconds by which the clock of the system may count: no shorter time is told from this."""
PLAINLY = 11.0
"""How many times as long four times the text takes at most where work is plainly linear.

It takes 4 times as long where work is linear, and 16 where it is quadratic.
"""
CERTAIN = 2.0
"""Seconds of the longer text at which its length is not doubled further."""
APART = 16
"""How many times as long as the other the longer text is where growth is not plain."""
MOST = 128.0
"""How many times as long work may take for APART times the text: 16 times is linear, and 256 quadratic.

Linear work may take up to six times as long for each code point once its memory no longer fits into a cache
of the processor or into one of ours. It does so at one length; quadratic work grows between any two.
"""
STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""By how many sixteenths the lengths differ at which the shorter text is measured: of no length twice, since
one of our caches may hold it."""
STOPPED = 20
"""Seconds of processor time after which work is stopped: it is exponential, or nearly so."""


def growth(work: Callable[[str], object], text_of: Callable[[int], str], largest: int = LARGEST) -> float:
    """Return how many times as long work takes for APART times the text.

    Lengths are doubled from SMALLEST. As soon as the time is MEASURABLE, work that is plainly linear over
    four times the text is told to be. Otherwise the length is doubled until the time is CERTAIN or the text
    is the `largest`, and compared with the mean of texts that are APART times as short.

    Args:
        work: What is measured; it gets the text.
        text_of: Makes a text of about so many code points.
        largest: The longest text tried, in code points.

    Raises:
        AssertionError: The work was stopped, after STOPPED seconds of processor time.

    """
    length = SMALLEST
    seconds = [_seconds(work, text_of(length))]
    while 2 * length <= largest and seconds[-1] < CERTAIN:
        length *= 2
        seconds.append(_seconds(work, text_of(length)))
        if len(seconds) > 2 and seconds[-1] >= MEASURABLE:
            ratio = seconds[-1] / max(seconds[-3], TICK)
            if ratio <= PLAINLY:
                return ratio * APART / 4
    if seconds[-1] < MEASURABLE:
        return float(APART)
    shorter = length // APART
    mean = sum(_seconds(work, text_of(shorter + shorter * step // 16)) for step in STEPS) / len(STEPS)
    return seconds[-1] / max(mean, TICK / len(STEPS))


def assert_linear(
    work: Callable[[str], object], text_of: Callable[[int], str], largest: int = LARGEST
) -> None:
    """Assert that APART times the text takes at most MOST times the time; see `growth`."""
    ratio = growth(work, text_of, largest)
    assert ratio <= MOST, f"{APART} times the text {text_of(APART)!r}… takes {ratio:.0f} times as long"


def repeated(piece: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """Return what makes texts that repeat a piece, between two texts that stand once."""
    return lambda length: before + piece * max(1, length // len(piece)) + behind


def _seconds(work: Callable[[str], object], text: str) -> float:
    with _uncollected(), _stopped(len(text)):
        started = process_time()
        work(text)
        return process_time() - started


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector still: it looks at all that the other tests left, and not at each length."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _stopped(length: int) -> Iterator[None]:
    """Stop the work inside after STOPPED seconds of processor time; `re` looks for signals too."""

    def stop(*_: object) -> None:
        raise AssertionError(f"stopped after {STOPPED} s with {length} code points")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, STOPPED)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
