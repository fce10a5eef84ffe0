"""Say how poor the text of a scan is: what share of its words cannot be words."""

from __future__ import annotations

import re

from indexer.reading.pdf.pieces import is_wide

_PLAIN = re.compile(r"(?:[^\W\d_]+(?:['’\-–/.][^\W\d_]+)*['’]?s?|\d[\d.,/:()\-–]*\d|\d|\d*(?:st|nd|rd|th))")
_EDGES = "\"'“”‘’«»()[]{}.,;:!?*…—–-_"
_VOWEL = re.compile(r"[aeiouyAEIOUYà-ÿÀ-Ý]")
_SHORT = re.compile(r"[AaIiOoYy&]|[A-Z]{1,5}")
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[A-Za-z0-9.()\-]{1,20}){1,8}")
_MIXED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
POOR = 0.1
"""The share from which text that a PDF has without a scan is called poor."""


def doubtful(text: str) -> tuple[int, int]:
    """Return how many words of a text cannot be words, and how many it has."""
    words = text.split()
    return sum(not _is_word(word) for word in words), len(words)


def _is_word(word: str) -> bool:
    if "\ufffd" in word or any("\ue000" <= letter <= "\uf8ff" for letter in word):
        return False
    bare = word.strip(_EDGES)
    if is_wide(word) or not bare:
        return is_wide(word) or len(set(word)) == 1
    if _SYMBOL.fullmatch(bare) or _SHORT.fullmatch(bare):
        return True
    if not _PLAIN.fullmatch(bare) or _MIXED.search(bare):
        return False
    return bare[0].isdigit() or (len(bare) > 1 and (not bare.isascii() or _VOWEL.search(bare) is not None))
