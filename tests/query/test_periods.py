"""The periods of the filter `date`: days, months, years, with open ends, as people write them."""

from __future__ import annotations

import pytest

from indexer.query import periods
from indexer.query.arguments import selection
from indexer.runtime.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("2034-12-23", "2034-12-23"),
        ("2034-12", "2034-12"),
        ("2034", "2034"),
        ("2034-1-5", "2034-01-05"),
        ("2034-01..2034-06", "2034-01..2034-06"),
        ("2034-06..2034-01", "2034-01..2034-06"),
        ("2034-01 to 2034-06", "2034-01..2034-06"),
        ("2034-01至2034-06", "2034-01..2034-06"),
        ("2034-01/2034-06", "2034-01..2034-06"),
        ("2034-07..", "2034-07.."),
        ("..2034-06", "..2034-06"),
        ("23 December 2034", "2034-12-23"),
        ("december 2034", "2034-12"),
        ("2034年12月23日", "2034-12-23"),
        ("２０３４年１２月", "2034-12"),
        ("二〇三四年十二月", "2034-12"),
        ("23/12/2034..2035", "2034-12-23..2035"),
    ],
)
def test_a_period_has_one_normal_form(typed: str, normal: str) -> None:
    assert selection("date", typed).value == normal
    assert periods.normal(normal) == normal


@pytest.mark.parametrize(
    "typed", ["2034-13", "2034-02-30", "..", "soon", "2034..2035..2036", "23 December", "34"]
)
def test_what_is_no_period_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        selection("date", typed)
    assert typed in str(refused.value)
    for language in (refused.value.advised.en, refused.value.advised.zh):
        assert "2019-01..2019-06" in language


@pytest.mark.parametrize(
    ("period", "bounds"),
    [
        ("2034", ("2034-01-01", "2034-12-31")),
        ("2034-02", ("2034-02-01", "2034-02-28")),
        ("2036-02", ("2036-02-01", "2036-02-29")),
        ("2034-01..2034-06", ("2034-01-01", "2034-06-30")),
        ("2034-07..", ("2034-07-01", "")),
        ("..2034-06", ("", "2034-06-30")),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, bounds: tuple[str, str]) -> None:
    assert periods.bounds(period) == bounds


def test_a_period_is_counted_through() -> None:
    assert periods.days("2034-02-27..2034-03-01") == ("2034-02-27", "2034-02-28", "2034-03-01")
    assert len(periods.days("2036")) == 366
