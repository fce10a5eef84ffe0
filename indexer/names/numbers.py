"""Find numbers, percentages and ordinals, however they are written.

`70 997`, `70,997` and `70997` are one value, and so are 360万, 三百六十万 and `3.6 million`; `twenty-three`
and 二十三; 百分之五 and `5%`; 第二十六届, 第26届 and `26th`.

A space or a comma may group digits by threes, in the whole number and with the same sign, as in United
Nations documents (`2019 12 23` is three numbers). A point is decimal. Outside an ordinal Chinese numerals
need a unit such as 十 (二十三) or a counter behind them (三次): a single character (一致, 三方) is too often
part of a word, and so is `one`. A fraction (1/2, 三分之二, `two-thirds`) is no number, nor is a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from indexer.language.en import numerals as english
from indexer.language.en.number_words import cardinals
from indexer.language.zh import number_words
from indexer.language.zh import numerals as chinese
from indexer.text.folding import fold
from indexer.text.normalising import Normalised, normalise_hyphenated
from indexer.text.spans import Taken

# A string: `re` compiles and caches it at first use, so importing the module stays fast.
_NUMBER = (
    r"(?<![a-z\d_/])(?<![a-z]-)(?<!\d\.)"
    rf"(?<!{chinese.PARTED})"
    r"(?P<whole>\d{1,3}(?P<sign>[ ,\u00a0\u2007-\u200a\u202f])\d{3}(?:(?P=sign)\d{3})*(?!\d)|\d++)"
    r"(?:\.(?P<part>\d++))?"
    rf"(?![a-z_]|\.?\d|/\d|{chinese.PARTED})"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_COUNTED = re.compile(chinese.COUNTED_THINGS)
_PER_CENT = re.compile(english.PER_CENT)
_MULTIPLIER = re.compile(f"{chinese.MULTIPLIER}|{english.MULTIPLIER}")
_OTHER_SPACES = "[\u00a0\u2007-\u200a\u202f]"


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number, a percentage or an ordinal in a text: its normal form (`70997`, `2.5`) and its span.

    Offsets are half-open, in code points.
    """

    start: int
    end: int
    kind: Literal["num", "pct", "ord"]
    value: str


def find(text: str) -> tuple[NumberFound, ...]:
    """Find the numbers, percentages and ordinals in a text, in order and without overlaps."""
    normalised = normalise_hyphenated(text)  # twenty-first may be at the end of a line
    plain = _with_spaces_of(text, normalised)
    taken = Taken(len(plain))
    every = (*_shares(plain), *_ordinals(plain), *_numbers(plain))  # of what overlaps, the first holds
    found = sorted((one for one in every if taken.take(one.start, one.end)), key=lambda one: one.start)
    return tuple(_shown(one, normalised) for one in found) if normalised.is_moved else tuple(found)


def is_year(number: str) -> bool:
    """Tell whether a number in digits, without groups, stands for a year where nothing else is said."""
    return _YEAR.fullmatch(number) is not None


def _with_spaces_of(text: str, normalised: Normalised) -> str:
    """Return a normalised text folded, but with the spaces as printed: those within a number are alike."""
    plain = fold(normalised.text)
    if not re.search(_OTHER_SPACES, text):
        return plain
    return "".join(
        text[normalised.span(at, at + 1)[0]] if sign == " " else sign for at, sign in enumerate(plain)
    )


def _shown(one: NumberFound, normalised: Normalised) -> NumberFound:
    """Return a number in a normalised text with its span in the text as shown."""
    start, end = normalised.span(one.start, one.end)
    return replace(one, start=start, end=end)


def _ordinals(plain: str) -> Iterator[NumberFound]:
    """Yield the ordinals; a Chinese one that numbers a place in a text (第26段) is yielded as a number."""
    for match in re.finditer(chinese.ORDINAL, plain):
        value = chinese.from_han(match["han"]) if match["han"] else _whole(match["digits"])
        if value is not None:
            place = re.compile(chinese.PLACE).match(plain, match.end())
            yield NumberFound(match.start(), match.end(), "num" if place else "ord", str(value))
    for match in re.finditer(english.ORDINAL, plain):
        words = (match["tens"], match["unit"], match["word"])
        counted = sum(english.VALUES[word] for word in words if word)
        value = _whole(match["digits"]) if match["digits"] else str(counted)
        yield NumberFound(match.start(), match.end(), "ord", value)


def _shares(plain: str) -> Iterator[NumberFound]:
    """Yield the percentages that Chinese writes before their number: 百分之五."""
    for match in re.finditer(chinese.PER_CENT, plain):
        value = _decimal(match["digits"]) if match["digits"] else number_words.share(match["han"])
        if value is not None:
            yield NumberFound(match.start(), match.end(), "pct", value)


def _numbers(plain: str) -> Iterator[NumberFound]:
    """Yield the numbers in digits, in Chinese numerals and in English words, with what multiplies them."""
    for match in re.finditer(_NUMBER, plain):
        whole = _whole(match["whole"].replace(match["sign"] or ",", ""))
        value = f"{whole}.{match['part']}" if match["part"] else whole
        if one := _with_unit(plain, match, value):
            yield one
    for match in re.finditer(chinese.COUNT, plain):
        if counted := number_words.value_of(match[0]):
            yield NumberFound(match.start(), match.end(), "num", counted)
    for start, end, number in cardinals(plain):
        share = _PER_CENT.match(plain, end)
        kind: Literal["num", "pct"] = "pct" if share else "num"
        yield NumberFound(start, share.end() if share else end, kind, str(number))


def _with_unit(plain: str, match: re.Match[str], value: str) -> NumberFound | None:
    """Return a number in digits with what follows it: 万, `million`, `%`; None for what is a year."""
    start, end = match.span()
    if share := _PER_CENT.match(plain, end):
        return NumberFound(start, share.end(), "pct", _decimal(value))
    if times := _MULTIPLIER.match(plain, end):
        zeros = english.POWERS[times["power"]] if times["power"] else number_words.power(times["times"])
        return NumberFound(start, times.end(), "num", _decimal(value, zeros))
    if is_year(match[0]) and not _COUNTED.match(plain, end):
        return None
    return NumberFound(start, end, "num", _decimal(value))


def _decimal(number: str, zeros: int = 0) -> str:
    """Return a number in digits, multiplied by a power of ten, in its shortest form."""
    whole, _, part = number.partition(".")
    part = part.ljust(zeros, "0")
    behind = part[zeros:].rstrip("0")
    return _whole(whole + part[:zeros]) + (f".{behind}" if behind else "")


def _whole(digits: str) -> str:
    """Remove leading zeros; the number may have any length."""
    return digits.lstrip("0") or "0"
