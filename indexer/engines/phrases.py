"""Count the occurrences of a phrase in a sequence of tokens, with gaps as `base.Phrase` defines them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def occurrences(text: Sequence[str], tokens: Sequence[str], gaps: Sequence[int]) -> int:
    """Count the occurrences of a phrase in a text.

    Occurrences that begin with the same token count once.

    Args:
        text: The tokens of the text.
        tokens: The tokens of the phrase, in order.
        gaps: How many other positions may stand before each token but the first; if empty, none.

    """
    if not tokens or len(tokens) > len(text):
        return 0
    held: dict[str, list[int]] = {token: [] for token in tokens}
    for position, token in enumerate(text):
        if token in held:
            held[token].append(position)
    return starts([held[token] for token in tokens], gaps or (0,) * (len(tokens) - 1))


def starts(places: Sequence[Sequence[int]], gaps: Sequence[int]) -> int:
    """Count the positions of the first token from which all other tokens can be reached in order.

    Args:
        places: The positions of each token, ascending.
        gaps: For each token but the first, how many other positions may stand before it.

    """
    reached: Sequence[int] = places[-1]
    for earlier, gap in zip(reversed(places[:-1]), reversed(gaps), strict=True):
        if not reached:
            break
        reached = [position for position in earlier if _follows(reached, position, gap)]
    return len(reached)


def _follows(later: Sequence[int], position: int, gap: int) -> bool:
    """Tell whether a position in `later` comes after `position`, with at most `gap` others between."""
    at = bisect_right(later, position)
    return at < len(later) and later[at] - position <= gap + 1
