"""Find numbers and ordinals: `70 997`, `70,997` and `70997`; 第二十六届, 第26届 and `26th`.

A space or a comma may group digits by threes, in the whole number and with the same sign, as in United
Nations documents (`2019 12 23` is three numbers). A point is decimal. Chinese numerals are read up to 9,999.
Outside an ordinal they need a unit such as 十 (二十三): a single character (一致, 三方) is too often part of
a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.text.folding import fold
from indexer.text.numerals import HAN_DIGIT, from_han
from indexer.text.spans import Taken

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}
    | {f"{word[:-1]}ieth": number * 10 for number, word in enumerate(_TENS, 2)}
    | {word: number * 10 for number, word in enumerate(_TENS, 2)}
)

_NUMBER = (
    r"(?<![a-z\d_])(?<![a-z]-)(?<!\d\.)"
    r"(?P<whole>\d{1,3}(?P<sign>[ ,\u00a0\u2009\u202f])\d{3}(?:(?P=sign)\d{3})*(?!\d)|\d++)"
    r"(?:\.(?P<part>\d++))?"
    r"(?![a-z_]|\.?\d)"
)
_HAN_COUNT = rf"(?<!第)(?<!{HAN_DIGIT}){HAN_DIGIT}{{2,}}(?![万亿])"
_HAN_ORDINAL = rf"第\s*(?:(?P<digits>\d+)|(?P<han>{HAN_DIGIT}+))(?![\d./])"
_PLACE = r"[\d\s、至和及与,()a-z\u3220-\u3229-]{0,40}(?:段|条|款|章|节|页|号|卷|项|编|栏|行|部分)"
"""Pattern of what follows the number of a place in a text: 第26段 is paragraph 26, 第10(j)段 paragraph 10."""
_LATIN_ORDINAL = (
    rf"(?<![\w.,])(?:(?P<digits>\d+)(?:st|nd|rd|th)"
    rf"|(?:(?P<tens>{'|'.join(_TENS)})[- ])?(?P<unit>{'|'.join(_UNITS)})"
    rf"|(?P<word>{'|'.join((*_TEENS, *(f'{word[:-1]}ieth' for word in _TENS)))}))\b"
)


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number or an ordinal in a text: its normal form (`70997`, `2.5`) and its span.

    Offsets are half-open, in code points.
    """

    start: int
    end: int
    kind: Literal["num", "ord"]
    value: str


def find(text: str) -> tuple[NumberFound, ...]:
    """Find the numbers and ordinals in a text, in order, without overlaps; no ordinal is also a number."""
    plain = fold(text)
    ordinals = tuple(_ordinals(plain))
    taken = Taken(len(plain), ((one.start, one.end) for one in ordinals))
    numbers = (one for one in _numbers(plain) if taken.is_free(one.start, one.start + 1))
    return tuple(sorted((*ordinals, *numbers), key=lambda one: one.start))


def _ordinals(plain: str) -> Iterator[NumberFound]:
    """Yield the ordinals; a Chinese one that numbers a place in a text (第26段) is yielded as a number."""
    for match in re.finditer(_HAN_ORDINAL, plain):
        value = from_han(match["han"]) if match["han"] else _whole(match["digits"])
        if value is not None:
            kind: Literal["num", "ord"] = "num" if re.compile(_PLACE).match(plain, match.end()) else "ord"
            yield NumberFound(match.start(), match.end(), kind, str(value))
    for match in re.finditer(_LATIN_ORDINAL, plain):
        words = (match["tens"], match["unit"], match["word"])
        value = _whole(match["digits"]) if match["digits"] else sum(_WORDS[word] for word in words if word)
        yield NumberFound(match.start(), match.end(), "ord", str(value))


def _numbers(plain: str) -> Iterator[NumberFound]:
    """Yield the numbers in digits and in Chinese numerals."""
    for match in re.finditer(_NUMBER, plain):
        whole = _whole(match["whole"].replace(match["sign"] or ",", ""))
        part = (match["part"] or "").rstrip("0")
        yield NumberFound(match.start(), match.end(), "num", f"{whole}.{part}" if part else whole)
    for match in re.finditer(_HAN_COUNT, plain):
        value = from_han(match[0])
        if value is not None:
            yield NumberFound(match.start(), match.end(), "num", str(value))


def _whole(digits: str) -> str:
    """Remove leading zeros; the number may have any length."""
    return digits.lstrip("0") or "0"
