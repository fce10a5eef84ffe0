"""Whether work takes time in proportion to the length of its text: measured, as a ratio within one run.

Processor time is what is measured, so that other programs of the machine do not count.
"""

from __future__ import annotations

import gc
import signal
from contextlib import contextmanager
from statistics import median
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
MOST = 11.0
"""How many times as long four times the text may take.

It takes 4 times as long where work is linear, and 16 where it is quadratic; memory that no longer fits into a
cache of the processor makes linear work up to 10 times as long, once.
"""
CERTAIN = 3.0
"""Seconds of the longer text at which a ratio is believed."""
EXCESSIVE = 32.0
"""How many times as long work takes that is cubic at least: this is believed at once."""
TRIES = 3
"""How often a ratio that is too large is measured in all."""
STOPPED = 20
"""Seconds of processor time after which work is stopped: it is exponential, or nearly so."""


def growth(work: Callable[[str], object], text_of: Callable[[int], str], largest: int = LARGEST) -> float:
    """Return how many times as long work takes for four times the text; 1.0 where it is too fast to tell.

    Lengths are doubled from SMALLEST until the time is MEASURABLE. A ratio above MOST may be noise of the
    clock, or a cache that overflows, which it does once. Then the length is doubled further, until a ratio
    is small or EXCESSIVE, the time is CERTAIN, or the text is the `largest`: work that really grows faster
    has a large ratio at every length. There it is measured again, and the middle ratio counts.

    Args:
        work: What is measured; it gets the text.
        text_of: Makes a text of about so many code points.
        largest: The longest text tried, in code points.

    Raises:
        AssertionError: The work was stopped, after STOPPED seconds of processor time.

    """
    length, ratio = SMALLEST, 1.0
    seconds = [_seconds(work, text_of(length)), _seconds(work, text_of(2 * length))]
    while 4 * length <= largest:
        seconds.append(_seconds(work, text_of(4 * length)))
        if seconds[-1] >= MEASURABLE:
            ratio = seconds[-1] / max(seconds[-3], TICK)
            if ratio <= MOST:
                return ratio
            if seconds[-1] >= CERTAIN or ratio >= EXCESSIVE:
                break
        length *= 2
    else:
        length //= 2
    # Other lengths, since a cache may still hold the shorter text.
    shorter = (length - length // 16 * number for number in range(1, TRIES))
    again = (_ratio(work, text_of(one), text_of(4 * one)) for one in shorter)
    return ratio if ratio <= MOST else median((ratio, *again))


def assert_linear(
    work: Callable[[str], object], text_of: Callable[[int], str], largest: int = LARGEST
) -> None:
    """Assert that four times the text takes at most MOST times the time; see `growth`."""
    ratio = growth(work, text_of, largest)
    assert ratio <= MOST, f"four times the text takes {ratio:.1f} times as long"


def repeated(piece: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """Return what makes texts that repeat a piece, between two texts that stand once."""
    return lambda length: before + piece * max(1, length // len(piece)) + behind


def _ratio(work: Callable[[str], object], text: str, longer: str) -> float:
    seconds = max(_seconds(work, text), TICK)
    return _seconds(work, longer) / seconds


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
