"""Pinyin as people type it."""

from __future__ import annotations

import pytest

from indexer.language.zh import pinyin
from tests.growth import assert_linear, repeated


def is_read(word: str, typed: str) -> bool:
    read = pinyin.typed_pinyin(typed)
    return read is not None and pinyin.is_read(word, read)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        *(("西安", "xian"), ("西安", "xi'an"), ("中国", "zhongg"), ("中国", "zg"), ("中国", "zhg")),
        *(("行为", "xingwei"), ("银行", "yinhang"), ("法律", "falv"), ("法律", "falu"), ("战略", "zhanlve")),
        *(("安全理事会", "aqlsh"), ("安全理事会", "anquan"), ("联络人", "lianluoren")),
    ],
)
def test_a_word_is_read_so(word: str, typed: str) -> None:
    assert is_read(word, typed)


@pytest.mark.parametrize(
    ("word", "typed"),
    [("先", "xi'an"), ("联络人", "lianren"), ("联络", "lianluoren"), ("银行", "yinlin"), ("中国", "zhongm")],
)
def test_a_word_is_not_read_so(word: str, typed: str) -> None:
    assert not is_read(word, typed)


@pytest.mark.parametrize("typed", ["", "3", "points of contact", "été2x", "'", "a" * 100, "联络"])
def test_what_is_no_pinyin(typed: str) -> None:
    assert pinyin.typed_pinyin(typed) is None


def test_characters_with_which_a_word_may_begin() -> None:
    read = pinyin.typed_pinyin("lianl")
    assert read is not None
    assert {"联", "连", "利"} <= set(pinyin.first_characters(read))


@pytest.mark.parametrize("piece", ["xi'an", "a", "zh", "'", "联", "\u0304", "1"])
def test_growth(piece: str) -> None:
    assert_linear(pinyin.typed_pinyin, repeated(piece))


@pytest.mark.parametrize("piece", ["联", "a"])
def test_growth_of_words(piece: str) -> None:
    read = pinyin.typed_pinyin("lian")
    assert read is not None
    assert_linear(lambda word: pinyin.is_read(word, read), repeated(piece))
