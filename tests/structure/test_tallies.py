"""The coverage of characters, on invented documents of several kinds: each stretch is marked with its role.

`{label}1.{paragraph} 委员会` is a line of which `1.` is the label and `委员会` the paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from indexer.model.document import Coverage, Given, Line, Source, Tally
from indexer.reading.lines import split
from indexer.structure.assembly import structure
from indexer.structure.coverage import Numbers, coverage
from indexer.structure.pieces import NOISE, Piece, Role, whole

_MARKED = re.compile(r"\{(\w+)\}([^{\n]*)")

LETTER = """\
{masthead}S/2031/7
{edition_mark}内容提要，非联合国文本

{heading}2031年3月4日安全理事会某委员会主席给安全理事会主席的信

{letter}主席转交年度报告(见附件)。
{letter}(签名) 甲乙

{label}附件

{heading}年度报告

{heading}一. 引言

{label}1. {paragraph}委员会在第1540(2004)号决议下开展工作。{mark}¹

{label}¹ {footnote}2030 年的数据。

{label}2. {paragraph}委员会作出如下答复：

{label}(a) {paragraph}向甲国：

{label}(一) {paragraph}派出专家；

{label}(b) {paragraph}向乙国提供资料。

{paragraph}委员会继续跟进。
"""

TABLE = """\
{masthead}S/2031/7

{label}附文

{heading}2031年的外联活动

{table_header}日期\t说明\t组织者\t地点
{category}国别活动
{event}1月2日\t讲习班\t丙国、委员会\t洛美
{event}\t续\t\t市
{event}5月6日\t研讨会\t委员会\t虚拟会议
{table_header}日期\t说明\t组织者\t地点
{category}其他活动
{event}7月8日\t培训班\t丁国\t新德里(通过Skype)

{label}简称：{abbreviation}丙组织，丙国际组织{label}；{abbreviation}丁组织：丁国际组织{label}。
"""

FLOWED = """\
{heading}2031 年的活动

{table_header}日期 说明 组织者/主办方 地点\x20
{category}其他活动    \n\
{event}1 月 2 日至 3 日 关于第 5
{event}号决议的研讨会\x20
{event}《公约》缔约国 日内瓦\x20
{event}4 月 5 日 会议 甲国 巴黎\x20
"""

WRAPPED = """\
{masthead}United Nations S/2031/7
{masthead}Security Council
{masthead}Distr.: General
{masthead}4 March 2031
{masthead}Original: English

{label}Annex

{heading}Annual report of the Committee

{heading}I. Introduction

{label}1. {paragraph}The Committee met three times in the reporting period, and again in
{paragraph}2031. It discussed the letters that it had received, and those that it
{paragraph}(a) had not answered.{mark}1

{rule}____________

{label}1 {footnote}See resolution 1540 (2004), paragraph 4, which says what the reports of
{footnote}States are to contain.

{heading}II. Cooperation with international, regional and subregional
{heading}organizations

{label}2. {paragraph}The experts took part in the following:

{label}(a) {paragraph}A workshop on export control lists, held in a place that is quite far
{paragraph}away;

{label}(b) {paragraph}A meeting.
"""

PAGES = """\
{masthead}S/2031/7
{paragraph}委员会举行了会议。
\f{page_header}S/2031/7
{page_header}10/15 31-01234
{label}1. {paragraph}委员会审议了报告。
{link}https://undocs.org/a
\f{page_header}S/2031/7
{page_header}31-01234 11/15
{label}2. {paragraph}委员会通过了报告。
"""

PLAIN = """\
{masthead}S/2031/7

{heading}委员会的工作

{paragraph}委员会举行了会议。

{paragraph}\u3000会议取得了　成果。\u00a0
"""

CONTENTS = """\
{masthead}S/2031/7

{heading}Report on lamps

{contents}Contents
{contents}I. Introduction ........ 1
{contents}II. Lamps ........ 2

{heading}I. Introduction

{label}1. {paragraph}Lamps are lit.

{heading}II. Lamps

{label}2. {paragraph}Lamps are red.
"""

KINDS = {
    "letter and annex": LETTER,
    "table with tabs": TABLE,
    "table from a PDF": FLOWED,
    "wrapped lines": WRAPPED,
    "pages": PAGES,
    "no numbers": PLAIN,
    "page of contents": CONTENTS,
}


def plain(marked: str) -> str:
    return re.sub(r"\{\w+\}", "", marked)


def tallies(marked: str) -> list[Tally]:
    """Return what the marks say: of each role, the characters that are not white, and the lines."""
    characters: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for line in marked.split("\n"):
        stretches = _MARKED.findall(line)
        characters.update({role: 0 for role, _ in stretches})
        for role, text in stretches:
            characters[role] += len(re.sub(r"\s", "", text))
        lines.update({role for role, _ in stretches})
    return [Tally(role, characters[role], lines[role]) for role in sorted(characters)]


def found(text: str) -> Coverage:
    given = Given(symbol=None if "S/2031/7" in text else "S/2031/7")
    return structure(Source("a.txt", "utf-8", "0", text, split(text)), given).coverage


@pytest.mark.parametrize("kind", KINDS)
def test_every_character_is_accounted_for_by_its_role(kind: str) -> None:
    marked = KINDS[kind]
    told = found(plain(marked))
    said = tallies(marked)
    assert list(told.kept) == [one for one in said if one.name not in NOISE]
    assert list(told.noise) == [one for one in said if one.name in NOISE]
    assert told.total == sum(one.characters for one in said)
    assert (told.missing, told.doubled, told.disordered) == ((), (), ())


def test_the_documents_hold_every_role() -> None:
    held = {one.name for marked in KINDS.values() for one in tallies(marked)}
    assert held == {
        *("abbreviation", "category", "event", "footnote", "heading", "label", "letter", "mark", "paragraph"),
        *NOISE,
    } - {"site"}  # plain text knows of no website; see test_known_lines.py


# --- the coverage itself


def piece(text: str, role: Role, line: int = 1) -> Piece:
    return whole(Line(line, text), role)


def test_characters_are_counted_by_role_and_lines_once_each() -> None:
    pieces = [
        piece(" 委员会 1 ", "paragraph"),
        piece("ab", "paragraph"),
        piece("x", "paragraph", 2),
        piece("S/1", "masthead", 3),
        piece("  ", "label", 4),
    ]
    told = coverage("委员会 1 ab\nx\nS/1\n?", pieces, Numbers(), ["Odd."])
    assert told.kept == (Tally("paragraph", 7, 2),)
    assert told.noise == (Tally("masthead", 3, 1),)
    assert told.total == 11
    assert told.warnings == ("Odd.",)


def numbers(*values: int, part: str = "annex", above: str = "") -> Coverage:
    met = Numbers()
    for value in values:
        met.add(part, above, "letter" if above else "paragraph", value)
    return coverage("", (), met, ())


def oddities(told: Coverage) -> tuple[tuple[str, ...], ...]:
    return told.missing, told.doubled, told.disordered


def test_numbers_in_order_are_not_odd() -> None:
    assert oddities(numbers(1, 2, 3)) == ((), (), ())
    assert oddities(coverage("", (), Numbers(), ())) == ((), (), ())


def test_a_number_is_missing_below_the_greatest_of_its_list() -> None:
    assert oddities(numbers(2, 5)) == (("annex:1", "annex:3", "annex:4"), (), ())
    assert oddities(numbers(1, 3, part="main", above="18")) == (("main:18(b)",), (), ())


def test_a_number_is_doubled_once_however_often_it_comes() -> None:
    assert oddities(numbers(1, 2, 2, 2)) == ((), ("annex:2",), ())


def test_a_number_is_disordered_behind_a_greater_one_unless_it_is_doubled() -> None:
    assert oddities(numbers(1, 3, 2, 4)) == ((), (), ("annex:2",))
    assert oddities(numbers(1, 4, 2, 3)) == ((), (), ("annex:2", "annex:3"))
    assert oddities(numbers(1, 3, 2, 1)) == ((), ("annex:1",), ("annex:2",))


def test_the_numbers_of_one_list_say_nothing_of_another() -> None:
    met = Numbers()
    for part in ("main", "annex"):
        met.add(part, "", "paragraph", 1)
        met.add(part, "1", "letter", 1)
        met.add(part, "1", "roman", 1)
    assert oddities(coverage("", (), met, ())) == ((), (), ())


def test_number_nought_is_not_counted_among_those_from_one() -> None:
    assert oddities(numbers(0, 1, 2)) == ((), (), ())
    assert oddities(numbers(0, 2)) == (("annex:1",), (), ())


def test_a_thousand_missing_numbers_are_named_and_of_more_the_first_thousand() -> None:
    every = numbers(1_001)
    assert (len(every.missing), every.warnings) == (1_000, ())
    more = numbers(1_002)
    assert more.missing == every.missing
    assert more.warnings == ("1,001 numbers are missing; the first 1,000 are named.",)
    assert numbers(0, 1_002).warnings == more.warnings


def test_missing_numbers_are_counted_over_all_lists() -> None:
    met = Numbers()
    for part in ("main", "annex"):
        met.add(part, "", "paragraph", 601)
    told = coverage("", (), met, ())
    assert (told.missing[0], told.missing[-1]) == ("main:1", "annex:400")
    assert told.warnings == ("1,200 numbers are missing; the first 1,000 are named.",)
