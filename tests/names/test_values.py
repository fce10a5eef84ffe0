"""Values: the tokens by which a date or a number is found however it is written."""

from __future__ import annotations

import pytest

from indexer.names import values
from indexer.names.values import Value


def tokens(text: str, year: int | None = None) -> list[str]:
    return [value.token for value in values.find(text, year)]


@pytest.mark.parametrize("text", ["2021年4月25日", "25 April 2021", "2021-04-25"])
def test_a_date_yields_its_day_and_its_month_and_no_numbers(text: str) -> None:
    assert values.find(text) == (
        Value("date:2021-04-25", 0, len(text)),
        Value("month:2021-04", 0, len(text)),
        Value("day:04-25", 0, len(text)),
    )


def test_a_range_yields_each_of_its_days_and_months() -> None:
    assert tokens("2019年1月30日至2月2日") == [
        "date:2019-01-30", "date:2019-01-31", "date:2019-02-01", "date:2019-02-02", "month:2019-01",
        "month:2019-02", "day:01-30", "day:01-31", "day:02-01", "day:02-02",
    ]  # fmt: skip


def test_a_long_period_yields_its_ends() -> None:
    assert tokens("1 February 2019 to 31 January 2020") == [
        "date:2019-02-01", "date:2020-01-31", "month:2019-02", "month:2020-01", "day:02-01", "day:01-31",
    ]  # fmt: skip


def test_a_month_a_number_and_an_ordinal() -> None:
    assert tokens("2019年3月第26届会议，70 997 次") == ["month:2019-03", "ord:26", "num:70997"]


def test_an_event_yields_its_year_which_its_dates_take() -> None:
    assert values.find("4 月 25 日", 2019) == (
        Value("year:2019", 0, 0),
        Value("date:2019-04-25", 0, 8),
        Value("month:2019-04", 0, 8),
        Value("day:04-25", 0, 8),
    )
    assert tokens("4 月 25 日") == ["day:04-25"]


def test_what_a_citation_takes_is_no_value_of_its_own() -> None:
    text = "第1977(2011)号决议第9段，9 个国家"
    assert tokens(text) == ["num:9"]
    assert [value.token for value in values.find(text, taken=((0, 12),))] == ["passage:para.9", "num:9"]
    assert [value.token for value in values.find("2019年3月1日", taken=((0, 4),))] == ["num:3", "num:1"]


def test_a_text_without_values_has_none() -> None:
    assert values.find("") == values.find("没有数字") == ()
