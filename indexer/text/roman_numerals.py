"""Read and write Roman numerals in lower case."""

from __future__ import annotations

ROMAN = r"(?=[ivxlc])c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""Pattern of a Roman numeral below 200."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


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
