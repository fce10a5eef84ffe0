"""Numbers and ordinals in their normal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.zh import numerals
from indexer.names import numbers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in numbers.find(text)]


@pytest.mark.parametrize("text", ["70 997", "70,997", "70997", "７０ ９９７", "70\u00a0997", "070997"])
def test_a_grouped_number_has_one_normal_form(text: str) -> None:
    assert numbers.find(f"达 {text} 次") == (numbers.NumberFound(2, 2 + len(text), "num", "70997"),)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2019 12 23", ["2019", "12", "23"]),
        ("1540 2004", ["1540", "2004"]),
        ("2 000 3 000", ["2000", "3000"]),
        ("1,2 and 3", ["1", "2", "3"]),
        ("1 234,567", ["1234", "567"]),
        ("70.997", ["70.997"]),
        ("2.50 and 3.0", ["2.5", "3"]),
        ("3%", ["3"]),
        ("000", ["0"]),
        ("二十三个、一百零五次、三千零二十", ["23", "105", "3020"]),
        ("七十七国集团", ["77"]),
    ],
)
def test_digits_are_grouped_by_threes_throughout_or_not_at_all(text: str, values: list[str]) -> None:
    assert found(text) == [("num", value) for value in values]


@pytest.mark.parametrize(
    "text", ["1.2.3", "COVID-19", "H5N1", "一致", "三方", "二十万", "百千", "零零", "12km", "x_1"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["第二十六届", "第26届", "第 26 届", "26th session", "twenty-sixth", "Twenty sixth", "TWENTY-SIXTH"],
)
def test_an_ordinal_has_one_normal_form(text: str) -> None:
    assert found(text) == [("ord", "26")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("第一次", "1"), ("第十次", "10"), ("第一百零一届", "101"), ("first", "1"), ("twelfth", "12"),
    ("twentieth", "20"),
     ("ninety-ninth", "99"), ("101st", "101"), ("2nd", "2"), ("第两千届", "2000")],
)  # fmt: skip
def test_ordinals_are_read_in_words_and_digits(text: str, value: str) -> None:
    assert found(text) == [("ord", value)]


@pytest.mark.parametrize("text", ["第26段", "第 26 段", "第二十六条", "第 26(a)段", "第 26(j)㈠段"])
def test_a_place_in_a_text_is_a_number(text: str) -> None:
    assert found(text) == [("num", "26")]


def test_a_numeral_that_is_none_is_no_ordinal() -> None:
    assert found("第十十届") == []


def test_an_ordinal_and_a_number_keep_their_order() -> None:
    assert found("3 events at the second session; 第 4 次") == [("num", "3"), ("ord", "2"), ("ord", "4")]


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("二百", 200), ("九千九百九十九", 9999), ("", None), ("二三", None)]
)
def test_a_chinese_numeral_has_a_value(numeral: str, value: int | None) -> None:
    assert numerals.from_han(numeral) == value


def test_a_number_may_be_of_any_length() -> None:
    assert found("9" * 5000) == [("num", "9" * 5000)]


@given(st.integers(0, 10**12))
def test_spaces_commas_and_plain_digits_agree(number: int) -> None:
    forms = (str(number), f"{number:,}", f"{number:,}".replace(",", " "))
    assert [found(form) for form in forms] == [[("num", str(number))]] * 3


@given(st.text(alphabet="0123456789 ,.第届段十百千一二零()ndthfirsy-", max_size=60))
def test_any_text_is_read_without_an_error_or_overlap(text: str) -> None:
    end = 0
    for one in numbers.find(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
