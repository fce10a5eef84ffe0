"""What a PDF prints is read in order, and each line says what its place on the page tells of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.model.document import Line, Source
from indexer.reading import read
from tests.reading.pdf.texts import SPEECH, TIMES

HERE = Path(__file__).resolve().parent


def lines(name: str) -> tuple[Line, ...]:
    return read(HERE / f"{name}.pdf").lines


def with_role(found: tuple[Line, ...], role: str | None) -> list[str]:
    return [line.text for line in found if line.role == role]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", ["report.en", "report.zh", "record.en"])
def test_the_text_holds_exactly_the_lines(name: str) -> None:
    source: Source = read(HERE / f"{name}.pdf")
    assert bare(source.text) == bare("".join(line.text for line in source.lines))
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))
    assert source.warnings == ()


def test_what_is_around_the_text_of_a_page_is_told_from_it() -> None:
    found = lines("report.en")
    assert with_role(found, "head") == ["S/2022/77"]
    assert with_role(found, "foot") == ["21-04567", "21-04567", "2/2"]
    assert [line.text for line in found][:3] == ["United Nations", "S/2022/77", "Security Council"]


def test_lines_know_the_number_printed_on_their_page() -> None:
    found = lines("report.en")
    assert [line.page for line in found if line.page_break_before] == ["2"]
    assert {line.page for line in found} == {
        "1",
        "2",
    }  # the first page bears none: the next one is the second
    assert lines("report.zh")[0].page == "1"


@pytest.mark.parametrize(("name", "numbers"), [("report.en", ["1", "2", "3"]), ("report.zh", ["1"])])
def test_notes_at_the_foot_are_notes(name: str, numbers: list[str]) -> None:
    notes = [line for line in lines(name) if line.role == "note"]
    assert [line.text[: line.label] for line in notes if line.label] == numbers


def test_raised_digits_are_named() -> None:
    marked = [(line.text, line.raised) for line in lines("report.en") if line.raised]
    assert [text[start:end] for text, spans in marked for start, end in spans] == ["1", "2"]
    assert marked[0][0][: marked[0][1][0][0]].endswith("third year.")


def test_the_rows_of_a_table_have_their_cells() -> None:
    rows = with_role(lines("report.en"), "row")
    assert rows[:2] == ["Date\tMeeting\tHosts\tPlace", "First half of the year"]
    assert rows[2].split("\t") == [
        "1–3 February",
        "Seminar on the calibration of scales, with exercises in the open air for laboratories",
        "Chile and the committee",
        "Santiago",
    ]
    assert [row.split("\t")[0] for row in rows[3:]] == ["14 March", "Second half of the year", "20 September"]


def test_the_rows_of_a_chinese_table_are_joined_without_blanks() -> None:
    rows = [row.split("\t") for row in with_role(lines("report.zh"), "row")]
    assert rows[0] == ["日期", "说明", "主办方", "地点"]
    assert rows[1][0] == "2月1日至3日"
    assert rows[1][1] == "天平工作会议，由各国专家参加，说明各国的天平和各国专家的工作，会后公开"


def test_paragraphs_begin_where_they_are_seen_to() -> None:
    begins = {line.text[:3]: line.begins for line in lines("report.en") if line.role is None}
    assert begins["1. "] is begins["2. "] is begins["3. "] is True
    assert begins["com"] is False  # the second line of the first
    assert begins["lab"] is False


def test_two_columns_are_read_one_after_the_other() -> None:
    found = lines("record.en")
    body = bare("".join(line.text for line in found if line.role is None))
    assert bare(SPEECH * TIMES) in body
    assert body.endswith(bare(SPEECH))


def test_paragraphs_of_columns_begin_with_the_indented_line() -> None:
    found = [line for line in lines("record.en") if line.role is None]
    speakers = [line for line in found if line.text.startswith(("Mr. Araya (", "Mrs. Lawson ("))]
    assert len(speakers) == 16
    assert all(line.begins for line in speakers)
    others = [line for line in found[8:] if not line.text.startswith(("The President:", "Mr. ", "Mrs. "))]
    assert not any(line.begins for line in others)
    assert sum(line.begins is None for line in others) < len(others) / 10
