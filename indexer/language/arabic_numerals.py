"""Read a numeral of any language, and group the digits of a number as a language does."""

from __future__ import annotations

from indexer.language import CONVENTIONS
from indexer.language.zh.numerals import from_han
from indexer.model.document import Language
from indexer.text.roman_numerals import from_roman


def arabic(numeral: str) -> int:
    """Return the value of a decimal, Roman or Chinese numeral in folded text, 0 if it is none."""
    if numeral.isdecimal():
        return int(numeral)
    return from_roman(numeral) or from_han(numeral) or 0


def grouped(number: int, language: Language) -> str:
    """Format a number as the UN does: `70 997` in Chinese, with a no-break space, `70,997` in English."""
    return f"{number:,}".replace(",", CONVENTIONS[language].group_sign)
