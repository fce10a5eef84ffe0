"""Read and write Roman and Chinese numerals in folded text; every package may use this module."""

from __future__ import annotations

import re

from indexer.model.document import Language

ROMAN = r"(?=[ivxlc])c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""Pattern of a Roman numeral below 200."""
HAN = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pattern of a Chinese numeral below 100."""
HAN_DIGIT = "[零一二两三四五六七八九十百千]"
"""Pattern of one character of a Chinese numeral below 10,000."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"两": 2}
_COUNT = "([一二两三四五六七八九])"
_HAN_NUMBER = f"(?:{_COUNT}千)?零?(?:{_COUNT}百)?零?(?:{_COUNT}?(十))?零?{_COUNT}?"
"""A string, not a compiled pattern: `re` compiles and caches it at first use, so importing stays fast."""


def arabic(numeral: str) -> int:
    """Return the value of a decimal, Roman or Chinese numeral, 0 if it is none."""
    if numeral.isdecimal():
        return int(numeral)
    return from_roman(numeral) or from_han(numeral) or 0


def grouped(number: int, language: Language) -> str:
    """Format a number as the UN does: `70 997` in Chinese, with a no-break space, `70,997` in English."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}" if language == "zh" else ",")


def roman(number: int) -> str:
    """Return a number from 1 to 399 in lower-case Roman letters."""
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def from_roman(numeral: str) -> int:
    """Return the value of lower-case Roman letters, 0 if they are not a correct numeral."""
    value, rest = 0, numeral
    for worth, letters in _ROMAN:
        while rest.startswith(letters):
            value, rest = value + worth, rest[len(letters) :]
    return value if not rest and roman(value) == numeral else 0


def han(number: int) -> str:
    """Return a number from 1 to 99 in Chinese (二十六)."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def from_han(numeral: str) -> int | None:
    """Return the value of a Chinese numeral up to 9,999 (二十六, 一百零五), None if it is none."""
    match = re.fullmatch(_HAN_NUMBER, numeral)
    if match is None or not numeral.strip("零"):
        return None
    thousands, hundreds, tens, ten, ones = (_VALUES.get(one or "零", 0) for one in match.groups())
    return thousands * 1000 + hundreds * 100 + (max(tens, 1) * 10 if match[4] else ten) + ones
