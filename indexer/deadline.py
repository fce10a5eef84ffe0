"""How long answering may take: a limit that a caller sets, kept wherever the work is done step by step.

Nothing is killed: the work looks at the clock between its steps and gives up with an error of its own.
"""

from __future__ import annotations

import math
from contextvars import ContextVar
from time import monotonic

from indexer.errors import TooCostlyError

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


def begin(seconds: float) -> None:
    """Let what this thread or task answers from now on take this long."""
    _ends.set(monotonic() + seconds)


def end() -> None:
    """Take the limit away."""
    _ends.set(math.inf)


def check() -> None:
    """Raise TooCostlyError where the time is up."""
    if monotonic() > _ends.get():
        message = "The question takes longer to answer than this service allows."
        raise TooCostlyError(message, "Ask with fewer or rarer words, or narrow it with filters.")
