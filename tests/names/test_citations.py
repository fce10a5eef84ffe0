"""Citations in running text and in questions, with the part and paragraph of the document cited."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names import citations, symbols
from indexer.names.bodies import Body

ONE_CITATION = [
    # Whole texts that are one citation: symbol, pinpoint, part.
    ("S/2019/986", "S/2019/986", None, None),
    ("第1540(2004)号决议", "S/RES/1540(2004)", None, None),
    ("第 1540 (2004) 号决议", "S/RES/1540(2004)", None, None),
    ("第１５４０（２００４）号决议", "S/RES/1540(2004)", None, None),
    ("第1540(2004)號決議", "S/RES/1540(2004)", None, None),
    ("1540(2004)号决议", "S/RES/1540(2004)", None, None),
    ("1540(2004)决议", "S/RES/1540(2004)", None, None),
    ("决议1540(2004)", "S/RES/1540(2004)", None, None),
    ("安全理事会第1540(2004)号决议", "S/RES/1540(2004)", None, None),
    ("安理會第1540(2004)號決議", "S/RES/1540(2004)", None, None),
    ("resolution 1540 (2004)", "S/RES/1540(2004)", None, None),
    ("Resolution 1540(2004)", "S/RES/1540(2004)", None, None),
    ("Security Council resolution 1540 (2004)", "S/RES/1540(2004)", None, None),
    ("UNSC Res. 1540 (2004)", "S/RES/1540(2004)", None, None),
    ("UNSCR 1540 (2004)", "S/RES/1540(2004)", None, None),
    ("unscr-1540(2004)", "S/RES/1540(2004)", None, None),
    ("SCR　１５４０（２００４）", "S/RES/1540(2004)", None, None),
    # The General Assembly and others.
    ("大会第74/1号决议", "A/RES/74/1", None, None),
    ("大會第74/1號決議", "A/RES/74/1", None, None),
    ("联合国大会第74/1号决议", "A/RES/74/1", None, None),
    ("第70/1号决议", "A/RES/70/1", None, None),
    ("General Assembly resolution 74/1", "A/RES/74/1", None, None),
    ("UNGA resolution 74 / 1", "A/RES/74/1", None, None),
    ("resolution 69/262 A", "A/RES/69/262A", None, None),
    ("大会第2758(XXVI)号决议", "A/RES/2758(XXVI)", None, None),
    ("resolution 2758 (XXVI)", "A/RES/2758(XXVI)", None, None),
    ("resolution 3201 (S-VI)", "A/RES/3201(S-VI)", None, None),
    ("resolution 377 A (V)", "A/RES/377(V)A", None, None),
    ("resolution 181 (II) A", "A/RES/181(II)A", None, None),
    ("大会ES-10/24号决议", "A/RES/ES-10/24", None, None),
    ("经济及社会理事会第1894(LVII)号决议", "E/RES/1894(LVII)", None, None),
    ("Economic and Social Council resolution 2014/33", "E/RES/2014/33", None, None),
    ("人权理事会第28/1号决议", "A/HRC/RES/28/1", None, None),
    ("Human Rights Council resolution S-17/1", "A/HRC/RES/S-17/1", None, None),
    # Paragraphs, behind.
    ("第1977(2011)号决议第9段", "S/RES/1977(2011)", "9", None),
    ("第1977（2011）號決議第９段", "S/RES/1977(2011)", "9", None),
    ("第 1540(2004)号决议第 8(a)段", "S/RES/1540(2004)", "8(a)", None),
    ("第1540(2004)号决议第26(a)(二)段", "S/RES/1540(2004)", "26(a)(ii)", None),
    ("第1540(2004)号决议第10(j)㈠段", "S/RES/1540(2004)", "10(j)(i)", None),
    ("第1540(2004)号决议第1至3段", "S/RES/1540(2004)", "1-3", None),
    ("第1540(2004)号决议第1段至第3段", "S/RES/1540(2004)", "1-3", None),
    ("第2140(2014)号决议第12、13、14和16段", "S/RES/2140(2014)", "12,13,14,16", None),
    ("第1807(2008)号决议第9段和第11段", "S/RES/1807(2008)", "9,11", None),
    ("第1540(2004)号决议第9(c)至(e)段", "S/RES/1540(2004)", "9(c)-9(e)", None),
    ("第2325(2016)号决议，第十二段", "S/RES/2325(2016)", "12", None),
    ("第1977(2011)号决议执行部分第12段", "S/RES/1977(2011)", "OP12", None),
    ("第1977(2011)號決議執行部分第12段", "S/RES/1977(2011)", "OP12", None),
    ("第1977(2011)号决议序言部分第三段", "S/RES/1977(2011)", "PP3", None),
    ("第1540(2004)号决议，特别是其中第3段", "S/RES/1540(2004)", "3", None),
    ("resolution 1540 (2004), paragraph 3", "S/RES/1540(2004)", "3", None),
    ("resolution 1540 (2004), in particular paragraph 8 (a)", "S/RES/1540(2004)", "8(a)", None),
    ("S/RES/1540 (2004), paras. 1-3, 5 and 9 (a)", "S/RES/1540(2004)", "1-3,5,9(a)", None),
    ("resolution 1540 (2004), operative paragraph 2 (e)", "S/RES/1540(2004)", "OP2(e)", None),
    ("UNSCR 1540 (2004) OP12", "S/RES/1540(2004)", "OP12", None),
    ("UNSCR 1540 (2004), PP 3", "S/RES/1540(2004)", "PP3", None),
    ("S/RES/1977(2011)#9", "S/RES/1977(2011)", "9", None),
    ("S/RES/1977(2011)#op9", "S/RES/1977(2011)", "OP9", None),
    # Paragraphs, before.
    ("paragraph 9 of resolution 1977 (2011)", "S/RES/1977(2011)", "9", None),
    ("paragraphs 9 and 11 of Security Council resolution 1807 (2008)", "S/RES/1807(2008)", "9,11", None),
    ("paragraph 3 of its resolution 2118 (2013)", "S/RES/2118(2013)", "3", None),
    ("preambular paragraph 4 of S/RES/1540(2004)", "S/RES/1540(2004)", "PP4", None),
    ("OP12 of UNSCR 1540 (2004)", "S/RES/1540(2004)", "OP12", None),
    # Places that bear no number, pages, articles, sections.
    ("A/RES/74/1 OP2", "A/RES/74/1", "OP2", None),
    ("A/RES/74/1, third preambular paragraph", "A/RES/74/1", "PP3", None),
    ("twenty-first preambular paragraph of resolution 74/1", "A/RES/74/1", "PP21", None),
    ("第74/1号决议序言部分第三段", "A/RES/74/1", "PP3", None),
    ("A/RES/74/1, sole operative paragraph", "A/RES/74/1", "OP1", None),
    ("A/RES/74/1，执行部分唯一一段", "A/RES/74/1", "OP1", None),
    ("S/2019/986, letter, second paragraph", "S/2019/986", "letter.2", None),
    ("S/2019/986，信，第二段", "S/2019/986", "letter.2", None),
    ("S/2019/986, annex II, third paragraph", "S/2019/986", "p.3", "annex-2"),
    ("S/2019/986 ¶ 1", "S/2019/986", "1", None),
    ("S/2019/986 §2", "S/2019/986", "2", None),
    ("S/PV.8487, p. 5", "S/PV.8487", "page.5", None),
    ("S/PV.8487, pp. 5-6", "S/PV.8487", "page.5-page.6", None),
    ("S/PV.8487，第5页", "S/PV.8487", "page.5", None),
    ("S/96/Rev.7, rule 39", "S/96/Rev.7", "rule.39", None),
    ("A/CONF.1/1, article 2, para. 3", "A/CONF.1/1", "art.2(3)", None),
    ("A/CONF.1/1, article 2 (3)", "A/CONF.1/1", "art.2(3)", None),
    ("A/CONF.1/1，第二条第三款", "A/CONF.1/1", "art.2(3)", None),
    ("A/CONF.1/1第四十一条", "A/CONF.1/1", "art.41", None),
    ("S/2019/986, annex, sect. II.B", "S/2019/986", "sect.2.b", "annex"),
    ("S/2019/986，附件，第二.B节", "S/2019/986", "sect.2.b", "annex"),
    ("ST/SGB/2019/3, sect. 2.3 (a)", "ST/SGB/2019/3", "2.3(a)", None),
    # Behind a bracket, and behind the day of adoption.
    ("(S/2019/986)第11段", "S/2019/986", "11", None),
    ("(S/2019/986), paragraph 11", "S/2019/986", "11", None),
    ("resolution 1540 (2004) of 28 April 2004, paragraph 3", "S/RES/1540(2004)", "3", None),
    # Numbers in Chinese numerals.
    ("决议案三九六(五)", "A/RES/396(V)", None, None),
    ("大会第二〇二五(二十)号决议", "A/RES/2025(XX)", None, None),
    ("決議案一六六八(十六)", "A/RES/1668(XVI)", None, None),
    ("第二四二(一九六七)號決議", "S/RES/242(1967)", None, None),
    ("大会第2025(二十)号决议", "A/RES/2025(XX)", None, None),
    ("人权委员会第2005/55号决议", "E/CN.4/RES/2005/55", None, None),
    # Parts.
    ("S/2019/986, annex B, para. 3", "S/2019/986", "3", "annex-2"),
    ("S/2019/986，附件乙", "S/2019/986", None, "annex-2"),
    ("A/RES/48/246 A", "A/RES/48/246A", None, None),
    ("A/RES/377 A (V)", "A/RES/377(V)A", None, None),
    ("S/PV.8487 (Resumption 1)", "S/PV.8487(Resumption1)", None, None),
    ("S/PV.8487(复会一)", "S/PV.8487(Resumption1)", None, None),
    ("CEDAW/C/CHN-HKG/9", "CEDAW/C/CHN-HKG/9", None, None),
    ("S/2019/127，附件", "S/2019/127", None, "annex"),
    ("S/2020/120，附件一", "S/2020/120", None, "annex-1"),
    ("S/2019/986号文件附件十二", "S/2019/986", None, "annex-12"),
    ("S/2019/986，附件，第12段", "S/2019/986", "12", "annex"),
    ("S/2019/986, annex, para. 18 (a)", "S/2019/986", "18(a)", "annex"),
    ("S/2019/986, annex II, para. 18 (a)", "S/2019/986", "18(a)", "annex-2"),
    ("S/2019/986，附文，第3段", "S/2019/986", "3", "enclosure"),
    ("S/2019/986, enclosure", "S/2019/986", None, "enclosure"),
    ("S/2019/986，附件一，附录2", "S/2019/986", None, "appendix-2"),
    ("S/2019/986，附件，脚注2", "S/2019/986", "fn.2", "annex"),
    ("S/2019/986, annex, footnote 2", "S/2019/986", "fn.2", "annex"),
    ("大会第60/1号决议附件第12段", "A/RES/60/1", "12", "annex"),
    ("resolution 3235 (XXIX), annex", "A/RES/3235(XXIX)", None, "annex"),
    ("the annex to S/2019/986", "S/2019/986", None, "annex"),
    ("paragraph 12 of annex I to document S/2019/986", "S/2019/986", "12", "annex-1"),
]

NO_CITATION = [
    "",
    "第9段、工作方案第10(j)㈠段、决议第1至3段",
    "1540委员会和 1540 Committee",
    "2015 年 6 月 3 日 (2015) 报告 12 (2015)",
    "第1(2015)号决定、第29(2013)号一般性建议",
    "组织者/主办方 10/15 19-22564 and/or km/h 2019/12/23 C/O A/B",
    "High-resolution 30 cm, 3 resolutions, the 1995 resolution",
    "拉丁美洲和加勒比经济委员会2014年5月9日第689(XXXV)号决议",
    "Economic Commission for Latin America and the Caribbean resolution 689 (XXXV)",
    "resolution 689 (XXXV)",
    "麻醉药品委员会第55/1号决议",
    "Commission on Narcotic Drugs resolution 55/1",
    "缔约方大会第1/15号决议, resolution 5/1, resolution 2000/61",
    "African Commission on Human and Peoples’ Rights resolution 263",
    "Act No. 18246 (2007) and population: 61,777 (2014)",
    "annex, paragraph 9 of the annex",
    "decision 48/477 and 第48/477号决定、第48/478和48/480号决定",
    "决议第八(二)段和决议2004年通过",
]


@pytest.mark.parametrize(("text", "symbol", "pinpoint", "part"), ONE_CITATION)
def test_a_citation_is_understood_in_every_form(
    text: str, symbol: str, pinpoint: str | None, part: str | None
) -> None:
    assert [(one.symbol, one.pinpoint, one.part) for one in citations.find(text)] == [
        (symbol, pinpoint, part)
    ]
    assert citations.bare_numbers(text) == ()


@pytest.mark.parametrize(("text", "symbol"), [case[:2] for case in ONE_CITATION])
def test_a_citation_covers_its_words_and_no_more(text: str, symbol: str) -> None:
    shown = f"见“{text}”。"
    assert [shown[one.start : one.end] for one in citations.find(shown)] == [text]
    assert symbols.parse(symbol) == symbol


@pytest.mark.parametrize("configuration", ["s2t", "s2tw", "s2hk"])
def test_traditional_script_cites_the_same(configuration: str) -> None:
    from opencc import OpenCC

    convert = OpenCC(configuration).convert
    for text, *_ in ONE_CITATION:
        assert citations.references(convert(text)) == citations.references(text)


@pytest.mark.parametrize("text", NO_CITATION)
def test_nothing_else_is_a_citation(text: str) -> None:
    assert citations.references(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "安全理事会第1267(1999)、1989(2011)和2253(2015)号决议",
            {"1267(1999)": None, "1989(2011)": None, "2253(2015)": None},
        ),
        ("第 1540(2004)和 2325(2016)号决议第3段", {"1540(2004)": None, "2325(2016)号决议第3段": "3"}),
        (
            "第822(1993)号、第853(1993)号和第874(1993)号决议",
            {"822(1993)": None, "853(1993)": None, "874(1993)": None},
        ),
        ("resolutions 1540 (2004) and 1977 (2011)", {"1540 (2004)": None, "1977 (2011)": None}),
        (
            "resolutions 1540 (2004), para. 3, and 1977 (2011), paras. 9 and 10",
            {"1540 (2004), para. 3": "3", "1977 (2011), paras. 9 and 10": "9,10"},
        ),
        (
            "第1540(2004)号决议第3段和第1977(2011)号决议第9段",
            {"1540(2004)号决议第3段": "3", "1977(2011)号决议第9段": "9"},
        ),
        (
            "paragraphs 3 and 4 of Security Council resolutions 1540 (2004) and 1977 (2011)",
            {"1540 (2004)": "3,4", "1977 (2011)": None},
        ),
    ],
)
def test_each_of_an_enumeration_has_its_own_number_and_paragraph(
    text: str, expected: dict[str, str | None]
) -> None:
    assert {text[one.start : one.end]: one.pinpoint for one in citations.find(text)} == expected
    (reference,) = citations.references(text)
    assert text[reference.start : reference.end] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第1970(2011)号决议和大会第74/1号决议", ["S/RES/1970(2011)", "A/RES/74/1"]),
        (
            "resolutions 74/1, General Assembly 74/2 and 1540 (2004)",
            ["A/RES/74/1", "A/RES/74/2", "S/RES/1540(2004)"],
        ),
        ("resolution 1540 (2004) (S/RES/1540(2004))", ["S/RES/1540(2004)"] * 2),
        ("resolution 1540 (2004) and 23 States, 2019", ["S/RES/1540(2004)"]),
        ("5、1540(2004)号决议，2019年", ["S/RES/1540(2004)"]),
        ("经社理事会已在1971年5月20日1576 (L)号决议中", ["E/RES/1576(L)"]),
        ("经济及社会理事会1946年2月16日第9 (I)号决议", ["E/RES/9(I)"]),
        ("大会和经济及社会理事会第9 (I)号决议。第10(I)号决议", ["E/RES/9(I)", "A/RES/10(I)"]),
        ("resolution 69/262 a decision", ["A/RES/69/262"]),
        ("https://undocs.org/ch/S/RES/1540(2004)", ["S/RES/1540(2004)"]),
        ("A/69/719-S/2015/18", ["A/69/719", "S/2015/18"]),
        ("resolutions 74/1, ES-10 and others", ["A/RES/74/1"]),
        (
            "resolutions 1540 (2004) of 28 April 2004, 69/262 A of 3 May 2014 and 1977 (2011) of 20 April",
            ["S/RES/1540(2004)", "A/RES/69/262A", "S/RES/1977(2011)"],
        ),
        (
            "2004年4月28日第1540(2004)号、2011年4月20日第1977(2011)号和第2325(2016)号决议",
            ["S/RES/1540(2004)", "S/RES/1977(2011)", "S/RES/2325(2016)"],
        ),
        ("第48/1号决议和第48/477号决定", ["A/RES/48/1"]),
        ("CRC/C/SR.1588、1589和1602。", ["CRC/C/SR.1588", "CRC/C/SR.1589", "CRC/C/SR.1602"]),
        ("CRC/C/SR.1588 and 1589 were held", ["CRC/C/SR.1588", "CRC/C/SR.1589"]),
        ("A/64/7/Add.1 and 2 others", ["A/64/7/Add.1"]),
        ("S/PV.8487 and 12 others, S/2019/985 and 986 States", ["S/PV.8487", "S/2019/985"]),
        ("A/64/7, Corr.1 and Add.1 and 2.", ["A/64/7", "A/64/7/Corr.1", "A/64/7/Add.1", "A/64/7/Add.2"]),
        ("the Human Rights Council, in Council resolution 32/9", ["A/HRC/RES/32/9"]),
    ],
)
def test_several_documents_in_one_sentence(text: str, expected: list[str]) -> None:
    assert [one.symbol for one in citations.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "S/2019/1, annex to S/2019/986",
            [("S/2019/1", None, None), ("S/2019/986", None, "annex")],
        ),
        (
            "resolution 1540 (2004), paragraph 9 of resolution 1977 (2011)",
            [("S/RES/1540(2004)", None, None), ("S/RES/1977(2011)", "9", None)],
        ),
        (
            "S/2019/1, para. 2, and paragraph 9 of S/2019/986",
            [("S/2019/1", "2", None), ("S/2019/986", "9", None)],
        ),
        ("paragraph 9 and S/2019/986", [("S/2019/986", None, None)]),
        ("S/2019/986号文件。第3段", [("S/2019/986", None, None)]),
        ("第2118(2013)号决议的信(见附件)", [("S/RES/2118(2013)", None, None)]),
        ("第1540(2004)号决议，第3次会议", [("S/RES/1540(2004)", None, None)]),
        ("S/2019/986, paragraph 3 and 12 States", [("S/2019/986", "3", None)]),
        ("S/2019/986, para. three", [("S/2019/986", None, None)]),
    ],
)
def test_a_paragraph_belongs_to_the_document_it_is_named_with(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.symbol, one.pinpoint, one.part) for one in citations.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNSCR 1540", [("UNSCR 1540", 1540, "S/RES/1540(", None)]),
        ("unscr1540", [("unscr1540", 1540, "S/RES/1540(", None)]),
        ("SCR 1540", [("SCR 1540", 1540, "S/RES/1540(", None)]),
        ("第1540号决议", [("第1540号决议", 1540, "S/RES/1540(", None)]),
        ("第1540號決議第3段", [("第1540號決議第3段", 1540, "S/RES/1540(", "3")]),
        ("1540号决议", [("1540号决议", 1540, "S/RES/1540(", None)]),
        ("1540决议", [("1540决议", 1540, "S/RES/1540(", None)]),
        ("S/RES/1540", [("S/RES/1540", 1540, "S/RES/1540(", None)]),
        ("s/res/1540, para. 3", [("s/res/1540, para. 3", 1540, "S/RES/1540(", "3")]),
        ("resolution 1540", [("resolution 1540", 1540, "S/RES/1540(", None)]),
        ("paragraph 9 of resolution 1977", [("paragraph 9 of resolution 1977", 1977, "S/RES/1977(", "9")]),
        ("安理会1540号决议", [("安理会1540号决议", 1540, "S/RES/1540(", None)]),
        ("大会第2758号决议", [("大会第2758号决议", 2758, "A/RES/2758(", None)]),
        ("General Assembly resolution 377", [("General Assembly resolution 377", 377, "A/RES/377(", None)]),
        ("第1540和1977号决议", [("1540", 1540, "S/RES/1540(", None), ("1977", 1977, "S/RES/1977(", None)]),
        ("UNSCRs 1540 and 1977", [("1540", 1540, "S/RES/1540(", None), ("1977", 1977, "S/RES/1977(", None)]),
        ("resolution 1540 and 12 others", [("resolution 1540", 1540, "S/RES/1540(", None)]),
        ("通过了3决议", []),
        ("人权理事会第5号决议", []),
        ("1540 (2004)", []),
    ],
)
def test_a_resolution_without_its_year_is_a_bare_number(
    text: str, expected: list[tuple[str, int, str, str | None]]
) -> None:
    found = citations.bare_numbers(text)
    assert [(text[one.start : one.end], one.number, one.prefix, one.pinpoint) for one in found] == expected
    assert citations.find(text) == ()


def test_bare_numbers_and_citations_of_one_enumeration_stand_together() -> None:
    (reference,) = citations.references("resolutions 1540 and 1977 (2011), para. 9")
    assert [one.prefix for one in reference.bare_numbers] == ["S/RES/1540("]
    assert [(one.symbol, one.pinpoint) for one in reference.citations] == [("S/RES/1977(2011)", "9")]


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("理事会2016年6月30日第32/9号决议", "H", ["A/HRC/RES/32/9"]),
        ("its resolution 32/9", "H", ["A/HRC/RES/32/9"]),
        ("Council resolution 32/9", "H", ["A/HRC/RES/32/9"]),
        ("Council resolution 32/9", "A", []),
        ("General Assembly resolution 60/251", "H", ["A/RES/60/251"]),
        ("安全理事会第1325(2000)号决议", "H", ["S/RES/1325(2000)"]),
        ("its resolution 2014/33", "E", ["E/RES/2014/33"]),
        ("第70/1号决议", "E", ["A/RES/70/1"]),
        ("欧洲理事会第32/9号决议", "H", []),
        ("第32/9号决议", None, ["A/RES/32/9"]),
    ],
)
def test_what_names_no_body_is_of_the_body_of_the_document(
    text: str, own: Body | None, expected: list[str]
) -> None:
    assert [one.symbol for one in citations.find(text, own)] == expected


# --- the real texts ------------------------------------------------------------------------------


def paragraph(path: Path, number: int) -> str:
    """Return a numbered paragraph of a seed, its lines joined without what stands between them."""
    lines = [
        line.strip() for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("http")
    ]
    starts = [index for index, line in enumerate(lines) if line.startswith(f"{number}. ")]
    ends = [
        index for index, line in enumerate(lines) if line.startswith(f"{number + 1}. ") and index > starts[0]
    ]
    return "".join(lines[starts[0] : ends[0]])


def cited(path: Path, number: int) -> set[tuple[str, str | None, str | None]]:
    return {(one.symbol, one.pinpoint, one.part) for one in citations.find(paragraph(path, number))}


SANCTIONS = {"S/RES/1267(1999)", "S/RES/1989(2011)", "S/RES/2253(2015)"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, ("S/RES/1977(2011)", "9", None)),
        (2, ("S/2019/127", None, "annex")),
        (6, ("S/RES/2325(2016)", "12", None)),
        (16, ("S/RES/1540(2004)", "3", None)),
        (26, ("S/RES/2325(2016)", "22", None)),
        (26, ("S/RES/1810(2008)", None, None)),
        (38, ("S/RES/1526(2004)", None, None)),
        (53, ("S/RES/1977(2011)", "3", None)),
    ],
)
def test_the_review_of_2019_cites(
    seed_2019: Path, number: int, expected: tuple[str, str | None, str | None]
) -> None:
    assert expected in cited(seed_2019, number)


@pytest.mark.parametrize("number", [30, 38, 66])
def test_the_review_of_2019_cites_the_three_resolutions_of_the_sanctions_committee(
    seed_2019: Path, number: int
) -> None:
    assert {symbol for symbol, _, _ in cited(seed_2019, number)} >= SANCTIONS


def test_the_review_of_2020_cites_the_work_programme(seed_2020: Path) -> None:
    assert ("S/2020/120", None, "annex-1") in cited(seed_2020, 2)
    assert ("S/RES/1540(2004)", "8(a)", None) in {
        (one.symbol, one.pinpoint, one.part)
        for one in citations.find(re.sub(r"\s*\n\s*", "", seed_2020.read_text("utf-8")))
    }


def test_aligned_sentences_cite_the_same_documents(bitext: Path) -> None:
    chinese, english = (
        [
            {one.symbol for one in citations.find(line)}
            for line in (bitext / name).read_text("utf-8").split("\n")
        ]
        for name in ("devset.zh", "devset.en")
    )
    # In line 555 the English leaves the year out.
    different = [number for number, (zh, en) in enumerate(zip(chinese, english, strict=True), 1) if zh != en]
    assert different == [555]
    assert sum(map(bool, chinese)) == 79


# --- any text ------------------------------------------------------------------------------------

_pieces = st.sampled_from(
    [
        *(
            "第",
            "号",
            "决议",
            "號決議",
            "段",
            "和",
            "、",
            "，",
            "。",
            "至",
            " ",
            ", ",
            " and ",
            " to ",
            " of ",
            "(",
            ")",
        ),
        *(
            "1540",
            "1540(2004)",
            "1977 (2011)",
            "74/1",
            "2758 (XXVI)",
            "9",
            "8(a)",
            "(e)",
            "㈠",
            "三",
            "ES-10/24",
            " A",
        ),
        *(
            "resolution ",
            "resolutions ",
            "UNSCR ",
            "Security Council ",
            "大会",
            "经社理事会",
            "委员会",
            "the ",
            "its ",
        ),
        *(
            "S/2019/986",
            "S/RES/1540(2004)",
            "S/RES/1540",
            "A/69/308 (Part II)",
            "附件",
            "附件一",
            "annex ",
            "annex II",
        ),
        *(
            "paragraph ",
            "paras. ",
            "para. ",
            "OP",
            "PP",
            "执行部分",
            "脚注",
            "footnote ",
            "#",
            "in ",
            "document ",
        ),
    ]
)
_any_text = st.lists(_pieces, max_size=14).map("".join)


@given(_any_text | st.text())
def test_spans_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    references = citations.references(text)
    for one, following in pairwise(references):
        assert one.end <= following.start
    for reference in references:
        spans = sorted(
            [(one.start, one.end) for one in reference.citations]
            + [(one.start, one.end) for one in reference.bare_numbers]
        )
        assert all(start < end for start, end in spans)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
        assert reference.start <= spans[0][0] < spans[-1][1] <= reference.end <= len(text)


@given(_any_text)
def test_what_is_cited_is_a_symbol_in_its_key_form(text: str) -> None:
    for one in citations.find(text):
        assert symbols.parse(one.symbol) == one.symbol
    for bare in citations.bare_numbers(text):
        assert bare.prefix.endswith(f"/RES/{bare.number}(")


@given(_any_text)
def test_width_does_not_matter(text: str) -> None:
    wide = "".join(
        "　" if char == " " else chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text
    )
    assert citations.references(wide) == citations.references(text)
