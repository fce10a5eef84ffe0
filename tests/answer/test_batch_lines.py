"""What a line of a batch asks for: numbers of lists, marks of notes, several citations, in both languages."""

from __future__ import annotations

import pytest

from indexer.answer.batch_lines import asked
from indexer.query.ast import OrganizationNode, ReferenceNode, StateNode, ValueNode
from indexer.query.recognition import recognise
from tests.growth import assert_linear, repeated


def questions(line: str) -> list[str]:
    return [one.question for one in asked(line)]


@pytest.mark.parametrize("line", ["", "   ", "\ufeff", "\0", "# S/2031/9", "  # 注", "\u3000"])
def test_a_blank_line_and_a_comment_ask_for_nothing(line: str) -> None:
    assert asked(line) == ()


NUMBERS = (
    "1. ", "12) ", "(3) ", "（3）", "１．", "3、", "[4] ", "5/ ", "7\t", "(a) ", "b) ", "(iv) ", "iii. ",
    "一、", "（二）", "(十二) ", "三. ", "㈠ ", "① ", "¹ ", "• ", "- ", "* ", "– ", "●\t",
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "cited", ["S/2031/9, annex, para. 12", "S/2031/9，附件，第12段", "S/2031/9，附件，第12段，2031年"]
)
def test_numbers_of_lists_are_passed_over(number: str, cited: str) -> None:
    assert questions(number + cited) == [cited]


@pytest.mark.parametrize(
    "text", ["1540 (2004)", "2031.10.30", "-智利 援助", "*", "5.", "(a)", "3.5 million", "1,540"]
)
def test_what_only_looks_like_a_number_of_a_list_stays(text: str) -> None:
    assert "".join(questions(text)) in (text, text.rstrip("."))


@pytest.mark.parametrize("mark", ["¹", "¹²", " [3]", " 4/", ".", "。", ";", "；", " ,", "¹;", "、"])
@pytest.mark.parametrize(
    "cited", ["S/2031/9, para. 12", "S/2031/9，第12段", "resolution 1540 (2004)", "智利"]
)
def test_marks_of_notes_are_passed_over(mark: str, cited: str) -> None:
    assert questions(cited + mark) == [cited]


@pytest.mark.parametrize("said", ["See ", "see also ", "Cf. ", "And ", "另见", "参看", "参见 ", "以及"])
def test_what_introduces_a_citation_is_passed_over(said: str) -> None:
    assert questions(f"{said}S/2031/9") == ["S/2031/9"]


@pytest.mark.parametrize(
    "text", ["和平与安全 S/2031/9", "seeds of S/2031/9", "以及援助 S/2031/9", "andesite S/2031/9"]
)
def test_a_word_that_begins_like_an_introduction_stays_whole(text: str) -> None:
    assert questions(text) == [text]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("S/2031/9, para. 1; S/2031/8; and A/95/7", ["S/2031/9, para. 1", "S/2031/8", "A/95/7"]),
        ("见S/2031/9，第1段；S/2031/8；A/95/7。", ["S/2031/9，第1段", "S/2031/8", "A/95/7"]),
        ("Chile; Peru；Togo", ["Chile", "Peru", "Togo"]),
        ("智利；秘魯;多哥", ["智利", "秘魯", "多哥"]),
        ("S/2031/9; training", ["S/2031/9", "training"]),
        ("S/2031/9, S/2031/8 and A/95/7", ["S/2031/9", "S/2031/8", "A/95/7"]),
        ("S/2031/9、S/2031/8和A/95/7", ["S/2031/9", "S/2031/8", "A/95/7"]),
        ("resolutions 1 (2031), 2 (2031) and 3 (2031)", ["resolutions 1 (2031)", "2 (2031)", "3 (2031)"]),
        ("第1(2031)、2(2031)和3(2031)号决议", ["S/RES/1(2031)", "2(2031)", "3(2031)号决议"]),
        ("S/2031/9, annex, para. 12; para. 13", ["S/2031/9, annex, para. 12", "S/2031/9, annex, para. 13"]),
        ("S/2031/9，附件，第12段；第13段", ["S/2031/9，附件，第12段", "S/2031/9, annex, 第13段"]),
        ("S/2031/9, para. 12; and para. 13", ["S/2031/9, para. 12", "S/2031/9, para. 13"]),
    ],
)
def test_a_line_of_several_citations_is_divided(line: str, found: list[str]) -> None:
    assert questions(line) == found
    assert all(one.text in line for one in asked(line))


@pytest.mark.parametrize(
    "line",
    [
        "援助；培训",
        "training; assistance",
        "“S/2031/9; S/2031/8”",
        "implementation of S/2031/9 and S/2031/8",
        "(a; b",
    ],
)
def test_words_and_quotations_are_not_divided(line: str) -> None:
    assert questions(line) == [line]


@pytest.mark.parametrize(
    "remark",
    [
        " (project digest, not UN text)",
        "(本项目自编提要，非联合国文本)",
        " [Chinese version]",
        "[英文本]",
        " (see A/9/1; A/8/1)",
    ],
)
def test_remarks_in_brackets_behind_a_citation_are_not_searched(remark: str) -> None:
    (one,) = asked(f"S/2031/9, annex, para. 12{remark}")
    assert isinstance(one.name, ReferenceNode)
    cited = one.name.citation
    assert (cited.symbol, cited.part, cited.pinpoint) == ("S/2031/9", "annex", "12")
    (told,) = recognise(one.question, one.question)
    assert (told.start, told.end) == (0, len(one.question))


def test_one_name_is_told_from_words() -> None:
    kinds = {
        "S/2031/9": ReferenceNode,
        "智利": StateNode,
        "UNODA": OrganizationNode,
        "裁军厅": OrganizationNode,
    }
    kinds |= {"25 April 2031": ValueNode}
    for text, kind in kinds.items():
        (one,) = asked(text)
        assert isinstance(one.name, kind), text
    assert asked("training of points of contact")[0].name is None


PIECES = (
    "; ", "；", "(", "[", "“", '"', "()", "(a", "1. ", "a) ", "see ", "和", "S/2031/9; ", "S/2031/9, ",
    "¹", " 1/", "[1]", "para. 1; ", "(()", "iv. ", "十", ", and ", "智利；",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "S/2031/9 "])
def test_lines_take_time_in_proportion_to_their_length(piece: str, before: str) -> None:
    assert_linear(asked, repeated(piece, before), largest=60_000)
