"""Recognise the English name of a body or a treaty in a text that holds nothing else."""

from __future__ import annotations

from indexer.language.en import masthead_patterns as english

_MOST_BEFORE = 7
"""How many words may stand before the word for a body."""
_LONGEST = 220
_SIGNS = frozenset(" ,'’()-abcdefghijklmnopqrstuvwxyz")
"""What stands in a folded name."""


def is_body(text: str) -> bool:
    """Tell whether a folded text is the name of a body: `Committee on the Rights of the Child`."""
    return _is_name(text, english.BODY_NOUNS)


def is_treaty(text: str) -> bool:
    """Tell whether a folded text is the name of a treaty, whose subject stands behind the word for it."""
    return _is_name(text, english.TREATY_NOUNS, subject=True)


def _is_name(text: str, nouns: frozenset[str], *, subject: bool = False) -> bool:
    """Tell whether a text is a name with one of some words in it, and perhaps a subject behind that word."""
    if len(text) > _LONGEST or not all(char in _SIGNS for char in text):
        return False
    words = text.removeprefix("the ").split()
    at = next((place for place, word in enumerate(words[:_MOST_BEFORE]) if word in nouns), None)
    if at is None or any(word in english.NO_NAME for word in words[:at]):
        return False
    behind = words[at + 1 :]
    if behind[:1] and behind[0] in nouns:
        del behind[0]
    return behind[0] in english.BEHIND_NAME if behind else not subject
