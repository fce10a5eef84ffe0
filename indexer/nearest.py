"""What somebody may have meant: the names nearest to one that is unknown."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return at most `count` of the `known` names, those most like `word` first; none that is far from it."""
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    likeness = 0.6 if word.isascii() else 0.5  # one of two Han characters
    return tuple(names[match] for match in get_close_matches(word.casefold(), list(names), count, likeness))
