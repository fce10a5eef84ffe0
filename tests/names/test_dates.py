"""Dates and months in running text and in the date cells of events."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model.document import DateSpan
from indexer.names import dates
from indexer.runtime.errors import InputError


def days(*pairs: tuple[str, str]) -> tuple[DateSpan, ...]:
    return tuple(DateSpan(date.fromisoformat(start), date.fromisoformat(end)) for start, end in pairs)


def day(iso: str) -> tuple[DateSpan, ...]:
    return days((iso, iso))


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月25日", "2021 年 4 月 25 日", "２０２１年４月２５日", "2021年4月25號", "25 April 2021",
        "25th April, 2021",
        "April 25, 2021", "APRIL 25 2021", "25 Apr. 2021", "2021-04-25",
    ],
)  # fmt: skip
def test_a_full_date_is_found_however_it_is_written(text: str) -> None:
    inside = f"在 {text}，"
    assert dates.find(inside) == (dates.DateFound(2, 2 + len(text), day("2021-04-25")),)


@pytest.mark.parametrize("text", ["2019年3月", "2019 年 3 月份", "March 2019", "March, 2019", "Mar. 2019"])
def test_a_month_is_found(text: str) -> None:
    assert dates.find(text) == (dates.DateFound(0, len(text), month="2019-03"),)


@pytest.mark.parametrize(
    "text",
    [
        "2 月 30 日", "2019年2月30日", "31 April 2019", "2019-02-29", "2019年13月", "0000年1月1日",
        "may 2019",
        "12, 13 may 2019", "28 March to 26 March 2019", "2019年3月9日至7日", "S/2019-03-011",
        "section 4.25 April",
        "31 December 9999 to 1 January",
    ],
)  # fmt: skip
def test_what_the_calendar_does_not_have_is_no_date(text: str) -> None:
    assert not [one for one in dates.find(text, 2019) if one.spans]


def test_a_day_without_a_year_is_a_date_only_where_the_year_is_given() -> None:
    assert dates.find("于 4 月 25 日举行") == ()
    assert dates.find("于 4 月 25 日举行", 2019) == (dates.DateFound(2, 10, day("2019-04-25")),)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3 月 26 日至 28 日", days(("2019-03-26", "2019-03-28"))),
        ("1 月 23 至 25 日", days(("2019-01-23", "2019-01-25"))),
        ("7 月 29 日至 8 月 8 日", days(("2019-07-29", "2019-08-08"))),
        ("12月1日、8日和15日", day("2019-12-01") + day("2019-12-08") + day("2019-12-15")),
        ("2 月 12 日和 13 日 ", day("2019-02-12") + day("2019-02-13")),
        ("12 月 30 日至 1 月 2 日", days(("2019-12-30", "2020-01-02"))),
        ("12 月 30 日至 2020 年 1 月 2 日", days(("2019-12-30", "2020-01-02"))),
        ("2019 年 2 月 1 日至 2020 年 1 月 31 日", days(("2019-02-01", "2020-01-31"))),
        ("29 July to 8 August", days(("2019-07-29", "2019-08-08"))),
        ("23-25 January", days(("2019-01-23", "2019-01-25"))),
        ("23–25 January 2019", days(("2019-01-23", "2019-01-25"))),
        ("23 — 25 January", days(("2019-01-23", "2019-01-25"))),
        ("23 to 25 January 2019", days(("2019-01-23", "2019-01-25"))),
        ("12 and 13 February", day("2019-02-12") + day("2019-02-13")),
        ("1, 8 and 15 December", day("2019-12-01") + day("2019-12-08") + day("2019-12-15")),
        ("12 and 13 February and 3 March", day("2019-02-12") + day("2019-02-13") + day("2019-03-03")),
        ("January 30 to February 2, 2019", days(("2019-01-30", "2019-02-02"))),
        ("January 23–25, 2019", days(("2019-01-23", "2019-01-25"))),
        ("30 December to 2 January", days(("2019-12-30", "2020-01-02"))),
        ("30 December to 2 January 2020", days(("2019-12-30", "2020-01-02"))),
        ("30 December 2018 to 2 January", days(("2018-12-30", "2019-01-02"))),
        ("1 February 2019 to 31 January 2020", days(("2019-02-01", "2020-01-31"))),
    ],
)
def test_the_days_of_an_event(cell: str, expected: tuple[DateSpan, ...]) -> None:
    assert dates.spans(cell, 2019) == expected


@pytest.mark.parametrize(
    "cell", ["", "日期", "2019年3月", "3 月 26 日左右", "3 月 26 日; 4 月 2 日", "2 月 30 日"]
)
def test_a_cell_that_is_not_just_a_date_is_refused(cell: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        dates.spans(cell, 2019)


def test_without_a_year_the_refusal_says_so() -> None:
    with pytest.raises(InputError, match="year is not known"):
        dates.spans("3 月 26 日", None)


def test_a_row_of_a_table_begins_with_a_date() -> None:
    for line in (
        "1 月 23 日至 25 日 第 1540(2004)号决议",
        "  2 月 29 日 会议",
        "29 February\tWorkshop",
        "2019年3月1日",
    ):
        assert dates.starts_with_date(line)
    for line in ("2325(2016)号决议", "会议于 4 月 25 日", "2019年3月 会议", "日期 说明", ""):
        assert not dates.starts_with_date(line)


def test_several_dates_are_found_in_order() -> None:
    found = dates.find("March 2019, 2 April 2019 及 2019年5月6日")
    assert [(one.month, len(one.spans)) for one in found] == [("2019-03", 0), ("", 1), ("", 1)]


@given(
    st.dates(),
    st.sampled_from(
        ["{0.year:04d}年{0.month}月{0.day}日", "{0:%d %B} {0.year:04d}", "{0:%B %d}, {0.year:04d}"]
    ),
)
def test_every_day_is_read_back(value: date, form: str) -> None:
    assert dates.find(form.format(value)) == (
        dates.DateFound(0, len(form.format(value)), (DateSpan(value, value),)),
    )


@given(
    st.text(alphabet="0123456789 年月日至和、,-to andMayJune", max_size=60), st.none() | st.integers(1, 9999)
)
def test_any_text_is_read_without_an_error(text: str, year: int | None) -> None:
    for one in dates.find(text, year):
        assert 0 <= one.start < one.end <= len(text)
        assert bool(one.spans) != bool(one.month)
        assert all(span.start <= span.end for span in one.spans)


def test_both_languages_of_a_bitext_give_the_same_days(bitext: Path) -> None:
    """Measured: 97 % of both; what differs was written differently."""
    lines = [(bitext / f"devset.{language}").read_text("utf-8").splitlines() for language in ("zh", "en")]
    both = total = 0
    for pair in zip(*lines, strict=True):
        zh, en = ({(at.start, at.end) for one in dates.find(text) for at in one.spans} for text in pair)
        both += 2 * len(zh & en)
        total += len(zh) + len(en)
    assert both / total >= 0.96


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/10/2034", "2034-10-30"),
        ("10/30/2034", "2034-10-30"),
        ("03/04/2034", "2034-04-03"),
        ("30.10.2034", "2034-10-30"),
        ("2034.10.30", "2034-10-30"),
        ("2034/10/30", "2034-10-30"),
        ("2034-1-5", "2034-01-05"),
        ("二〇三四年十月三十日", "2034-10-30"),
        ("二零三四年十月三十日", "2034-10-30"),
        ("二○三四年一月五號", "2034-01-05"),
        ("２０３４年１０月３０日", "2034-10-30"),
        ("30th of October 2034", "2034-10-30"),
    ],
)
def test_days_in_digits_and_in_chinese_numerals(text: str, day: str) -> None:
    (found,) = dates.find(text)
    assert [(one.start.isoformat(), one.end.isoformat()) for one in found.spans] == [(day, day)]
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["31/02/2034", "13/13/2034", "2034/10/30/1", "1.2.3", "A/30/10/2034", "30/10/34"]
)
def test_what_is_no_day_in_digits(text: str) -> None:
    assert dates.find(text) == ()


@pytest.mark.parametrize("text", ["23 December", "12月23日", "十二月二十三日", "December 23"])
def test_a_day_of_any_year_is_found_where_it_is_looked_for(text: str) -> None:
    assert dates.find(text) == ()
    (found,) = dates.find(text, any_year=True)
    assert found.yearless
    assert [(one.start.month, one.start.day) for one in found.spans] == [(12, 23)]


def test_a_month_before_a_count_is_no_day() -> None:
    assert dates.find("十二月一次会议", any_year=True) == ()
