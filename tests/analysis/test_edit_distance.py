"""How alike two texts are, as translation memories tell it, and which words differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.edit_distance import (
    ALMOST,
    MOST_WORDS,
    Comparison,
    compare,
    likeness_at_most,
    words_of,
)
from tests.growth import assert_linear, repeated

ENGLISH = "The Committee held three formal meetings."


def compared(one: str, other: str) -> Comparison:
    return compare(words_of(one, lambda _: 1.0), words_of(other, lambda _: 1.0))


def differing(one: str, other: str) -> tuple[list[str], list[str]]:
    found = compared(one, other)
    return [one[slice(*at)] for at in found.left], [other[slice(*at)] for at in found.right]


@pytest.mark.parametrize(
    ("one", "other"),
    [(ENGLISH, ENGLISH), (ENGLISH, "the  committee held three formal meetings."), ("會議記錄", "会议记录")],
)
def test_the_same_text_is_wholly_alike(one: str, other: str) -> None:
    assert compared(one, other) == Comparison(1.0, (), ())


def test_another_sign_is_almost_the_same() -> None:
    assert compared(ENGLISH, ENGLISH.replace(".", ";")).likeness == ALMOST


@pytest.mark.parametrize(
    ("other", "share", "left", "right"),
    [
        ("The Committee held four formal meetings.", 5 / 6, ["three"], ["four"]),
        ("The Committee held formal meetings.", 5 / 6, ["three"], []),
        ("The Committee held three formal and informal meetings.", 6 / 8, [], ["and", "informal"]),
    ],
    ids=["changed", "left out", "put in"],
)
def test_words_that_differ_are_told(other: str, share: float, left: list[str], right: list[str]) -> None:
    assert compared(ENGLISH, other).likeness == pytest.approx(share)
    assert differing(ENGLISH, other) == (left, right)


def test_chinese_is_compared_by_words() -> None:
    assert differing("委员会举行三次会议", "委员会举行六次会议") == (["三次"], ["六次"])


def test_words_count_what_they_weigh() -> None:
    light = words_of("the meeting", lambda word: 0.5 if word == "the" else 1.0)
    other = words_of("meeting", lambda _: 1.0)
    assert compare(light, other).likeness == pytest.approx(1 - 0.5 / 1.5)


@pytest.mark.parametrize("other", ["", "。", "zebra"])
def test_nothing_in_common_is_not_alike(other: str) -> None:
    assert compared(ENGLISH, other).likeness == 0


@given(st.text(alphabet="ab 会议.\n", max_size=60), st.text(alphabet="ab 会议.\n", max_size=60))
def test_no_comparison_is_above_its_bound_and_both_ways_agree(one: str, other: str) -> None:
    left, right = (words_of(text, lambda _: 1.0) for text in (one, other))
    found = compare(left, right)
    assert found.likeness == pytest.approx(compare(right, left).likeness)
    assert found.likeness <= likeness_at_most(left, right) + 1e-9
    assert all(one[slice(*at)].strip() for at in found.left)


def test_of_a_long_text_the_beginning_is_compared() -> None:
    assert len(words_of("word " * 1_000, lambda _: 1.0).texts) == MOST_WORDS


@pytest.mark.parametrize("piece", ["a ", "会议", "a", ". ", "\u00ad", "inter-\u00ad\n"])
def test_a_text_is_read_in_time_like_its_length(piece: str) -> None:
    assert_linear(lambda text: words_of(text, lambda _: 1.0), repeated(piece))
