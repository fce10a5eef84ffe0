"""Roman and Chinese numerals."""

from __future__ import annotations

import re

import pytest

from indexer.language.arabic_numerals import arabic
from indexer.language.zh.numerals import from_han, han
from indexer.text.roman_numerals import ROMAN, roman


def test_roman_numerals_are_read_as_they_are_written() -> None:
    for number in range(1, 200):
        written = roman(number)
        assert re.fullmatch(ROMAN, written)
        assert arabic(written) == number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("12", 12), ("xlii", 42), ("lvii", 57), ("xcix", 99), ("一", 1), ("十", 10), ("二十六", 26)],
)
def test_numerals_have_their_value(numeral: str, value: int) -> None:
    assert arabic(numeral) == value


@pytest.mark.parametrize("word", ["civil", "ill", "iix", "viv", ""])
def test_words_of_the_same_letters_are_no_numerals(word: str) -> None:
    assert not re.fullmatch(ROMAN, word)


@pytest.mark.parametrize(
    ("number", "numeral"), [(3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (26, "二十六")]
)
def test_chinese_numerals_are_written_as_they_are_read(number: int, numeral: str) -> None:
    assert han(number) == numeral
    assert from_han(numeral) == number


@pytest.mark.parametrize("word", ["iiii", "ic", "abc", "人"])
def test_what_is_no_numeral_has_no_value(word: str) -> None:
    assert arabic(word) == 0
