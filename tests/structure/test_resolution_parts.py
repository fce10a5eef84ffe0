"""The parts and sections of a resolution in which numbers begin anew have locators of their own."""

from __future__ import annotations

import pytest

from indexer.model.document import Document, Given, Source
from indexer.names import resolution_parts
from indexer.reading.lines import split
from indexer.structure.assembly import structure

LETTERED = """\
A/RES/190/99
12 January 2136

190/99. Review of lamps

A

Lamp fellowships

The General Assembly,

Having seen the lamps,

1. Thanks the Governments;

2. Requests the Secretary-General:

(a) To report;

(b) To tell the States.

61st plenary meeting
5 December 2135

B
{title}
The General Assembly,

Recalling its resolution A,

Convinced of its use,

{first}Decides to hold a lamp week.

61st plenary meeting
5 December 2135
"""
CHINESE = """\
A/RES/190/99
2136年1月12日

190/99. 灯塔的审查

{first}

灯塔研究金

大会，

审议了报告，

1. 赞赏各国政府；

2. 请秘书长提出报告。

{second}

灯塔周

大会，

深信灯塔有用，

1. 决定举办灯塔周。
"""
SECTIONS = """\
A/RES/190/258
12 January 2136

190/258. Management of lamps

The General Assembly,

Recalling its resolution 188/221,

I{one}

1. Welcomes the lamps;

2. Requests a report;

II{two}

{number}. Notes the oil;

{next}. Decides that oil shall be bought.

61st plenary meeting
5 December 2135
"""
CHINESE_SECTIONS = """\
A/RES/190/258
2136年1月12日

190/258. 灯具管理

大会，

回顾其第188/221号决议，

一

灯具

1. 欢迎灯具；

2. 请秘书长报告；

二

油

1. 注意到油；

2. 决定买油。

2135年12月5日
第61次全体会议
"""


def made(text: str, symbol: str | None = None) -> Document:
    lines = split(text)
    return structure(Source("a.txt", "utf-8", "0" * 64, text, lines), Given(symbol))


def locators(one: Document) -> str:
    return " ".join(unit.locator for unit in one.paragraphs)


@pytest.mark.parametrize("title", ["\nLamp week\n", "\nLamp week (continued)\n"])
@pytest.mark.parametrize(("first", "expected"), [("", "B.op"), ("1. ", "B.1")])
def test_each_part_has_its_letter(title: str, first: str, expected: str) -> None:
    one = made(LETTERED.format(title=title, first=first))
    assert locators(one) == (
        "h.1 h.2 A.p.1 A.pp.1 A.1 A.2 A.2(a) A.2(b) A.closing.1 "
        f"h.3 B.p.1 B.pp.1 B.pp.2 {expected} B.closing.1"
    )
    assert [unit.number for unit in one.paragraphs if unit.locator.startswith("A.2")] == ["2", "2(a)", "2(b)"]
    assert not one.coverage.doubled


@pytest.mark.parametrize(("first", "second"), [("A", "B"), ("甲", "乙"), ("A.", "B.")])
def test_chinese_letters_are_the_same(first: str, second: str) -> None:
    one = made(CHINESE.format(first=first, second=second))
    assert locators(one) == "h.1 h.2 A.p.1 A.pp.1 A.1 A.2 h.3 B.p.1 B.pp.1 B.1"
    assert one.paragraphs[1].text == f"{first} 灯塔研究金"


def test_a_document_of_one_part_bears_its_letter_in_its_symbol() -> None:
    text = LETTERED.format(title="", first="").partition("\nB\n")[0].replace("A/RES/190/99", "A/RES/190/99 A")
    assert locators(made(text)) == "h.1 h.2 p.1 pp.1 1 2 2(a) 2(b) closing.1"


@pytest.mark.parametrize(
    ("one", "two"), [("", ""), ("\nLamps", "\nOil"), (". Lamps", ". Oil"), ("\n\nLamps", "\n\nOil")]
)
def test_sections_whose_numbers_begin_anew_have_labels(one: str, two: str) -> None:
    found = made(SECTIONS.format(one=one, two=two, number=1, next=2))
    assert locators(found) == "h.1 p.1 pp.1 h.2 I.1 I.2 h.3 II.1 II.2 closing.1"


@pytest.mark.parametrize(("one", "two"), [("", ""), ("\nLamps", "\nOil"), (". Lamps", ". Oil")])
def test_sections_through_which_numbers_go_on_have_none(one: str, two: str) -> None:
    found = made(SECTIONS.format(one=one, two=two, number=3, next=4))
    assert [unit.locator for unit in found.paragraphs if unit.number] == ["1", "2", "3", "4"]


def test_chinese_numerals_are_labels_of_sections() -> None:
    assert locators(made(CHINESE_SECTIONS)) == "h.1 p.1 pp.1 h.2 I.1 I.2 h.3 II.1 II.2 closing.1"


def test_what_a_unit_was_called_before_is_known() -> None:
    one = made(LETTERED.format(title="\nLamp week\n", first="1. "))
    former = dict(resolution_parts.former(unit.locator for unit in one.paragraphs))
    assert former == {
        "A.p.1": "p.1", "A.pp.1": "pp.1", "A.1": "1", "A.2": "2", "A.2(a)": "2(a)", "A.2(b)": "2(b)",
        "A.closing.1": "closing.1", "B.p.1": "p.2", "B.pp.1": "pp.1~2", "B.pp.2": "pp.2", "B.1": "1~2",
        "B.closing.1": "closing.2",
    }  # fmt: skip
