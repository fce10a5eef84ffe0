"""Simplified Chinese in Traditional characters."""

from __future__ import annotations

from indexer.text.traditional import is_traditional, traditional
from tests.growth import assert_linear, repeated


def test_each_character_becomes_one() -> None:
    assert traditional("联络人 S/2019/986") == "聯絡人 S/2019/986"


def test_what_only_traditional_chinese_has_is_told() -> None:
    assert is_traditional("聯絡")
    assert not is_traditional("联络人")
    assert not is_traditional("ABC ａｂｃ é")


def test_growth() -> None:
    assert_linear(traditional, repeated("联"))
    assert_linear(is_traditional, repeated("聯"))
