"""Write Simplified Chinese in Traditional characters, one character for one."""

from __future__ import annotations

from functools import cache

from indexer.text.folding import character_pairs, fold

_DICTIONARY = "STCharacters"


def traditional(text: str) -> str:
    """Return a text in Traditional characters; of several for one character, the commonest.

    >>> traditional("联络人")
    '聯絡人'

    """
    return text.translate(_table())


def is_traditional(text: str) -> bool:
    """Tell whether a text has a character that only Traditional Chinese has."""
    pairs = zip(text, fold(text), strict=True)
    return any(one != folded and "\u3400" <= one <= "\u9fff" for one, folded in pairs)


@cache
def _table() -> dict[int, str]:
    return {ord(simplified): found for simplified, found in character_pairs(_DICTIONARY)}
