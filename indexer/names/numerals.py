"""Roman numerals of sessions, annexes and items, and whatever else these are counted in; in folded text."""

from __future__ import annotations

from indexer.names.numbers import from_han

ROMAN = r"(?=[ivxlc])c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""Pattern of a Roman numeral below two hundred."""

HAN = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pattern of a Chinese numeral below a hundred."""

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_STEPS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def arabic(numeral: str) -> int:
    """Return the value of a numeral: decimal, or one that `ROMAN` or `HAN` matches."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral[0] not in _VALUES:
        return from_han(numeral) or 0
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """Return a number below forty as a Roman numeral in lower case."""
    written = ""
    for value, letters in _STEPS:
        count, number = divmod(number, value)
        written += letters * count
    return written
