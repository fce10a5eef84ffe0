"""The names in a question's free text: symbols, resolution numbers, dates, numbers, States."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.names import citations, states, values
from indexer.query.nodes import Leaf, Number, Reference, StateName, Value


def recognise(text: str, start: int, end: int) -> Iterator[Leaf]:
    """Yield the names in text[start:end], which holds no quotation marks; where they overlap, symbols win.

    Then come dates and numbers, then States. A name that a star follows, or that is but a piece of a longer
    word, is none.
    """
    raise NotImplementedError
