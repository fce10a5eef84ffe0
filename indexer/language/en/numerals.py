"""English ordinals in folded text: `26th`, `twenty-sixth`."""

from __future__ import annotations

from indexer.text.roman_numerals import roman

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = (
    {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}
    | {f"{word[:-1]}ieth": number * 10 for number, word in enumerate(_TENS, 2)}
    | {word: number * 10 for number, word in enumerate(_TENS, 2)}
)
"""The value of each word that an ordinal may have."""

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
ORDINAL = (
    rf"(?<![\w.,])(?:(?P<digits>\d+)(?:st|nd|rd|th)"
    rf"|(?:(?P<tens>{'|'.join(_TENS)})[- ])?(?P<unit>{'|'.join(_UNITS)})"
    rf"|(?P<word>{'|'.join((*_TEENS, *(f'{word[:-1]}ieth' for word in _TENS)))}))\b"
)


def capital_roman(number: int) -> str:
    """Return a number from 1 to 399 in Roman capitals, as parts are numbered."""
    return roman(number).upper()
