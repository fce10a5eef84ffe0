"""A document laid out: parts, blocks, notes, and its text cut at links and marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.answer.addresses import Addresses
from indexer.answer.results import Unit
from indexer.answer.units import unit
from indexer.model import Citation, DateSpan, Event, Kind, Mark, Paragraph
from indexer.record import Head, Record
from webui.reading import categories, layout, level, mark_anchor, number, once, runs

HEAD = Head("S/2021/77", "zh", "Hans", "official", "题目", date(2021, 2, 1))


def shown(kind: Kind, part: str, locator: str, text: str = "文", **given: object) -> Unit:
    return unit(Record(HEAD, replace(Paragraph(kind, part, locator, text), **given)), Addresses())  # type: ignore[arg-type]


def event(locator: str, category: str | None) -> Unit:
    day = date(2021, 3, 1)
    held = Event((DateSpan(day, day),), "3月1日", "会议", (), "", "", "", virtual=False, category=category)
    return shown("event", "enclosure", locator, event=held)


def test_parts_hold_blocks_of_text_and_of_events_with_notes_apart() -> None:
    marked = shown("paragraph", "annex", "1", "甲乙", number="1", marks=(Mark("1", 1),))
    note = shown("footnote", "annex", "fn.1")
    after = shown("paragraph", "annex", "2", number="2")
    heading = shown("heading", "enclosure", "h.1", section=("一. 甲",))
    title = shown("heading", "enclosure", "h.2")
    found = layout((marked, note, after, title, heading, event("ev.1", None), event("ev.2", None)))
    annex, enclosure = found.parts
    assert [[row.unit for row in block.rows] for block in annex.blocks] == [[marked, after]]
    assert [row.unit for row in annex.notes] == [note]
    assert [block.events for block in enclosure.blocks] == [False, True]
    assert enclosure.headings == (heading,)
    assert found.anchors[note.id] == "annex-fn.1"
    assert found.marked[note.id] == mark_anchor(marked.marks[0])


def test_the_closing_text_of_a_unit_stands_below_its_items() -> None:
    above = shown(
        "paragraph", "annex", "18", "引言：\n结尾。", number="18", marks=(Mark("1", 3), Mark("2", 7))
    )
    item = shown("paragraph", "annex", "18(a)", "甲：\n丙。", number="18(a)")
    deeper = shown("paragraph", "annex", "18(a)(i)", "乙\n乙", number="18(a)(i)")
    after = shown("paragraph", "annex", "180", "丁", number="180")
    for units in ((above, item, deeper, after), (above, item, deeper)):
        (block,) = layout(units).parts[0].blocks
        order = [("".join(run.text for run in row.runs), row.closing) for row in block.rows]
        expected = [("引言：", False), ("甲：", False), ("乙\n乙", False), ("丙。", True), ("结尾。", True)]
        assert order[:5] == expected
        notes = [[mark.note for run in row.runs for mark in run.marks] for row in block.rows]
        assert notes[:5] == [["1"], [], [], [], ["2"]]


def test_events_stand_under_the_categories_of_their_table() -> None:
    rows = [event("ev.1", "甲"), event("ev.2", "甲"), event("ev.3", None)]
    assert categories(rows) == [("甲", rows[:2]), (None, rows[2:])]


def test_a_text_is_cut_where_citations_and_marks_stand_and_stays_whole() -> None:
    text = "据第1540(2004)号决议第3段。完"
    cited = Citation("S/RES/1540(2004)", 1, 13, "3")
    one = shown(
        "paragraph", "annex", "1", text, citations=(cited,), marks=(Mark("1", 5), Mark("2", len(text)))
    )
    found = runs(one)
    assert "".join(run.text for run in found) == text
    assert [run.text for run in found if run.cited] == [text[1:5], text[5:13]]
    assert [(run.text, [mark.note for mark in run.marks]) for run in found if run.marks] == [
        (text[5:13], ["1"]),
        ("", ["2"]),
    ]


def test_a_text_without_either_is_one_run() -> None:
    assert "".join(run.text for run in runs(shown("paragraph", "annex", "1", "甲"))) == "甲"
    assert runs(shown("paragraph", "annex", "1", ""))[0].text == ""


def test_numbers_are_those_printed_before_the_text() -> None:
    printed = {"18": "18.", "18(a)": "(a)", "26(a)(ii)": "㈡", "26(a)(xx)": "(xx)"}
    for given, expected in printed.items():
        one = shown("paragraph", "annex", given, number=given)
        assert number(one) == expected
        assert level(one) == given.count("(")
    assert number(shown("letter", "main", "letter.1")) == ""
    english = replace(shown("paragraph", "annex", "26(a)(ii)", number="26(a)(ii)"), language="en")
    assert number(english) == "(ii)"


def test_what_stands_in_both_languages_is_shown_in_one() -> None:
    chinese, alone = shown("paragraph", "annex", "1"), shown("paragraph", "annex", "2")
    english = replace(chinese, language="en")
    assert once([chinese, english, alone], "en") == [english, alone]
    assert once([chinese, english, alone], "zh") == [chinese, alone]
