"""Roman and Chinese numerals, as in sessions, annexes and items; all in folded text."""

from __future__ import annotations

ROMAN = r"(?=[ivxlc])c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""Pattern of a Roman numeral below two hundred."""

HAN = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pattern of a Chinese numeral below a hundred."""

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_STEPS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DIGITS = "零一二三四五六七八九"


def arabic(numeral: str) -> int:
    """Return the value of a numeral: decimal, or one that `ROMAN` or `HAN` matches."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral[0] in _VALUES:
        values = [_VALUES[letter] for letter in numeral]
        return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    tens, ten, ones = numeral.rpartition("十")
    return 10 * _DIGITS.index(tens or "一") * len(ten) + _DIGITS.index(ones or "零")


def roman(number: int) -> str:
    """Return a number below forty as a Roman numeral in lower case."""
    written = ""
    for value, letters in _STEPS:
        count, number = divmod(number, value)
        written += letters * count
    return written
