"""Read English numbers in words in folded text: `twenty-three`, `one hundred and fifty`, `two million`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.language.en.numerals import POWERS, TENS

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_VALUES = {word: number for number, word in enumerate(_SMALL, 1)} | {
    word: number * 10 for number, word in enumerate(TENS, 2)
}
_ANY = rf"(?:{'|'.join(sorted((*_VALUES, *POWERS), key=len, reverse=True))})(?![a-z\d])"
_FIRST = re.compile(rf"(?<![\w.-]){_ANY}")
_NEXT = re.compile(rf"(?P<joint>[ -]|,? and )(?P<word>{_ANY})")
_PARTS = re.compile("[ -](?:halves|thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths)(?![a-z])")
_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_HUNDREDS = 2
"""How many zeros `hundred` stands for."""
_MOST = 15
"""How many zeros no word stands for."""


class _Sum:
    """Adds up the words of one number."""

    def __init__(self, first: int) -> None:
        self._thousands = 0
        self._below = self._last = first
        self._zeros = _MOST

    @property
    def value(self) -> int:
        return self._thousands + self._below

    def takes(self, word: str, *, joined: bool) -> bool:
        """Add a word; False, and nothing is changed, where it begins another number.

        Args:
            word: The word.
            joined: Whether an `and` stands before it.

        """
        if word in _VALUES:
            return self._adds(_VALUES[word], joined=joined)
        return not joined and self._multiplies(POWERS[word])

    def _adds(self, number: int, *, joined: bool) -> bool:
        after_hundred = self._below % _HUNDRED == 0 and self.value > 0
        after_ten = self._last >= _TWENTY and self._last % _TEN == 0 and number < _TEN and not joined
        if not (after_hundred or after_ten):
            return False
        self._below, self._last = self._below + number, number
        return True

    def _multiplies(self, zeros: int) -> bool:
        hundred = zeros == _HUNDREDS
        if not self._below or zeros >= self._zeros or (hundred and self._below >= _TEN):
            return False
        if hundred:
            self._below *= _HUNDRED
        else:
            self._thousands, self._below, self._zeros = self._thousands + self._below * 10**zeros, 0, zeros
        self._last = 0
        return True


def cardinals(plain: str) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers written in words, with their spans; `one` alone is a pronoun too often to be one.

    What is a fraction (`two-thirds`) is left out.

    Args:
        plain: The folded text.

    Yields:
        Start and end, in code points, and the value.

    """
    done = 0
    for first in _FIRST.finditer(plain):
        if first.start() < done or first[0] not in _VALUES:
            continue
        value, done = _counted(plain, _VALUES[first[0]], first.end())
        if value > 1 and not _PARTS.match(plain, done):
            yield first.start(), done, value


def _counted(plain: str, first: int, end: int) -> tuple[int, int]:
    """Return the number that begins with `first`, whose word ends at `end`, and where the number ends."""
    counted = _Sum(first)
    while found := _NEXT.match(plain, end):
        if not counted.takes(found["word"], joined="and" in found["joint"]):
            break
        end = found.end()
    return counted.value, end
