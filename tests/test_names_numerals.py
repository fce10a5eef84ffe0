"""Roman and Chinese numerals."""

from __future__ import annotations

import re

import pytest

from indexer.names import numerals


def test_roman_numerals_are_read_as_they_are_written() -> None:
    for number in range(1, 40):
        written = numerals.roman(number)
        assert re.fullmatch(numerals.ROMAN, written)
        assert numerals.arabic(written) == number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("12", 12), ("xlii", 42), ("lvii", 57), ("xcix", 99), ("一", 1), ("十", 10), ("二十六", 26)],
)
def test_numerals_have_their_value(numeral: str, value: int) -> None:
    assert numerals.arabic(numeral) == value


@pytest.mark.parametrize("word", ["civil", "ill", "iix", "viv", ""])
def test_words_of_the_same_letters_are_no_numerals(word: str) -> None:
    assert not re.fullmatch(numerals.ROMAN, word)
