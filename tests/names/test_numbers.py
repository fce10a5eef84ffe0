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
        ("7019 12 23", ["7019", "12", "23"]),
        ("1540 3004", ["1540", "3004"]),
        ("2 000 3 000", ["2000", "3000"]),
        ("1,2 and 3", ["1", "2", "3"]),
        ("1 234,567", ["1234", "567"]),
        ("70.997", ["70.997"]),
        ("2.50 and 3.0", ["2.5", "3"]),
        ("000", ["0"]),
        ("二十三个、一百零五次、三千零二十", ["23", "105", "3020"]),
        ("七十七国集团", ["77"]),
    ],
)
def test_digits_are_grouped_by_threes_throughout_or_not_at_all(text: str, values: list[str]) -> None:
    assert found(text) == [("num", value) for value in values]


@pytest.mark.parametrize("text", ["1.2.3", "COVID-19", "H5N1", "一致", "三方", "百千", "零零", "12km", "x_1"])
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


@given(st.integers(0, 10**12).filter(lambda number: not 1_900 <= number < 2_100))
def test_spaces_commas_and_plain_digits_agree(number: int) -> None:
    forms = (str(number), f"{number:,}", f"{number:,}".replace(",", " "))
    assert [found(form) for form in forms] == [[("num", str(number))]] * 3


@given(st.text(alphabet="0123456789 ,.第届段十百千一二零()ndthfirsy-", max_size=60))
def test_any_text_is_read_without_an_error_or_overlap(text: str) -> None:
    end = 0
    for one in numbers.find(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@pytest.mark.parametrize(
    "text",
    ["360万", "360 万", "３６０萬", "三百六十万", "3.6 million", "3.6百万", "3,600,000", "3 600 000",
     "360余万",      "three million six hundred thousand", "3,600 thousand"],
)  # fmt: skip
def test_what_multiplies_a_number_belongs_to_it(text: str) -> None:
    assert numbers.find(text) == (numbers.NumberFound(0, len(text), "num", "3600000"),)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-three", "23"), ("Twenty three", "23"), ("one hundred and five", "105"), ("ninety", "90"),
        ("two thousand and twelve", "2012"), ("1.2 billion", "1200000000"), ("1.2万亿", "1200000000000"),
        ("7.0997万", "70997"), ("一亿三千万", "130000000"), ("二十万", "200000"), ("十二点五", "12.5"),
        ("三次", "3"), ("两个", "2"), ("十多项", "10"), ("2,019", "2019"), ("2019人", "2019"), ("1.5", "1.5"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_a_number(text: str, value: str) -> None:
    assert found(text) == [("num", value)]


@pytest.mark.parametrize(
    "text",
    ["two-thirds", "1/2", "½", "三分之二", "5分之2", "2019", "2019年", "in 1998", "one of them", "千万不要",
     "万一", "几十万", "数百万", "三方", "百万", "一个", "第几次", "二零一九年", "七八个"],
)  # fmt: skip
def test_neither_a_fraction_nor_a_year_nor_a_piece_of_a_word_is_a_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["5%", "5％", "5 %", "百分之五", "百分之5", "5 per cent", "five percent", "5.0%"]
)
def test_a_percentage_has_one_normal_form(text: str) -> None:
    assert numbers.find(text) == (numbers.NumberFound(0, len(text), "pct", "5"),)


def test_all_of_a_hundred_is_a_percentage_too() -> None:
    assert found("百分之百，百分之十二点五") == [("pct", "100"), ("pct", "12.5")]


def test_two_numbers_in_words_stay_two() -> None:
    assert found("twenty thirty, two and three; two, seven hundred") == [
        ("num", "20"), ("num", "30"), ("num", "2"), ("num", "3"), ("num", "2"), ("num", "700"),
    ]  # fmt: skip
