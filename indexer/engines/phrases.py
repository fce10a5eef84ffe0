"""Where a phrase stands in a sequence of tokens: the seam's own meaning of gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def occurrences(text: Sequence[str], tokens: Sequence[str], gaps: Sequence[int]) -> int:
    """Count where the tokens begin that stand in order, no further apart than `gaps` says (see Phrase)."""
    places = [
        {position for position, token in enumerate(text) if token == wanted} for wanted in tokens
    ]  # fmt: skip
    for after, before in pairwise(range(len(places) - 1, -1, -1)):
        reach = 2 + (gaps[before] if gaps else 0)
        places[before] = {p for p in places[before] if not places[after].isdisjoint(range(p + 1, p + reach))}
    return len(places[0]) if places else 0
