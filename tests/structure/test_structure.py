"""`indexer.structure` on small documents: what every layout promises."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.model.document import Document, Given, Mark, Paragraph, Source
from indexer.names.file_names import Proposal
from indexer.reading.lines import split
from indexer.runtime.errors import InputError, UsageError
from indexer.structure.assembly import structure, structured

CHINESE = """S/2031/7
内容提要，非联合国文本

2031年3月4日安全理事会某委员会主席给安全理事会主席的信

主席转交年度报告(见附件)。
请将本信作为文件分发。
(签名) 甲乙

附件

年度报告

一. 引言

1. 委员会在第1540(2004)号决议下开展工作。¹

¹ 2030 年的数据。

二. 进展和成果

A. 援助

2. 委员会作出如下答复：

(a) 向甲国：

(一) 派出专家；

(二) 提供资料；

(b) 向乙国提供资料。

委员会继续跟进。

3. 没有其他请求。

附文

2031年的外联活动

日期	说明	组织者/主办方	地点
国别活动
1月2日至3日	讲习班	丙国、委员会	洛美
5月6日	研讨会	委员会	虚拟会议
日期	说明	组织者/主办方	地点
其他活动
7月8日和9日	培训班	丁国	新德里(通过Skype)

简称：丙组织，丙国际组织；丁组织：丁国际组织。
"""

ENGLISH = """United Nations S/2031/7
Security Council
Distr.: General
4 March 2031
Original: English

Letter dated 4 March 2031 from the Chair of a Committee
addressed to the President of the Security Council

I have the honour to transmit the annual report (see annex). The
Committee adopted it on 1 March, and asks for its circulation as a
document of the Security Council.

(Signed) A. Chair
Chair

Annex

Annual report of the Committee

I. Introduction

1. The Committee met three times in the reporting period, and again in
2031. It discussed the letters that it had received, and those that it
(a) had not answered.1

____________

1 See resolution 1540 (2004), paragraph 4, which says what the reports of
States are to contain.

II. Cooperation with international, regional and subregional
organizations

2. The experts took part in the following:

(a) A workshop on export control lists, held in a place that is quite far
away;

(b) Two meetings:

(i) One in May;

(ii) One in June.

Both were well attended.

Enclosure

Outreach events in 2031

Date\tEvent\tOrganizers/hosts\tLocation
2–4 May\tWorkshop\tOne State, the Committee\tVirtual
6 June\tSeminar\tIAEA\tNew Delhi (via Skype)
\tsecond part\t\t

Abbreviations: IAEA, International Atomic Energy Agency; OPCW, Organisation
for the Prohibition of Chemical Weapons.
"""


def source(text: str) -> Source:
    return Source("review.txt", "utf-8", "0", text, split(text))


def parse(text: str, symbol: str | None = None) -> Document:
    bears = text.startswith(("S/", "United Nations"))
    return structure(source(text), Given(symbol=symbol or (None if bears else "S/2031/7")))


def unit(document: Document, locator: str, part: str | None = None) -> Paragraph:
    return next(one for one in document.paragraphs if one.locator == locator and part in (None, one.part))


def locators(document: Document, part: str) -> list[str]:
    return [one.locator for one in document.paragraphs if one.part == part]


def texts(document: Document) -> dict[str, str]:
    return {one.locator: one.text for one in document.paragraphs}


# --- whole documents -----------------------------------------------------------------------------


def test_a_chinese_document_is_read_in_the_clean_layout() -> None:
    document = parse(CHINESE)
    assert (document.symbol, document.language, document.script) == ("S/2031/7", "zh", "Hans")
    assert (document.edition, document.date) == ("digest", date(2031, 3, 4))
    assert document.title == "2031年3月4日安全理事会某委员会主席给安全理事会主席的信"
    assert locators(document, "main") == ["h.1", "letter.1", "letter.2", "letter.3"]
    assert locators(document, "annex") == [
        "h.1", "h.2", "1", "fn.1", "h.3", "h.4", "2", "2(a)", "2(a)(i)", "2(a)(ii)", "2(b)", "3",
    ]  # fmt: skip
    assert locators(document, "enclosure") == ["h.1", "ev.1", "ev.2", "ev.3", "abbr.1", "abbr.2"]
    assert document.coverage.warnings == ()


def test_an_english_document_is_read_in_wrapped_lines() -> None:
    document = parse(ENGLISH)
    assert (document.symbol, document.language, document.script) == ("S/2031/7", "en", "Latn")
    assert (document.edition, document.date) == ("official", date(2031, 3, 4))
    assert document.title.endswith("of a Committee addressed to the President of the Security Council")
    assert locators(document, "main") == ["h.1", "letter.1", "letter.2"]
    assert unit(document, "letter.2").text == "(Signed) A. Chair Chair"
    assert locators(document, "annex") == [
        "h.1", "h.2", "1", "fn.1", "h.3", "2", "2(a)", "2(b)", "2(b)(i)", "2(b)(ii)",
    ]  # fmt: skip
    first = unit(document, "1")
    assert first.text.endswith("again in 2031. It discussed the letters that it had received, and those that "
                               "it (a) had not answered.")  # fmt: skip
    assert first.marks == (Mark("1", len(first.text)),)
    assert unit(document, "fn.1").text.endswith(
        "paragraph 4, which says what the reports of States are to contain."
    )
    assert unit(document, "h.3").topics == ("cooperation",)
    assert unit(document, "2(b)(i)").lead_in.splitlines() == [
        "The experts took part in the following:",
        "Two meetings:",
    ]
    assert unit(document, "2").text.endswith(":\nBoth were well attended.")
    assert unit(document, "abbr.2").definition == (
        "OPCW",
        "Organisation for the Prohibition of Chemical Weapons",
    )


def test_sections_are_the_headings_above() -> None:
    document = parse(CHINESE)
    assert unit(document, "2(a)(i)").section == ("二. 进展和成果", "A. 援助")
    assert unit(document, "2(a)(i)").topics == ("progress", "assistance")
    assert unit(document, "h.1", "annex").section == ()
    assert unit(document, "h.4").section == ("二. 进展和成果", "A. 援助")
    assert unit(document, "fn.1").section == ("一. 引言",)


def test_a_paragraph_holds_its_lead_in_and_its_closing_text() -> None:
    document = parse(CHINESE)
    assert unit(document, "2").text == "委员会作出如下答复：\n委员会继续跟进。"
    assert unit(document, "2(b)").lead_in == "委员会作出如下答复："
    assert unit(document, "2(a)(ii)").lead_in == "委员会作出如下答复：\n向甲国："
    assert unit(document, "2(a)(ii)").number == "2(a)(ii)"


# --- who the document is -------------------------------------------------------------------------


def test_without_a_symbol_the_advice_is_to_give_one() -> None:
    with pytest.raises(InputError, match="does not bear its symbol") as refused:
        structure(source("委员会审议了S/2019/986号文件。"), Given())
    assert "--symbol" in refused.value.advice


def test_a_symbol_that_contradicts_the_masthead_is_refused() -> None:
    with pytest.raises(InputError, match=r"bears the symbol S/2031/7, but S/2031/8 was given"):
        structure(source(CHINESE), Given(symbol="S/2031/8"))


def test_a_symbol_given_in_another_form_is_the_same() -> None:
    assert structure(source(CHINESE), Given(symbol="s/2031/7")).symbol == "S/2031/7"


def test_a_given_symbol_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        structure(source("1. 文本。"), Given(symbol="nonsense"))


@pytest.mark.parametrize(
    "header", ["S/2031/7\n10/15 31-01234\n", "10/15 31-01234\n\nS/2031/7\n", "\fS/2031/7\n"]
)
def test_the_symbol_may_come_from_a_page_header(header: str) -> None:
    document = structure(source(f"年度报告\n\n1. 第一段话。\n{header}\n2. 第二段话。\n"), Given())
    assert document.symbol == "S/2031/7"
    assert texts(document)["1"] == "第一段话。"


def test_further_page_headers_are_no_text() -> None:
    document = parse("S/2031/7\n\n年度报告\n\n1. 第一段\n\nS/2031/7\n\n的话。\nS/2031/9\n")
    assert texts(document)["1"].startswith("第一段的话。")
    assert "S/2031/9" in " ".join(texts(document).values())


def test_the_language_given_must_be_that_of_the_text() -> None:
    with pytest.raises(InputError, match="is in Chinese, but English was given"):
        structure(source(CHINESE), Given(language="en"))
    with pytest.raises(InputError, match="is in English, but Chinese was given"):
        structure(source(ENGLISH), Given(language="zh"))
    assert structure(source(CHINESE), Given(language="zh")).language == "zh"


FINNISH = "S/2031/7\n\n1. " + "Neuvosto kertaa aiemmat päätöslauselmansa ja kehottaa valtioita toimiin. " * 8


def test_other_languages_are_refused_unless_named() -> None:
    with pytest.raises(InputError, match="neither Chinese nor English") as refused:
        structure(source(FINNISH), Given())
    assert "--language" in refused.value.advice
    taken = structure(source(FINNISH), Given(language="en"))
    assert (taken.language, taken.coverage.warnings) == ("en", ())


def test_the_name_of_a_file_is_asked_only_where_the_text_says_nothing() -> None:
    proposal = Proposal("S/2031/7", "en")
    named = structured(source(FINNISH.removeprefix("S/2031/7\n\n")), Given(), proposal)
    assert (named.document.symbol, named.document.language) == ("S/2031/7", "en")
    assert named.proposed == ("symbol", "language")
    telling = structured(source(ENGLISH), Given(), proposal)
    assert (telling.document.symbol, telling.proposed) == ("S/2031/7", ())
    without = structured(source("1. 第一段话。"), Given(), Proposal("S/2031/7", "zh"))
    assert (without.document.symbol, without.proposed) == ("S/2031/7", ("symbol",))


def test_a_name_that_contradicts_the_text_is_refused() -> None:
    with pytest.raises(
        InputError, match=r"review\.txt bears .* S/2031/7, but its name says S/2031/9"
    ) as refused:
        structure(source(CHINESE), Given(), Proposal("S/2031/9"))
    assert refused.value.advice == "Rename the file, or say --symbol S/2031/7."
    with pytest.raises(InputError, match=r"review\.txt is in Chinese, but its name says English") as refused:
        structure(source(CHINESE), Given(), Proposal("S/2031/7", "en"))
    assert refused.value.advice == "Rename the file, or say --language zh."


def test_what_is_given_wins_over_the_name_of_the_file() -> None:
    given = Given(symbol="S/2031/7", language="zh")
    made = structured(source(CHINESE), given, Proposal("S/2031/9", "en"))
    assert (made.document.key, made.proposed) == ("S/2031/7:zh", ())
    made = structured(source("1. 第一段话。"), given, Proposal("S/2031/9", "en"))
    assert (made.document.key, made.proposed) == ("S/2031/7:zh", ())


def test_the_name_may_choose_among_the_symbols_of_a_joint_document() -> None:
    joint = source("A/85/1\nS/2031/7\n\n年度报告\n\n1. 第一段话。")
    assert structure(joint, Given()).symbol == "A/85/1"
    made = structured(joint, Given(), Proposal("S/2031/7"))
    assert (made.document.symbol, made.proposed) == ("S/2031/7", ())


def test_a_symbol_with_brackets_is_advised_as_a_shell_takes_it() -> None:
    with pytest.raises(InputError) as refused:
        structure(source("S/RES/1540(2004)\n\n决议\n\n1. 决定。"), Given(), Proposal("S/RES/1541(2004)"))
    assert "--symbol 'S/RES/1540(2004)'" in refused.value.advice


def test_traditional_script_is_recognised() -> None:
    document = parse("年度報告\n\n1. 委員會審議了執行情況，並決定繼續開展工作。")
    assert (document.language, document.script) == ("zh", "Hant")


def test_what_is_given_fills_in_title_and_date() -> None:
    given = Given(symbol="S/2031/7", title="标题", date=date(2031, 1, 2), edition="excerpt")
    document = structure(source("1. 第一段话。"), given)
    assert (document.title, document.date, document.edition) == ("标题", date(2031, 1, 2), "excerpt")


def test_a_document_without_title_or_date_has_its_symbol_for_a_title() -> None:
    document = parse("1. 第一段话。")
    assert (document.title, document.date) == ("S/2031/7", None)


def test_a_report_takes_its_date_from_the_masthead() -> None:
    head = "S/2031/7\n2031年5月6日\n\n截至2030年12月31日的报告\n\n"
    assert parse(head + "1. 第一段话。").date == date(2031, 5, 6)
    assert parse("S/2031/7\n\n2030年12月31日通过的决定\n\n1. 第一段话。").date == date(2030, 12, 31)


def test_a_digest_never_passes_for_the_text_of_the_united_nations() -> None:
    with pytest.raises(InputError, match="digest"):
        structure(source(CHINESE), Given(edition="official"))
    assert structure(source(CHINESE), Given(edition="digest")).edition == "digest"
    english = parse(
        "S/2031/7\nDigest, not UN text\n\nReport\n\n1. The Committee met.\n\nDigest, not UN text\n"
    )
    assert english.edition == "digest"
    assert texts(english)["1"] == "The Committee met."


def test_a_masthead_alone_is_no_document() -> None:
    with pytest.raises(InputError, match="no text below its masthead"):
        parse("S/2031/7\n安全理事会\n")


# --- text without numbers ------------------------------------------------------------------------


def test_a_text_without_numbers_becomes_plain_paragraphs() -> None:
    document = parse("S/2031/7\n\n委员会的工作\n\n委员会举行了会议。\n\n会议取得了成果。\n")
    assert document.title == "委员会的工作"
    assert [(one.kind, one.locator, one.number) for one in document.paragraphs] == [
        ("heading", "h.1", None),
        ("paragraph", "p.1", None),
        ("paragraph", "p.2", None),
    ]


def test_plain_paragraphs_may_have_items() -> None:
    document = parse("决定如下：\n\n(a) 第一；\n\n(b) 第二。\n\n会议结束。\n")
    assert list(texts(document)) == ["p.1", "p.1(a)", "p.1(b)", "p.2"]
    assert unit(document, "p.1(a)").number is None
    assert unit(document, "p.1(a)").lead_in == "决定如下："


def test_items_below_nothing_are_text() -> None:
    document = parse("一. 引言\n\n(a) 第一；\n")
    assert texts(document)["p.1"] == "(a) 第一；"


def test_text_below_a_heading_is_plain_until_a_number_comes() -> None:
    document = parse("一. 引言\n\n没有编号的话。\n\n1. 有编号的话。\n\n又一段话。\n")
    assert list(texts(document)) == ["h.1", "p.1", "1"]
    assert texts(document)["1"] == "有编号的话。\n又一段话。"


# --- numbers -------------------------------------------------------------------------------------


def test_missing_doubled_and_disordered_numbers_are_named() -> None:
    coverage = parse("1. 甲。\n3. 乙。\n3. 丙。\n5. 丁。\n4. 戊。\n8. 己：\n(a) 庚；\n(c) 辛。\n").coverage
    assert coverage.missing == ("main:2", "main:6", "main:7", "main:8(b)")
    assert coverage.doubled == ("main:3",)
    assert coverage.disordered == ("main:4",)


def test_a_doubled_number_gets_a_locator_of_its_own() -> None:
    document = parse("1. 甲。\n2. 乙。\n2. 丙：\n(a) 丁。\n2. 戊。\n")
    assert list(texts(document)) == ["1", "2", "2~2", "2~2(a)", "2~3"]
    assert unit(document, "2~2(a)").number == "2(a)"


def test_a_number_that_jumps_too_far_is_text() -> None:
    document = parse("1. 甲国于\n\n2. 乙国在会议上发言。\n123. 不是段落。\n")
    assert list(texts(document)) == ["1", "2"]


@pytest.mark.parametrize(
    "line", ["2325(2016)号决议。", "4 月 25 日结束。", "(通过 Skype)举行。", "2.5 个月。", "2、3 和 4 段。"]
)
def test_lines_that_begin_like_numbers_are_text(line: str) -> None:
    document = parse(f"1. 委员会讨论了\n{line}\n2. 下一段。\n")
    assert list(texts(document)) == ["1", "2"]
    assert texts(document)["1"].endswith(line)


def test_full_width_numbers_are_numbers() -> None:
    assert list(texts(parse("１． 甲：\n（a） 乙；\n(b) 丙。\n2、丁。\n"))) == ["1", "1(a)", "1(b)", "2"]


def test_enclosed_numbers_are_a_level_of_roman_ones() -> None:
    document = parse("1. 甲：\n(a) 乙：\n㈠ 丙；\n㈡ 丁；\n(b) 戊。\n")
    assert list(texts(document)) == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]


def test_arabic_items_are_a_level_too() -> None:
    assert list(texts(parse("1. 甲：\n(1) 乙；\n(2) 丙。\n"))) == ["1", "1(1)", "1(2)"]


def test_the_letter_i_follows_h_and_a_roman_one_a_colon() -> None:
    letters = "\n".join(f"({letter}) 项；" for letter in "abcdefghij")
    assert list(texts(parse(f"1. 甲：\n{letters}\n")))[-2:] == ["1(i)", "1(j)"]
    lead = "\n".join(f"({letter}) 项；" for letter in "abcdefg")
    assert list(texts(parse(f"1. 甲：\n{lead}\n(h) 项：\n(i) 子项；\n(ii) 子项。\n")))[-2:] == [
        "1(h)(i)",
        "1(h)(ii)",
    ]


def test_letters_go_on_behind_z() -> None:
    letters = "\n".join(f"({letter}) 项；" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"])
    assert list(texts(parse(f"1. 甲：\n{letters}\n")))[-2:] == ["1(aa)", "1(bb)"]


def test_items_may_begin_on_the_line_of_their_paragraph() -> None:
    document = parse("1. (a) (i) 甲；\n(ii) 乙；\n(b) 丙。\n")
    assert list(texts(document)) == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]
    assert texts(document)["1"] == ""


def test_text_between_items_belongs_to_the_item_before() -> None:
    document = parse("1. 甲：\n\n(a) 乙。\n\n乙的第二段。\n\n(b) 丙。\n\n甲的结尾。\n")
    assert texts(document) == {"1": "甲：\n甲的结尾。", "1(a)": "乙。\n乙的第二段。", "1(b)": "丙。"}


def test_a_second_list_is_told_from_the_first() -> None:
    document = parse("1. 甲：\n\n(a) 乙。\n\n另外：\n\n(a) 丙。\n")
    assert list(texts(document)) == ["1", "1(a)", "1(a)~2"]
    assert document.coverage.doubled == ("main:1(a)",)


def test_a_full_stop_ends_a_list_of_semicolons_where_nothing_else_says_so() -> None:
    filler = "委员会继续与各国和各组织就执行情况进行对话并提供资料，"
    broken = [part for n in range(1, 8) for part in (f"{n}. {filler}而且每行", "都同样。")]
    items = ["8. 作出如下答复：", "(a) 甲；", f"(b) {filler}就这样。", "委员会继续跟进。"]
    document = parse("\n\n".join([*broken, *items]))
    assert texts(document)["8"] == "作出如下答复：\n委员会继续跟进。"


SPREAD = [
    "Letter dated 4 March 2031 from the Chair of the Committee established by the Security",
    "Council addressed to the President of the Security Council*",
    "I have the honour to transmit the report of the Committee, which was adopted in the year",
    "that has just ended, and to ask for its circulation as a document of the Council.*",
    "I. Cooperation of the Committee with international, regional and subregional organizations and",
    "with civil society*",
    "1. The Committee met with representatives of several organizations in order to discuss what",
    "they might do together; and it went on to consider a number of other questions which the",
    "organizations had raised.*",
    "2. The experts of the Committee took part in two meetings which were held in May and June by",
    "the organizations, and gave an account of the work of the Committee and of its plans for the",
    "year to come.*",
]


@pytest.mark.parametrize("end", ["", " "])
def test_titles_and_headings_may_take_two_lines_of_a_spread_text(end: str) -> None:
    document = parse("\n\n".join(line.replace("*", end) for line in SPREAD))
    assert document.title.startswith("Letter dated 4 March 2031 from the Chair")
    assert document.title.endswith(
        "by the Security Council addressed to the President of the Security Council"
    )
    assert list(texts(document)) == ["h.1", "letter.1", "h.2", "1", "2"]
    assert texts(document)["h.2"].endswith("organizations and with civil society")


def test_a_chinese_letter_says_where_its_title_ends() -> None:
    lines = [
        "2031年3月4日安全理事会某某委员会主席给",
        "安全理事会主席的信",
        "主席转交报告，并请将其作为文件分发。",
    ]
    for joint in ("\n", "\n\n"):
        document = parse(joint.join(lines))
        assert document.title == "2031年3月4日安全理事会某某委员会主席给安全理事会主席的信"
        assert list(texts(document)) == ["h.1", "letter.1"]


def test_a_list_of_abbreviations_ends_with_a_full_stop() -> None:
    document = parse("S/2031/7\n\nAbbreviations: WHO, World Health\nOrganization; A, B.\nThe end was near.\n")
    assert [one.definition for one in document.paragraphs if one.kind == "abbreviation"] == [
        ("WHO", "World Health Organization"),
        ("A", "B"),
    ]
    assert texts(document)["p.1"] == "The end was near."


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("第\n1540(2004)号", "第1540(2004)号"),
        ("第 1540\n(2004)号", "第 1540(2004)号"),
        ("2016 \n年 3 月", "2016年 3 月"),
        ("David \nTheard(法国)", "David Theard(法国)"),
        ("Skype\n介绍", "Skype介绍"),
        ("70\n997 次", "70 997 次"),
    ],
)
def test_broken_lines_are_joined_as_chinese_demands(broken: str, whole: str) -> None:
    assert texts(parse(f"1. 委员会依照{broken}作出的安排。\n"))["1"] == f"委员会依照{whole}作出的安排。"


def test_broken_lines_are_joined_as_english_demands() -> None:
    text = (
        "S/2031/7\n\n1. The non-\nproliferation measures (resolution 1540\n(2004)) and/\nor others\nwere met."
    )
    assert texts(parse(text))["1"] == (
        "The non-\u00adproliferation measures (resolution 1540 (2004)) and/or others were met."
    )


def test_a_link_that_goes_on_with_a_sentence_is_text() -> None:
    text = "S/2031/7\n\n1. 见\nhttps://www.un.org/a\n\n2. 下一段。\n\nhttps://www.un.org/b\n"
    document = parse(text)
    assert texts(document) == {"1": "见https://www.un.org/a", "2": "下一段。"}
    assert [(one.name, one.lines) for one in document.coverage.noise] == [("link", 1), ("masthead", 1)]


# --- headings ------------------------------------------------------------------------------------


def test_english_headings_are_told_by_their_order() -> None:
    first = "I. First\n1. Text.\nA. One\n2. Text.\nB. Two\n3. Text.\nC. Three\n4. Text.\n"
    document = parse(first + "II. Second\n5. Text.\nC. Odd\n6. Text.")
    assert unit(document, "4").section == ("I. First", "C. Three")
    assert unit(document, "5").section == ("II. Second",)
    assert unit(document, "6").section == ("II. Second", "C. Odd")


def test_headings_without_letters_are_known_by_what_follows() -> None:
    start = "A. Assistance\n\n1. Text of one.\n\nRequests received\n\n2. Text.\n\n"
    document = parse(start + "3. Offers made\n\n3. Text.\n\nConclusion\n\nThe end came.")
    assert unit(document, "2").section == ("A. Assistance", "Requests received")
    assert unit(document, "3").section == ("A. Assistance", "3. Offers made")
    assert unit(document, "p.1").topics == ("assistance", "conclusion")
    assert document.coverage.doubled == ()


@pytest.mark.parametrize(
    ("list_", "found"),
    [
        ("1. The agenda:\n\n(a) Opening;\n\n(b) Assistance", ["1", "1(a)", "1(b)"]),
        ("1. 议程：\n\n(a) 开幕；\n\n(b) 通过议程", ["1", "1(a)", "1(b)"]),
        ("1. 议程：\n\n(a) 开幕", ["1", "1(a)"]),
        ("1. The agenda:\n\n(a) First:\n\n(i) Opening", ["1", "1(a)", "1(a)(i)"]),
    ],
)
def test_the_last_item_of_a_list_is_no_heading_though_it_has_no_stop(list_: str, found: list[str]) -> None:
    document = parse(f"一. 导言\n\n{list_}\n\n2. Text.\n")
    assert [one.locator for one in document.paragraphs if one.kind == "paragraph"] == [*found, "2"]
    assert unit(document, "2").section == ("一. 导言",)


def test_headings_may_be_numbered_like_items() -> None:
    listed = "1. Text:\n\n(a) One.\n\n"
    document = parse(
        f"A. Aid\n\n(a) First matter\n\n{listed}(b) Second matter\n\n2. Text.\n\n(c) Third\n\n3. End."
    )
    assert unit(document, "1(a)").section == ("A. Aid", "(a) First matter")
    assert unit(document, "2").section == ("A. Aid", "(b) Second matter")
    assert unit(document, "3").section == ("A. Aid", "(c) Third")


def test_a_line_of_a_letter_is_no_heading() -> None:
    document = parse("2031年3月4日主席给秘书长的信\n\n主席转交报告。\n\n援助\n\n1. 第一段。\n")
    assert [one.kind for one in document.paragraphs] == ["heading", "letter", "letter", "paragraph"]


def test_a_title_that_is_a_sentence_is_none() -> None:
    document = parse("附件\n\n委员会审议了报告。\n\n附件二\n\n1. 甲。\n")
    assert [(one.part, one.locator) for one in document.paragraphs] == [("annex", "p.1"), ("annex-2", "1")]


@pytest.mark.parametrize(
    ("labels", "parts"),
    [
        (["附件一", "附件二", "附文", "附录"], ["annex", "annex-2", "enclosure", "appendix"]),
        (["Annex I", "Annex III", "ANNEX", "Enclosure 2"], ["annex", "annex-3", "annex-4", "enclosure-2"]),
        (["附件", "附件", "附件 2", "Annex C"], ["annex", "annex-2", "annex-3", "annex-4"]),
        (["Appendix A", "annex", "附錄"], ["appendix", "appendix-2"]),
    ],
)
def test_parts_are_named_by_their_numbers(labels: list[str], parts: list[str]) -> None:
    text = "".join(f"{label}\n\n1. 第一段话。\n\n" for label in labels)
    assert list(dict.fromkeys(one.part for one in parse(text).paragraphs if one.part != "main")) == parts


# --- footnotes -----------------------------------------------------------------------------------


def test_a_note_may_interrupt_a_sentence() -> None:
    document = parse(
        "1. 根据第\n\n¹ 见S/2031/1。\n\n1540(2004)号决议，²会议继续。\n\n² 见S/2031/2。\n\n2. 下一段。¹\n"
    )
    assert texts(document)["1"] == "根据第1540(2004)号决议，会议继续。"
    assert unit(document, "1").marks == (Mark("2", 17),)
    assert texts(document)["2"] == "下一段。¹"
    assert document.coverage.warnings == ("No mark of footnote 1 was found in the text.",)


def test_plain_digits_are_marks_of_notes_that_exist_only() -> None:
    text = (
        "1. 会议结束。1 又举行了会议，3 月 26 日结束。6 个组织参加。2\n\n____________\n\n"
        "1 2031 年的数据。\n\n2 又一注。\n\n2. 下一段，2 不是注。\n"
    )
    document = parse(text)
    assert texts(document)["1"] == "会议结束。又举行了会议，3 月 26 日结束。6 个组织参加。"
    assert [mark.note for mark in unit(document, "1").marks] == ["1", "2"]
    assert texts(document)["fn.1"] == "2031 年的数据。"
    assert texts(document)["2"] == "下一段，2 不是注。"


def test_superscripts_go_before_digits() -> None:
    document = parse("1. 会议¹结束。1 月再开，1 \n\n¹ 注。\n")
    assert unit(document, "1").marks == (Mark("1", 2),)


def test_numbers_of_notes_begin_anew_in_another_part() -> None:
    document = parse("1. 甲。¹\n\n¹ 注一。\n\n附件\n\n1. 乙。¹\n\n¹ 注二。\n")
    assert [(one.part, one.locator) for one in document.paragraphs if one.kind == "footnote"] == [
        ("main", "fn.1"),
        ("annex", "fn.1"),
    ]
    assert [len(one.marks) for one in document.paragraphs if one.kind == "paragraph"] == [1, 1]
    assert document.coverage.missing == ()


def test_notes_that_go_on_counting_in_another_part_miss_nothing() -> None:
    document = parse("1. 甲。¹\n\n¹ 注一。\n\n附件\n\n1. 乙。²\n\n² 注二。\n")
    assert [(one.part, one.locator) for one in document.paragraphs if one.kind == "footnote"] == [
        ("main", "fn.1"),
        ("annex", "fn.2"),
    ]
    assert document.coverage.missing == ()


def test_a_space_behind_a_mark_stays_between_latin_words() -> None:
    document = parse("1. The Committee met.1 It went on.\n\n____\n\n1 See the report.\n")
    assert texts(document)["1"] == "The Committee met. It went on."


def test_marks_keep_their_offsets_behind_a_line_feed() -> None:
    document = parse("1. 甲：\n\n(a) 乙；\n\n结尾¹句。\n\n¹ 注。\n")
    assert unit(document, "1").marks == (Mark("1", 5),)


# --- tables --------------------------------------------------------------------------------------


def test_events_have_dates_places_and_categories() -> None:
    document = parse(CHINESE)
    events = [one.event for one in document.paragraphs if one.event]
    assert [one.category for one in events] == ["国别活动", "国别活动", "其他活动"]
    assert [(span.start, span.end) for span in events[0].dates] == [(date(2031, 1, 2), date(2031, 1, 3))]
    assert len(events[2].dates) == 2
    assert [(one.place, one.place_note, one.virtual) for one in events] == [
        ("洛美", "", False),
        ("", "虚拟会议", True),
        ("新德里", "通过Skype", True),
    ]
    assert unit(document, "ev.1").text == "1月2日至3日\n讲习班\n丙国、委员会\n洛美"
    assert unit(document, "ev.1").section == ("2031年的外联活动",)
    assert unit(document, "ev.1").topics == ("outreach-events",)


def test_a_row_may_go_on_in_another_line() -> None:
    events = [one.event for one in parse(ENGLISH).paragraphs if one.event]
    assert [(one.description, one.place, one.place_note) for one in events] == [
        ("Workshop", "", "Virtual"),
        ("Seminar second part", "New Delhi", "via Skype"),
    ]


def test_a_bracket_that_belongs_to_a_name_stays() -> None:
    places = ("拉巴斯，玻利维亚(多民族国)", "(待定)", "纽约(线上线下)")
    rows = "\n".join(f"1月2日\t会议\t甲\t{place}" for place in places)
    document = parse(f"2031年的外联活动\n\n日期\t说明\t组织者\t地点\n{rows}")
    events = [one.event for one in document.paragraphs if one.event]
    assert [(one.place, one.place_note, one.virtual) for one in events] == [
        ("拉巴斯，玻利维亚(多民族国)", "", False),
        ("(待定)", "", False),
        ("纽约", "线上线下", True),
    ]


def test_dates_that_cannot_be_read_are_said() -> None:
    table = "日期\t说明\t组织者\t地点\n1月2日\t会议\t甲\t巴黎\n待定\t会议\t甲\t巴黎\n"
    assert parse(f"活动\n\n{table}").coverage.warnings == (
        "The dates of 2 of 2 events could not be read, or lack their year.",
    )


def test_short_rows_have_empty_cells_and_long_ones_a_long_last_one() -> None:
    document = parse("日期\t说明\t组织者\t地点\n2031年1月2日\t会议\n2031年1月3日\t会议\t甲\t巴黎\t备注\n")
    first, second = (one.event for one in document.paragraphs if one.event)
    assert first
    assert second
    assert (first.description, first.organizers_text, first.place) == ("会议", "", "")
    assert second.place == "巴黎备注"
    assert unit(document, "ev.1").section == ()


def test_prose_behind_a_table_is_prose() -> None:
    document = parse(
        "日期\t说明\t组织者\t地点\n2031年1月2日\t会议\t甲\t巴黎\n其他\n表格到此为止。\n1. 第一段话。\n"
    )
    assert list(texts(document)) == ["ev.1", "p.1", "p.2", "1"]
    assert texts(document)["p.1"] == "其他"


def test_a_flowed_table_is_divided_where_its_spaces_are() -> None:
    lines = [
        "2031 年的活动",
        "",
        "日期 说明 组织者/主办方 地点 ",
        "其他活动    ",
        "1 月 2 日至 3 日 关于第 5",
        "号决议的研讨会 ",
        "《公约》缔约国 日内瓦 ",
        "日期 说明 组织者/主办方 地点 ",
        "4 月 5 日 会议 甲国 巴黎 ",
        "4 月 6 日起的事 ",
        "备注    ",
        "不是行 ",
    ]
    document = parse("\n".join(lines))
    events = [one.event for one in document.paragraphs if one.event]
    assert [(one.date_text, one.description, one.organizers_text, one.place) for one in events] == [
        ("1 月 2 日至 3 日", "关于第 5号决议的研讨会", "《公约》缔约国", "日内瓦"),
        ("4 月 5 日", "会议", "甲国", "巴黎"),
        ("4 月 6 日", "起的事", "", ""),
    ]
    assert [one.category for one in events] == ["其他活动"] * 3
    assert [one.text for one in document.paragraphs if one.kind == "paragraph"] == ["不是行", "备注"]
    assert "1 of 3 rows" in document.coverage.warnings[0]


def test_an_abbreviation_without_a_pair_has_no_definition() -> None:
    document = parse("1. 甲。\n\n简称：甲组织，甲国际组织。余者略；\n\n2. 乙。\n")
    assert [one.definition for one in document.paragraphs if one.kind == "abbreviation"] == [
        ("甲组织", "甲国际组织。余者略")
    ]
    assert texts(parse("简称：略。\n1. 甲。\n"))["abbr.1"] == "略"
