"""The table of events, line by line: every condition by which a header, a row and a cell are told."""

from __future__ import annotations

import pytest

from indexer.model.document import Line
from indexer.structure.drafts import DraftRow
from indexer.structure.pieces import Block
from indexer.structure.table import Table, ends_tabbed, is_header, parse

HEADER = "日期 说明 组织者/主办方 地点 "
TABBED = "日期\t说明\t组织者\t地点"


def table(*texts: str, year: int | None = None) -> Table:
    return parse([Line(number, text) for number, text in enumerate(texts, 1)], year, "annex")


def cells(row: DraftRow) -> tuple[str, ...]:
    return tuple(text_of(block) for block in (row.date, row.description, row.organizers, row.place))


def text_of(block: Block) -> str:
    return "|".join(piece.text for piece in block)


def stray(found: Table) -> list[str]:
    return [line.text.strip() for line in found.stray]


# --- the header


@pytest.mark.parametrize(
    "text",
    [
        HEADER,
        "時間 活動 主辦方 地點",
        "Date Event Organizer Location",
        "DATES  Activity  Organisers/hosts  Venue  ",
        "日期 说明 地点",
        "日期 说明 活动 会议 主办者 地点",
        "Date\tWhat it was about\tWho\tWhere",
        "日期\t甲\t乙",
        "日期\t甲\t乙\t丙\t丁\t戊",
    ],
)
def test_a_header_names_three_to_six_columns_of_which_the_first_is_the_date(text: str) -> None:
    assert is_header(Line(1, text))


@pytest.mark.parametrize(
    "text",
    [
        "日期",
        "日期 说明",
        "日期\t说明",
        "日期 说明 活动 会议 主办者 地点 地点",
        "日期\t甲\t乙\t丙\t丁\t戊\t己",
        "说明 日期 地点",
        "编号\t日期\t说明",
        "日期 说明 其他 地点",
        "日期和 说明 地点",
        "Date Event Location follows",
    ],
)
def test_other_lines_are_no_header(text: str) -> None:
    assert not is_header(Line(1, text))


@pytest.mark.parametrize(
    ("text", "ends"), [("表格到此为止。", True), ("国别活动", False), ("1月2日\t会\t甲\t巴黎。", False)]
)
def test_a_sentence_without_tabs_ends_a_table_with_tabs(text: str, *, ends: bool) -> None:
    assert ends_tabbed(Line(1, text)) == ends


# --- rows with tabs


def test_a_line_that_begins_with_a_tab_goes_on_with_the_row_above() -> None:
    first, second = table(TABBED, "1月2日\t会\t甲\t巴黎", "3月4日\t会\t乙\t纽约", " \t续\t\t市").rows
    assert cells(first) == ("1月2日", "会", "甲", "巴黎")
    assert cells(second) == ("3月4日", "会|续", "乙", "纽约|市")


def test_a_line_that_begins_with_a_tab_is_a_row_where_none_stands_above() -> None:
    (row,) = table(TABBED, "\t会\t甲\t巴黎").rows
    assert cells(row) == ("", "会", "甲", "巴黎")


def test_a_line_with_tabs_is_a_row_where_its_first_cell_holds_something() -> None:
    assert [cells(row)[0] for row in table(TABBED, "1月2日\t会", "待定\t会").rows] == ["1月2日", "待定"]


def test_a_line_without_tabs_is_the_category_of_what_follows() -> None:
    found = table(TABBED, "国别活动", "1月2日\t会", "3月4日\t会", "空的", "其他活动", "5月6日\t会", "余者")
    assert [row.category for row in found.rows] == ["国别活动", "国别活动", "其他活动"]
    assert [piece.text for piece in found.other if piece.role == "category"] == ["国别活动", "其他活动"]
    assert stray(found) == ["空的", "余者"]
    assert found.warnings == []


# --- rows without tabs


def test_a_row_begins_where_the_cell_above_has_ended_and_a_date_follows() -> None:
    found = table(HEADER, "1 月 2 日 会 甲国 巴黎 ", "3 月 4 日 会 乙国 纽约 ")
    assert [cells(row) for row in found.rows] == [
        ("1 月 2 日", "会", "甲国", "巴黎"),
        ("3 月 4 日", "会", "乙国", "纽约"),
    ]
    assert found.warnings == []


def test_a_date_within_a_cell_begins_no_row() -> None:
    (row,) = table(HEADER, "1 月 2 日 会，续于", "3 月 4 日会 甲国 巴黎 ").rows
    assert text_of(row.description) == "会，续于|3 月 4 日会"
    assert cells(row)[2:] == ("甲国", "巴黎")


@pytest.mark.parametrize("date", ["13 月 45 日", "2 月 30 日"])
def test_what_is_written_like_a_date_but_is_no_day_begins_no_row(date: str) -> None:
    (row,) = table(HEADER, "1 月 2 日 会 甲国 巴黎 ", f"{date}号楼 ").rows
    assert f"{date}号楼" in "".join(map(text_of, (row.description, row.place)))


@pytest.mark.parametrize("date", ["2 January", "2031-01-02"])
def test_a_date_that_is_written_otherwise_than_in_the_tables_begins_no_row(date: str) -> None:
    found = table(HEADER, "1 月 2 日 会 甲国 巴黎 ", f"{date} 会 乙国 纽约 ")
    assert [cells(row)[0] for row in found.rows] == ["1 月 2 日"]


def test_below_a_category_a_row_begins_without_the_end_of_a_cell() -> None:
    found = table(HEADER, "国别活动    ", "1 月 2 日 会 甲国 巴黎", "其他活动    ", "3 月 4 日 会 乙国 纽约 ")
    assert [row.category for row in found.rows] == ["国别活动", "其他活动"]
    assert stray(found) == []


@pytest.mark.parametrize(("spaces", "category"), [(3, None), (4, "其他")])
def test_four_spaces_end_a_category(spaces: int, category: str | None) -> None:
    found = table(HEADER, f"其他{' ' * spaces}", "1 月 2 日 会 甲国 巴黎 ")
    assert [row.category for row in found.rows] == [category]
    assert stray(found) == ([] if category else ["其他"])


def test_lines_before_the_first_row_and_below_an_empty_category_are_stray() -> None:
    found = table(HEADER, "说明文字 ", "1 月 2 日 会 甲国 巴黎 ", "其他    ", "不是行 ")
    assert stray(found) == ["说明文字", "不是行", "其他"]


# --- cells without tabs


def test_a_cell_ends_at_a_line_that_ends_in_a_space_between_han_characters() -> None:
    (row,) = table(HEADER, "1 月 2 日 研讨", "会 ", "甲国 ", "巴黎 ").rows
    assert cells(row)[1:] == ("研讨|会", "甲国", "巴黎")


def test_a_date_may_stand_on_a_line_of_its_own() -> None:
    (row,) = table(HEADER, "1 月 2 日 ", "会 甲国 ", "巴黎 ").rows
    assert cells(row) == ("1 月 2 日", "会", "甲国", "巴黎")


def test_a_line_that_ends_in_a_space_before_latin_words_ends_no_cell() -> None:
    (row,) = table(HEADER, "1 月 2 日 会 甲国和 ", "IAEA人员 巴黎 ").rows
    assert cells(row)[1:] == ("会", "甲国和|IAEA人员", "巴黎")


def test_a_row_without_three_cells_is_kept_whole_and_said() -> None:
    found = table(HEADER, "1 月 2 日 会 甲国 ", "3 月 4 日 会 甲国 巴黎 ", "5 月 6 日 会 甲国 巴黎 附注 ")
    assert [cells(row)[1:] for row in found.rows] == [
        ("会 甲国", "", ""),
        ("会", "甲国", "巴黎"),
        ("会 甲国 巴黎 附注", "", ""),
    ]
    (doubt,) = found.warnings
    assert doubt == (
        "In the table of the annex, 2 of 3 rows cannot be divided into description, organizers and place; "
        "they are kept whole as descriptions."
    )


def test_a_table_without_spaces_at_its_line_ends_says_so() -> None:
    found = table(HEADER.strip(), "1 月 2 日 会 甲国 巴黎", "3 月 4 日 会 乙国 纽约")
    assert [cells(row)[0] for row in found.rows] == ["1 月 2 日", "3 月 4 日"]
    (doubt,) = found.warnings
    assert doubt == (
        "The table of the annex has lost the spaces at its line ends, by which cells and categories are told "
        "apart; its events have no category."
    )


@pytest.mark.parametrize("header", [HEADER, TABBED])
def test_every_row_has_the_year_of_the_table(header: str) -> None:
    row = "1月2日\t会\t甲\t巴黎" if header == TABBED else "1 月 2 日 会 甲国 巴黎 "
    assert [one.year for one in table(header, row, row, year=2031).rows] == [2031, 2031]
