"""Columns stay in line whatever stands in them, in a terminal and in a file."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cli.plain_tables import columns_of, many, shortened, table, width, wrapped
from tests.growth import assert_linear, repeated

TEXTS = st.text(alphabet="ab 卷宗，é\u0301．-/", max_size=60)


def test_things_are_counted() -> None:
    assert [many(count, "file") for count in (0, 1, 2_000)] == ["0 files", "1 file", "2,000 files"]


@pytest.mark.parametrize(("text", "columns"), [("ab", 2), ("卷宗", 4), ("ａ", 2), ("e\u0301", 1), ("", 0)])
def test_a_han_character_is_two_columns_wide(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("卷宗宗", 5, "卷宗…"), ("卷宗宗", 4, "卷…"), ("a bcd", 3, "a…")],
)
def test_what_is_too_long_is_cut(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@given(TEXTS, st.integers(3, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, most: int) -> None:
    lines = wrapped(text, most)
    assert all(width(line) <= most for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert width(shortened(text, most)) <= most


def test_words_stay_whole_where_they_can() -> None:
    assert wrapped("name the files in it", 9) == ["name the", "files in", "it"]
    assert wrapped("a/very/long/path of it", 6) == ["a/very", "/long/", "path", "of it"]


def test_columns_are_in_line_beside_han_characters() -> None:
    rows = [("a.txt", "is empty"), ("报告.txt", "is a pipe")]
    assert list(table(("File", "Why"), rows)) == [
        "File      Why",
        "a.txt     is empty",
        "报告.txt  is a pipe",
    ]


def test_a_row_is_one_line_for_other_programs() -> None:
    long = "x" * 500
    lines = list(table(("File", "Why"), [("a  b.txt", long), (long, "why")]))
    assert len(lines) == 3
    assert long in lines[1]
    assert "a  b.txt" in lines[1]
    assert len(lines[1]) < 600  # a long text does not push the others away


def test_a_row_takes_several_lines_in_a_narrow_terminal() -> None:
    rows = [("a.txt", "It holds binary data and is not a text file.", "Save it as text.")]
    assert list(table(("File", "Why", "Next step"), rows, 40)) == [
        "File   Why               Next step",
        "a.txt  It holds binary   Save it as",
        "       data and is not   text.",
        "       a text file.",
    ]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), st.integers(12, 100))
def test_a_table_is_never_wider_than_its_terminal(rows: list[tuple[str, str, str]], columns: int) -> None:
    assert all(width(line) <= columns for line in table(("Refused", "Why", "Next"), rows, columns))


def test_only_a_terminal_has_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert columns_of(StringIO()) is None
    stream = StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "77")
    assert columns_of(stream) == 77


@pytest.mark.parametrize("piece", ["a", " ", "a ", "卷", "a\u0301", "卷 a"])
def test_texts_are_laid_out_in_linear_time(piece: str) -> None:
    assert_linear(lambda text: (wrapped(text, 9), shortened(text, 9), width(text)), repeated(piece))
