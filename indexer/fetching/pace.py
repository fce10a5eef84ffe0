"""Ask politely: a pause between requests, and longer and longer ones after failures."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

LONGEST_DELAY = 60.0
"""The longest delay in seconds that is chosen here; the service may ask for a longer one."""
PATIENCE = 600.0
"""The longest delay in seconds that the service may ask for; beyond that, fetching ends."""
_FIRST_DELAY = 1.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, which tests replace.

    `elapsed` returns seconds since some moment, `today` seconds since 1970, `chance` a number from 0 to 1.
    """

    elapsed: Callable[[], float] = time.monotonic
    today: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep
    chance: Callable[[], float] = random.random


class Pace:
    """The pauses between the requests to one service, in seconds."""

    def __init__(self, pause: float, clock: Clock) -> None:
        self._pause = pause
        self._clock = clock
        self._next = clock.elapsed()

    def wait(self) -> None:
        """Wait until the next request may be sent."""
        left = self._next - self._clock.elapsed()
        if left > 0:
            self._clock.sleep(left)

    def rest(self, seconds: float = 0) -> None:
        """Let the next request be sent after the pause, or after `seconds` if that is longer."""
        self._next = max(self._next, self._clock.elapsed() + max(self._pause, seconds))

    @property
    def left(self) -> float:
        """How many seconds it takes until the next request may be sent."""
        return max(0.0, self._next - self._clock.elapsed())

    def delay(self, failures: int) -> float:
        """Return the delay in seconds after so many failures in a row: it doubles, with a share of chance."""
        longest = min(LONGEST_DELAY, max(self._pause, _FIRST_DELAY) * 2.0 ** (failures - 1))
        return longest * (0.5 + 0.5 * self._clock.chance())


def retry_after(value: str | None, today: float) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait: a number or a date; None if it is neither.

    Args:
        value: The header.
        today: The time in seconds since 1970.

    """
    if value is None or len(value) > 100:  # noqa: PLR2004 - no date is so long
        return None
    given = value.strip()
    if given.isascii() and given.isdigit():
        return float(given)
    try:
        moment = parsedate_to_datetime(given)
    except (ValueError, OverflowError):  # the second for a year or a zone of many digits
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - today)
