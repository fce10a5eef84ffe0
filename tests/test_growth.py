"""The measure of growth tells linear work from quadratic, cubic and exponential."""

from __future__ import annotations

import re

import pytest

from tests.growth import MOST, assert_linear, growth, repeated


class Clock:
    """A clock of processor time that counts by ticks of 4 ms; the work of a test moves it on."""

    def __init__(self, begun: float) -> None:
        self.seconds = begun

    def __call__(self) -> float:
        return int(self.seconds / 0.004) * 0.004


@pytest.fixture(params=[0.0, 0.001, 0.0025, 0.0039])
def clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Measure by a clock whose first tick is more or less near."""
    made = Clock(request.param)
    monkeypatch.setattr("tests.growth.process_time", made)
    return made


@pytest.mark.parametrize("second", [1_000, 70_000, 900_000])
def test_linear_work_passes(clock: Clock, second: int) -> None:
    """`second` is how long the text is that takes a second."""

    def work(text: str) -> None:
        clock.seconds += len(text) / second

    assert_linear(work, repeated("a"))


@pytest.mark.parametrize("second", [500, 10_000, 100_000])
def test_quadratic_work_is_seen(clock: Clock, second: int) -> None:
    def work(text: str) -> None:
        clock.seconds += (len(text) / second) ** 2

    assert growth(work, repeated("a")) > MOST


@pytest.mark.parametrize("second", [100_000, 8_000_000])
@pytest.mark.parametrize("edge", [1_000, 20_000, 65_000, 300_000])
def test_a_cache_that_overflows_once_is_no_growth(clock: Clock, edge: int, second: int) -> None:
    def work(text: str) -> None:
        clock.seconds += len(text) / second * (6 if len(text) > edge else 1)

    assert_linear(work, repeated("a"))


def test_real_work_that_is_linear_passes() -> None:
    assert_linear(lambda text: [char for char in text if char == "a"], repeated("ab"))


def test_a_cubic_pattern_is_seen() -> None:
    assert growth(lambda text: re.fullmatch(r"\s*,?\s*,?\s*;", text), repeated(" ")) > MOST


def test_an_exponential_pattern_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.growth.STOPPED", 1)
    with pytest.raises(AssertionError, match="stopped after"):
        growth(lambda text: re.fullmatch(r"(?:a|a)*b", text), repeated("a"))


def test_what_stands_once_stands_around_what_is_repeated() -> None:
    assert repeated("ab", "x", "y")(6) == "xabababy"
