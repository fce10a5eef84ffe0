"""Find numbers and ordinals: `70 997`, `70,997` and `70997`; 第二十六届, 第26届 and `26th`.

A space or a comma may group digits by threes, in the whole number and with the same sign, as in United
Nations documents (`2019 12 23` is three numbers). A point is decimal. Chinese numerals are read up to 9,999.
Outside an ordinal they need a unit such as 十 (二十三): a single character (一致, 三方) is too often part of
a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from indexer.language.en import numerals as english
from indexer.language.zh import numerals as chinese
from indexer.text.folding import fold
from indexer.text.normalising import Normalised, normalise_hyphenated
from indexer.text.spans import Taken

# A string: `re` compiles and caches it at first use, so importing the module stays fast.
_NUMBER = (
    r"(?<![a-z\d_])(?<![a-z]-)(?<!\d\.)"
    r"(?P<whole>\d{1,3}(?P<sign>[ ,\u00a0\u2007-\u200a\u202f])\d{3}(?:(?P=sign)\d{3})*(?!\d)|\d++)"
    r"(?:\.(?P<part>\d++))?"
    r"(?![a-z_]|\.?\d)"
)
_OTHER_SPACES = "[\u00a0\u2007-\u200a\u202f]"


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
    normalised = normalise_hyphenated(text)  # twenty-first may be at the end of a line
    plain = _with_spaces_of(text, normalised)
    ordinals = tuple(_ordinals(plain))
    taken = Taken(len(plain), ((one.start, one.end) for one in ordinals))
    numbers = (one for one in _numbers(plain) if taken.is_free(one.start, one.start + 1))
    found = sorted((*ordinals, *numbers), key=lambda one: one.start)
    return tuple(_shown(one, normalised) for one in found) if normalised.is_moved else tuple(found)


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


def _numbers(plain: str) -> Iterator[NumberFound]:
    """Yield the numbers in digits and in Chinese numerals."""
    for match in re.finditer(_NUMBER, plain):
        whole = _whole(match["whole"].replace(match["sign"] or ",", ""))
        part = (match["part"] or "").rstrip("0")
        yield NumberFound(match.start(), match.end(), "num", f"{whole}.{part}" if part else whole)
    for match in re.finditer(chinese.COUNT, plain):
        value = chinese.from_han(match[0])
        if value is not None:
            yield NumberFound(match.start(), match.end(), "num", str(value))


def _whole(digits: str) -> str:
    """Remove leading zeros; the number may have any length."""
    return digits.lstrip("0") or "0"
