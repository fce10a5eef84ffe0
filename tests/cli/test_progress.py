"""How far a long work has come is told on standard error: by a bar in a terminal, by lines elsewhere."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from indexer.cli.progress import BAR_EVERY, LINE_EVERY, progress

if TYPE_CHECKING:
    from indexer.model.additions import Progress


class Clock:
    """A clock that goes on when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Terminal(StringIO):
    """A stream that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Gone(StringIO):
    """A stream that nobody reads any more."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


class GoneTerminal(Gone):
    """A terminal that nobody reads any more."""

    def isatty(self) -> bool:
        return True


class Closed(GoneTerminal):
    """A terminal that was closed."""

    def write(self, _text: str) -> int:
        raise OSError(5, "Input/output error")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def work(told: Progress, clock: Clock, documents: int, each: float, total: int | None = None) -> None:
    """Do a stage of so many documents, each of which takes so many seconds."""
    told.begin("Reading", total)
    for _ in range(documents):
        clock.now += each
        told.advance()
    told.end()


def lines(clock: Clock, documents: int, each: float, total: int | None = None) -> list[str]:
    stream = StringIO()
    with progress(stream, clock=clock) as told:
        work(told, clock, documents, each, total)
    return stream.getvalue().splitlines()


def test_a_line_says_how_many_are_done_and_what_time_is_left(clock: Clock) -> None:
    first, *_ = lines(clock, 2_000, 0.004, total=5_000)
    assert first == "indexer: Reading: 500 of 5,000 documents, about 18 seconds left."


def test_work_that_is_soon_over_is_not_told_of(clock: Clock) -> None:
    assert lines(clock, 19, 0.1, total=20) == []


def test_a_line_comes_every_few_seconds(clock: Clock) -> None:
    told = lines(clock, 10_000, 0.004, total=10_000)
    assert len(told) == 1 + int((40 - 2) / LINE_EVERY)
    assert told[1].startswith("indexer: Reading: 1,750 of 10,000 documents, ")


def test_where_nobody_knows_how_many_there_will_be_only_what_is_done_is_told(clock: Clock) -> None:
    assert lines(clock, 2, 1.5) == ["indexer: Reading: 2 documents."]
    assert lines(clock, 1, 3.0, total=1) == ["indexer: Reading: 1 of 1 document, about 0 seconds left."]


def test_long_times_are_told_in_minutes_and_hours(clock: Clock) -> None:
    assert lines(clock, 1, 60.0, total=6)[0].endswith(", about 5 minutes left.")
    assert lines(clock, 1, 3_600.0, total=6)[0].endswith(", about 5 hours left.")


def test_each_stage_counts_by_itself(clock: Clock) -> None:
    stream = StringIO()
    with progress(stream, clock=clock) as told:
        work(told, clock, 3, 1.0, total=3)
        told.advance()  # between two stages nothing is counted
        told.begin("Indexing", 10)
        clock.now += LINE_EVERY
        told.advance(5)
    assert stream.getvalue().splitlines() == [
        "indexer: Reading: 2 of 3 documents, about 1 second left.",
        "indexer: Indexing: 5 of 10 documents, about 5 seconds left.",
    ]


def test_more_than_was_said_is_no_fault(clock: Clock) -> None:
    assert lines(clock, 3, 1.0, total=1)[-1] == "indexer: Reading: 2 of 1 document, about 0 seconds left."


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(clock: Clock) -> None:
    stream = Terminal()
    with progress(stream, clock=clock) as told:
        told.begin("Reading", 5_000)
        for _ in range(2_500):
            clock.now += 0.002
            told.advance()
        shown = stream.getvalue()
        told.end()
    assert "Reading" in shown
    assert "━" in shown
    assert " of 5,000 documents, 500 a second, about 5 seconds left" in shown
    assert "\x1b[?25h" in stream.getvalue().removeprefix(shown)  # the cursor is back
    assert stream.getvalue().endswith("\x1b[2K")  # and the line is empty


def test_a_bar_is_drawn_no_oftener_than_one_can_see(clock: Clock) -> None:
    stream = Terminal()
    with progress(stream, clock=clock) as told:
        work(told, clock, 10_000, 0.0002, total=10_000)
    assert 5 < stream.getvalue().count("of 10,000 documents") <= 2 / BAR_EVERY


def test_a_bar_of_unknown_length_tells_what_is_done(clock: Clock) -> None:
    stream = Terminal()
    with progress(stream, clock=clock) as told:
        work(told, clock, 10, 1.0)
    assert "10 documents, 1.0 a second" in stream.getvalue()


def test_a_bar_fits_into_eighty_columns(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    stream = Terminal()
    with progress(stream, clock=clock) as told:
        work(told, clock, 9, 2.0, total=9_999)
    drawn = stream.getvalue().split("\x1b[2K")
    assert any("9 of 9,999 documents" in line for line in drawn)
    assert "…" not in stream.getvalue()


def test_without_colours_a_bar_has_none(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured, plain = Terminal(), Terminal()
    with progress(coloured, clock=clock) as told:
        work(told, clock, 10, 1.0, total=10)
    monkeypatch.setenv("NO_COLOR", "1")
    with progress(plain, clock=clock) as told:
        work(told, clock, 10, 1.0, total=10)
    assert "\x1b[38;5;" in coloured.getvalue()
    assert "\x1b[38;5;" not in plain.getvalue()


def test_a_dumb_terminal_gets_lines(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    with progress(stream, clock=clock) as told:
        work(told, clock, 3, 1.0, total=3)
    assert stream.getvalue() == "indexer: Reading: 2 of 3 documents, about 1 second left.\n"


@pytest.mark.parametrize("stream", [None, Gone(), GoneTerminal(), Closed()])
def test_work_goes_on_where_nobody_can_be_told(clock: Clock, stream: StringIO | None) -> None:
    with progress(stream, clock=clock) as told:
        work(told, clock, 30, 1.0, total=30)


def test_a_bar_is_gone_after_an_error_too(clock: Clock) -> None:
    stream = Terminal()

    def fail() -> None:
        with progress(stream, clock=clock) as told:
            told.begin("Reading", 3)
            clock.now += 5
            told.advance()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert stream.getvalue().endswith("\x1b[2K")


def test_standard_output_is_left_alone(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with progress(Terminal(), clock=clock) as told:
        work(told, clock, 10, 1.0, total=10)
    assert capsys.readouterr() == ("", "")


def test_rich_is_loaded_for_a_terminal_only() -> None:
    code = (
        "import io, sys\nfrom indexer.cli.progress import progress\n"
        "clock = iter(range(1000)).__next__\n"
        "with progress(io.StringIO(), clock=clock) as told:\n"
        "    told.begin('Reading', 9)\n    told.advance(9)\n    told.end()\n"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_first_document_of_thousands_says_nothing_of_the_others(clock: Clock) -> None:
    assert lines(clock, 1, 3.0, total=5_000) == ["indexer: Reading: 1 of 5,000 documents."]
