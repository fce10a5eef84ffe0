"""Answers to batches: what each line is taken for, whether it is held, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.answer import batch_formats
from indexer.model.batch import LONGEST, MAX_ITEMS, MAX_LINES
from indexer.model.query import Query, Selection
from indexer.runtime import deadline

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.batch import BatchItem


def one(library: Library, line: str) -> BatchItem:
    (item,) = library.batch([line]).items
    return item


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reader", ["zh", "en"])
@pytest.mark.parametrize("symbol", ["S/2019/986", "S/2020/1308"])
def test_the_citation_of_every_numbered_paragraph_brings_it_back(
    digests: Library, language: str, reader: str, symbol: str
) -> None:
    units = digests.document(symbol, "zh" if language == "zh" else "en").paragraphs
    numbered = [unit for unit in units if unit.kind == "paragraph" and unit.locator[0].isdigit()]
    found = digests.batch([getattr(unit.citation, reader) for unit in numbered])
    assert found.held == found.total == len(numbered) > 60
    assert [(item.unit.part, item.unit.locator) for item in found.items if item.unit] == [
        (unit.part, unit.locator) for unit in numbered
    ]
    assert {item.taken_for for item in found.items} == {"unit"}


@pytest.mark.parametrize(
    "text", ["S/2019/986, annex, para. 12", "S/2019/986，附件，第12段", "s/2019/986 annex para 12"]
)
def test_a_unit_is_told_with_its_text_and_where_it_is(digests: Library, text: str) -> None:
    item = one(digests, text)
    assert (item.taken_for, item.held, item.symbol, item.part, item.pinpoint) == (
        "unit", True, "S/2019/986", "annex", "12",
    )  # fmt: skip
    assert item.unit
    assert item.unit.edition == "digest"
    assert item.citation
    assert "digest" in item.citation.en
    assert item.url == item.unit.url
    assert item.unit.text == digests.search(Query(text=text)).hits[0].text


@pytest.mark.parametrize(
    ("text", "taken", "held"),
    [
        ("S/2019/986", "document", True),
        ("S/2019/986*", "document", True),
        ("S/2099/1", "document", False),
        ("第9(2031)号决议", "document", False),
        ("S/2099/1, para. 3", "unit", False),
        ("S/2019/986, annex, para. 999", "unit", False),
        ("S/2019/986，附件，第999段", "unit", False),
        ("Chile", "state", True),
        ("Tuvalu", "state", False),
        ("裁军厅", "organization", True),
        ("UNODA", "organization", True),
        ("21 October 2019", "date", True),
        ("2019年10月21日", "date", True),
        ("1 January 1801", "date", False),
        ("training", "words", True),
        ("xyzzyq", "words", False),
        ("。。", "nothing", False),
        ("-", "nothing", False),
    ],
)
def test_what_is_asked_for_is_told(digests: Library, text: str, taken: str, held: bool) -> None:  # noqa: FBT001
    item = one(digests, text)
    assert (item.taken_for, item.held) == (taken, held)
    if item.symbol and not held:
        assert item.unit is None
        assert item.official_url
        assert item.official_url.startswith("https://")
    if taken == "words":
        assert item.total == digests.search(Query(text=text)).total


def test_words_that_no_unit_has_together_are_not_found(digests: Library) -> None:
    item = one(digests, "training xyzzyq")
    assert not item.held
    assert item.relaxed
    assert item.unit


def test_lines_and_items_are_counted_and_repetitions_told(digests: Library) -> None:
    lines = [
        "# list",
        "1. S/2019/986; Chile",
        "",
        "智利",
        "S/2019/986，附件，第12段",
        "S/2019/986, annex, para. 12",
        "chile",
    ]
    found = digests.batch(lines)
    assert [(item.line, item.item) for item in found.items] == [
        (2, 1),
        (2, 2),
        (4, 1),
        (5, 1),
        (6, 1),
        (7, 1),
    ]
    assert [item.repeats for item in found.items] == [None, None, None, None, 5, 2]
    assert (found.total, found.held, found.refused, found.lines) == (6, 6, 0, 7)
    again = digests.batch(["Chile; Peru; Chile", "chile", "Chile"])
    assert [item.repeats for item in again.items] == [None, None, 1, 1, 1]


def test_a_bad_line_is_refused_and_the_others_answered(digests: Library) -> None:
    many = " ".join(f"a{letter}*" for letter in "bcdefghijklmnopqrstuvwxyz")
    lines = ["S/2019/986", "x" * (LONGEST + 1), "\udc80 text", "state:" + "x" * 400, many, "S/2019/986\0"]
    found = digests.batch(lines)
    assert [item.held for item in found.items][::5] == [True, True]
    codes = {item.line: [notice.code for notice in item.notices] for item in found.items}
    assert codes[2] == ["line-too-long"]
    assert codes[3] == ["line-not-text"]
    assert found.items[1].taken_for == found.items[2].taken_for == "refused"
    assert len(found.items[1].text) < LONGEST
    assert "\udc80" not in found.items[2].text
    assert all(notice.zh and notice.en for item in found.items for notice in item.notices)


def test_what_is_too_much_is_left_out_and_said(digests: Library) -> None:
    found = digests.batch(["Chile"] * (MAX_ITEMS + 5))
    assert found.total == MAX_ITEMS
    assert [notice.code for notice in found.notices] == ["left-out"]
    assert "1,001" in found.notices[0].en
    assert digests.batch(["Chile"] * MAX_ITEMS).notices == ()
    assert [notice.code for notice in digests.batch([""] * (MAX_LINES + 1)).notices] == ["left-out"]
    assert [notice.code for notice in digests.batch(["", "# a"]).notices] == ["empty-batch"]


def test_the_time_is_that_of_the_whole_batch(digests: Library) -> None:
    deadline.begin(0.2)
    try:
        found = digests.batch(f"S/2019/986, annex, para. {number}" for number in range(1, 400))
    finally:
        deadline.end()
    late = [item for item in found.items if item.taken_for == "refused"]
    assert found.total == 399
    assert 0 < len(late) < 399
    assert {item.notices[0].code for item in late} == {"out-of-time"}
    assert found.items[-len(late) :] == tuple(late)
    assert [notice.code for notice in found.notices] == ["unanswered"]


def test_filters_hold_for_every_line(digests: Library) -> None:
    for language in ("zh", "en"):
        answers = digests.batch_answers(Query(selections=(Selection("language", language),)))
        found = [item.unit for line in ("Chile", "智利", "1540") for item in answers.of(line)]
        assert [unit.language for unit in found if unit] == [language] * 3


def test_a_table_marks_digests_and_runs_no_formula(digests: Library) -> None:
    items = digests.batch(["S/2019/986, annex, para. 12", "=1+1", "S/2099/1"]).items
    head, unit, formula, missing = "".join(batch_formats.csv_lines(items)).splitlines()
    assert head.startswith("\ufeffline,item,text,taken_for,held")
    assert "project digest, not UN text" in unit
    assert ",'=1+1," in formula
    assert ",false,S/2099/1," in missing
