"""A document laid out: parts, blocks, notes, and its text cut at links and marks."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from indexer.answer.units import unit
from indexer.answer.urls import Urls
from indexer.model.document import Citation, DateSpan, Event, Kind, Mark, Paragraph
from indexer.model.shown_units import Unit
from indexer.model.stored import Head, StoredUnit
from indexer.query.highlight_terms import TokenTerm
from webui.pages.find_in_document import Finder
from webui.pages.reading_layout import ReadingRow, categories, layout, level, mark_anchor, note_anchor, number

HEAD = Head("S/2021/77", "zh", "Hans", "official", "题目", date(2021, 2, 1))


def shown(kind: Kind, part: str, locator: str, text: str = "文", **given: object) -> Unit:
    return unit(StoredUnit(HEAD, replace(Paragraph(kind, part, locator, text), **given)), Urls())


def event(locator: str, category: str | None) -> Unit:
    day = date(2021, 3, 1)
    held = Event((DateSpan(day, day),), "3月1日", "会议", (), "", "", "", virtual=False, category=category)
    return shown("event", "enclosure", locator, event=held)


def texts(row: ReadingRow) -> list[str]:
    return ["".join(run.text for run in cell) for cell in row.cells]


def test_parts_hold_blocks_of_text_and_of_events_with_notes_where_they_are_called() -> None:
    marked = shown("paragraph", "annex", "1", "甲乙", number="1", marks=(Mark("1", 1),))
    called, loose = shown("footnote", "annex", "fn.1"), shown("footnote", "annex", "fn.2")
    after = shown("paragraph", "annex", "2", number="2")
    heading = shown("heading", "enclosure", "h.1", section=("一. 甲",))
    units = (marked, called, after, loose, heading, event("ev.1", None), event("ev.2", None))
    found = layout(units)
    annex, enclosure = found.parts
    assert [[row.unit for row in block.rows] for block in annex.blocks] == [[marked, after]]
    assert [row.unit for row in annex.rows[0].notes] == [called]
    assert [row.unit for row in annex.notes] == [loose]
    assert [row.unit for row in annex.rows] == [marked, after, loose]
    assert [block.events for block in enclosure.blocks] == [False, True]
    assert enclosure.outline == (heading,)
    assert found.called == {called.id}


def test_a_mark_and_its_note_name_each_other() -> None:
    assert mark_anchor("S/2021/77:zh:annex:fn.1") == "mark-annex-fn.1"
    assert note_anchor("S/2021/77:zh:annex:fn.1") == shown("footnote", "annex", "fn.1").anchor


def test_a_note_that_only_an_event_calls_stands_at_the_end_of_its_part() -> None:
    row = replace(event("ev.1", None), marks=shown("event", "enclosure", "ev.1", marks=(Mark("1", 0),)).marks)
    note = shown("footnote", "enclosure", "fn.1")
    found = layout((row, note))
    assert [one.unit for one in found.parts[0].notes] == [note]
    assert not found.called


def test_a_heading_that_repeats_the_title_of_the_document_is_not_shown_again() -> None:
    found = layout((shown("heading", "annex", "h.1", HEAD.title), shown("heading", "annex", "h.2", "别的")))
    assert [texts(row) for row in found.parts[0].rows] == [[], ["别的"]]


def test_the_closing_text_of_a_unit_stands_below_its_items() -> None:
    above = shown(
        "paragraph", "annex", "18", "引言：\n结尾。", number="18", marks=(Mark("1", 3), Mark("2", 7))
    )
    item = shown("paragraph", "annex", "18(a)", "甲：\n丙。", number="18(a)")
    deeper = shown("paragraph", "annex", "18(a)(i)", "乙\n乙", number="18(a)(i)")
    after = shown("paragraph", "annex", "180", "丁", number="180")
    for units in ((above, item, deeper, after), (above, item, deeper)):
        (block,) = layout(units).parts[0].blocks
        order = [(*texts(row), row.closing) for row in block.rows]
        expected = [("引言：", False), ("甲：", False), ("乙\n乙", False), ("丙。", True), ("结尾。", True)]
        assert order[:5] == expected
        notes = [[mark.note for run in row.cells[0] for mark in run.marks] for row in block.rows]
        assert notes[:5] == [["1"], [], [], [], ["2"]]


def test_the_cells_of_an_event_are_its_dates_description_organizers_and_place() -> None:
    day = date(2021, 3, 1)
    held = Event((DateSpan(day, day),), "3月1日", "会议", ("智利",), "智利", "洛美", "线上", True, None)
    one, two = shown("event", "enclosure", "ev.1", event=held), event("ev.2", None)
    rows = layout((one, two)).parts[0].rows
    assert texts(rows[0]) == ["3月1日", "会议", "智利", "洛美 (线上)"]
    assert texts(rows[1]) == ["3月1日", "会议", "", ""]


def test_matches_are_numbered_in_the_order_of_reading() -> None:
    text = "据第1540(2004)号决议，智利：\n智利。"
    above = shown(
        "paragraph",
        "annex",
        "1",
        text,
        number="1",
        citations=(Citation("S/RES/1540(2004)", 1, 15),),
        marks=(Mark("1", 16),),
    )
    item = shown("paragraph", "annex", "1(a)", "智利和第1540号", number="1(a)")
    note = shown("footnote", "annex", "fn.1", "见智利。")
    highlight_terms = (TokenTerm(("智", "利")), TokenTerm(("决", "议")))
    finder = Finder(highlight_terms)
    first, second, closing = layout((above, item, note, event("ev.1", None)), finder).parts[0].rows
    assert finder.total == 5
    assert first.matches == (1, 2)
    assert first.notes[0].matches == (3,)
    assert second.matches == (4,)
    assert closing.matches == (5,)
    inside = [(run.text, run.cited is not None) for run in first.cells[0] if run.match]
    assert inside == [("决议", True), ("智利", False)]


def test_a_match_that_a_link_cuts_is_opened_once() -> None:
    one = shown("paragraph", "annex", "1", "甲乙丙丁", citations=(Citation("S/2021/1", 0, 2),))
    row = layout((one,), Finder((TokenTerm(("乙", "丙")),))).parts[0].rows[0]
    pieces = [(run.text, run.match.number, run.match.opens) for run in row.cells[0] if run.match]
    assert pieces == [("乙", 1, True), ("丙", 1, False)]
    assert row.matches == (1,)


def test_events_are_searched_cell_by_cell() -> None:
    row = layout((event("ev.1", None),), Finder((TokenTerm(("会", "议")),))).parts[0].rows[0]
    assert [run.text for cell in row.cells for run in cell if run.match] == ["会议"]


def test_events_stand_under_the_categories_of_their_table() -> None:
    rows = [event("ev.1", "甲"), event("ev.2", "甲"), event("ev.3", None)]
    assert categories(rows) == [("甲", rows[:2]), (None, rows[2:])]
    (block,) = layout(rows).parts[0].blocks
    assert [(name, [row.unit for row in group]) for name, group in block.groups] == categories(rows)


def test_a_text_is_cut_where_citations_and_marks_stand_and_stays_whole() -> None:
    text = "据第1540(2004)号决议第3段。完"
    cited = Citation("S/RES/1540(2004)", 1, 13, "3")
    one = shown(
        "paragraph", "annex", "1", text, citations=(cited,), marks=(Mark("1", 5), Mark("2", len(text)))
    )
    (found,) = layout((one,)).parts[0].rows[0].cells
    assert "".join(run.text for run in found) == text
    assert [run.text for run in found if run.cited] == [text[1:5], text[5:13]]
    assert [(run.text, [mark.note for mark in run.marks]) for run in found if run.marks] == [
        (text[5:13], ["1"]),
        ("", ["2"]),
    ]


def test_an_empty_text_is_a_row_all_the_same() -> None:
    assert texts(layout((shown("paragraph", "annex", "1", ""),)).parts[0].rows[0]) == [""]


def test_numbers_are_those_printed_before_the_text() -> None:
    printed = {"18": "18.", "18(a)": "(a)", "26(a)(ii)": "㈡", "26(a)(xx)": "(xx)"}
    for given, expected in printed.items():
        one = shown("paragraph", "annex", given, number=given)
        assert number(one) == expected
        assert level(one) == given.count("(")
    assert number(shown("letter", "main", "letter.1")) == ""
    assert number(shown("footnote", "annex", "fn.2")) == "2"
    english = replace(shown("paragraph", "annex", "26(a)(ii)", number="26(a)(ii)"), language="en")
    assert number(english) == "(ii)"
