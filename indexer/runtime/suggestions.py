"""Suggestions for an unknown name: the known names that are most similar to it."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.model.query import language_of


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the known names that are most similar to a word, the most similar first.

    Args:
        word: What was written.
        known: The names to choose from.
        count: The largest number of names returned.

    Returns:
        The names; none that is too different from the word.

    """
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    likeness = 0.6 if language_of(word) == "en" else 0.5  # so one of two Han characters may differ
    return tuple(names[match] for match in get_close_matches(word.casefold(), list(names), count, likeness))
