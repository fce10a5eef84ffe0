"""How long answering may take: a limit that a caller sets, kept wherever the work is done step by step.

Nothing is killed: the work looks at the clock between its steps and gives up with an error of its own.
"""

from __future__ import annotations

import math
from contextvars import ContextVar
from time import monotonic

from indexer.errors import TooCostlyError
from indexer.model import Both

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


def begin(seconds: float) -> None:
    """Let what this thread or task answers from now on take this long."""
    _ends.set(monotonic() + seconds)


def end() -> None:
    """Take the limit away."""
    _ends.set(math.inf)


def remaining() -> float:
    """Return the seconds that are left, infinitely many where there is no limit."""
    return _ends.get() - monotonic()


def check() -> None:
    """Raise TooCostlyError where the time is up."""
    if monotonic() > _ends.get():
        raise TooCostlyError(
            Both(
                "回答此问题所需时间超过本服务的限度。",
                "The question takes longer to answer than this service allows.",
            ),
            Both(
                "请减少检索词、改用较少见的词语，或用筛选条件缩小范围。",
                "Ask with fewer or rarer words, or narrow it with filters.",
            ),
        )
