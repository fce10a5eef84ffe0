"""A time limit for an answer: a caller sets it, and work that has many steps checks it.

Nothing is interrupted from outside. The work calls `check` between its steps, which raises an error when the
time is up.

    deadline.begin(10)
    try:
        answer = engine.search(request)
    finally:
        deadline.end()
"""

from __future__ import annotations

import math
from contextvars import ContextVar
from time import monotonic

from indexer.model.messages import message
from indexer.runtime.errors import TooCostlyError

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


def begin(seconds: float) -> None:
    """Limit the work of this thread or task to this many seconds from now."""
    _ends.set(monotonic() + seconds)


def end() -> None:
    """Remove the limit."""
    _ends.set(math.inf)


def remaining() -> float:
    """Return the number of seconds left, which is infinite without a limit."""
    return _ends.get() - monotonic()


def check() -> None:
    """Raise an error if the time is up.

    Raises:
        TooCostlyError: The limit has passed.

    """
    if monotonic() > _ends.get():
        raise TooCostlyError(
            message("The question takes longer to answer than this service allows."),
            message("Ask with fewer or rarer words, or narrow it with filters."),
        )
