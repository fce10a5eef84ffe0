"""Reading and structure take time in proportion to the text, however hostile it is.

What they ask of `indexer.names` for each line is left out here: the finders of names have tests of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from indexer.model.document import Event, Given, Language, Line, Paragraph, Source
from indexer.names import dates
from indexer.reading.encodings import decode
from indexer.reading.lines import split
from indexer.structure import (
    abbreviations,
    adoption,
    article_numbers,
    body_names,
    boilerplate,
    boundaries,
    breaks,
    captions,
    contents,
    detection,
    divisions,
    doubts,
    footnotes,
    joined_lines,
    layout,
    masthead,
    masthead_items,
    numbering,
    part_labels,
    pieces,
    proceedings,
    reflow,
    site_heads,
    speakers,
    table,
    titles,
    topics,
    votes,
)
from indexer.structure import event_cells as cells
from indexer.structure.assembly import structured
from indexer.structure.outline import Outline
from indexer.structure.profiles import labels
from tests.growth import assert_linear, repeated

if TYPE_CHECKING:
    from datetime import date

Work = Callable[[str], object]
Text = Callable[[int], str]

ENGLISH = "The Committee met and it went on with its work for the whole of the year under review.\n"
CHINESE = "委员会在本报告所述期间举行了会议，并且通过了决定。\n"
WIDE = "the committee went on with its work for the whole of the year under re\n"
TABBED, FLOWED = "日期\t说明\t组织者\t地点\n", "日期 说明 组织者 地点 \n"


@pytest.fixture(autouse=True)
def _no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(text: str, year: int | None = None) -> tuple[date, ...]:
        assert text is not None or year
        return ()

    monkeypatch.setattr(dates, "find", find)
    monkeypatch.setattr(dates, "starts_with_date", lambda text: text[:1].isdigit())


@pytest.fixture
def _longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare longer texts, where copying shows too."""
    monkeypatch.setattr("tests.growth.MEASURABLE", 1.0)


# --- one text ------------------------------------------------------------------------------------


def line(text: str) -> Line:
    return Line(1, text)


def printed(text: str) -> boilerplate.PrintedLine:
    return boilerplate.PrintedLine(line(text), after_rule=True)


def block(text: str) -> pieces.Block:
    return [pieces.whole(one, "paragraph") for one in split(text)]


def marked(text: str) -> object:
    return footnotes.mark([block(text)], [footnotes.Note("1", (1 << 30, 0))] * 9)


def looked_at(text: str) -> object:
    found = boundaries.Boundaries(layout.Layout(60), Outline())
    one = printed(text)
    return (
        found.anything(one),
        found.note(one),
        found.ends_table(one, tabbed=True),
        found.abbreviations_go_on(one.line, one),
        found.title_goes_on(one.line, one.line, one),
        found.heading_goes_on(one.line, one),
        found.note_goes_on(one.line, one),
        boundaries.is_letter(text),
    )


def joint(text: str) -> object:
    found = breaks.ParagraphBreak(layout.Layout(60, spread=True, spaces_end=True), line(text), line(text))
    return found.certain, found.possible, found.after_colon


def row(text: str) -> Event:
    return cells.event((text, text, text, text), 2019, None)


def tabulated(text: str) -> object:
    return table.parse([line(TABBED), line(text)], 2019, "main"), table.parse(
        [line(FLOWED), line("1月1日 " + text)], 2019, "main"
    )


def decoded(text: str) -> object:
    decode(text.encode(), "a")
    return decode(text.encode("gb18030") + "委".encode("gb18030"), "a")


def told(text: str) -> object:
    return (
        proceedings.is_procedure(text),
        proceedings.result_subject(f"The draft {text} was adopted."),
        proceedings.tells_of_vote(text),
        proceedings.adopts_agenda(text),
        proceedings.is_cut(text),
        proceedings.begins_meeting(text),
        proceedings.names_meeting(text),
        proceedings.names_day(text),
        proceedings.is_agenda_item(text),
        proceedings.state_presiding(f"President: {text}"),
        proceedings.national_capacity(f"in my national capacity {text}"),
    )


def voted(text: str) -> object:
    return (
        votes.list_label(text),
        votes.names_a_state(text),
        votes.is_divided(text, text),
        votes.listed(text),
        votes.named(text),
        votes.listed(f"{text},{text}"),
        votes.totals_in(f"by {text} votes"),
        votes.is_note(text),
        votes.subject_said(f"draft resolution {text} entitled"),
    )


FUNCTIONS: dict[str, Work] = {
    "decode": decoded,
    "split": split,
    "part": part_labels.part_label,
    "paragraph": numbering.paragraph_number,
    "item": numbering.item_markers,
    "heading": lambda text: numbering.heading_marker(text, {}),
    "note": lambda text: footnotes.opening(line(text), 0, after_rule=True),
    "marks": marked,
    "boundaries": looked_at,
    "break": joint,
    "abbreviations": lambda text: (abbreviations.opens(text), abbreviations.parse([line(text)])),
    "header": lambda text: table.is_header(line(text)),
    "tail": lambda text: table.ends_tabbed(line(text)),
    "table": tabulated,
    "event": row,
    "place": cells.split_place,
    "masthead": lambda text: masthead.masthead([printed(text)]),
    "items of a masthead": lambda text: masthead_items.read(text, masthead_items.Facts(count=1)),
    "lines of a masthead": lambda text: (
        masthead_items.goes_on(text, text),
        masthead_items.may_be_broken(text),
        masthead_items.is_note(text),
        masthead_items.tells_of_reissue(text),
        masthead_items.stands_only_above(text),
        masthead_items.is_title(text),
        masthead.day_of(text),
    ),
    "adoption": lambda text: (
        adoption.number_heading(text),
        adoption.opening(text),
        adoption.closing(text),
        adoption.lone_date(text),
        adoption.day_of_line(text),
        adoption.written_out(text),
        adoption.meeting_day(text),
        adoption.body_of(text),
    ),
    "site": lambda text: site_heads.above([text, text]),
    "bullets": lambda text: site_heads.without_bullets([printed(text)]),
    "contents": lambda text: contents.drop([printed("Contents"), printed(text), printed(text)]),
    "names of bodies": lambda text: (body_names.is_body(text), body_names.is_treaty(text)),
    "part of a letter": part_labels.label_of_letter,
    "decimal": numbering.decimal_number,
    "numeral": numbering.han_number,
    "article": article_numbers.article,
    "captions": lambda text: (
        captions.box(text),
        captions.is_caption(text),
        captions.is_author(text),
        captions.is_summary(text),
        captions.is_signed(text),
        captions.is_office(text),
    ),
    "joined lines": lambda text: joined_lines.parted([printed(text)]),
    "label of a part": labels.labelled,
    "title of a division": divisions.may_be_title,
    "whole title": lambda text: titles.title([line(text), line(text)], [line(text)], "en"),
    "stars": lambda text: footnotes.stars([text]),
    "doubts": lambda text: list(doubts.swallowed([Paragraph("paragraph", "main", "1", text, "1")])),
    "sift": lambda text: boilerplate.sift([line(text), line(text)]),
    "symbol": boilerplate.lone_symbol,
    "detected": detection.detected,
    "other": detection.other,
    "insisted": lambda text: detection.insisted(text, "en"),
    "language": lambda text: detection.language(text, "zh" if "甲" in text else None),
    "script": lambda text: detection.script(text, "zh"),
    "measure": lambda text: layout.measure([line(text)] * 3),
    "ended": layout.ended,
    "columns": layout.columns,
    "full": lambda text: layout.Layout(60).full(line(text), line(text)),
    "join": lambda text: reflow.join(block(text), "zh"),
    "tidy": reflow.tidy,
    "topic": topics.known,
    "inked": pieces.inked,
    "speaker": lambda text: (
        speakers.speaker(text),
        speakers.speaker(f"Mr. Li ({text}"),
        speakers.state_of(text),
    ),
    "proceedings": told,
    "votes": voted,
}
BEFORE = (
    *("", "1. ", "1", "(", "(a) ", "一. ", "I", "A.", "¹", "附件", "Annex", "简称：", "日期 ", "日期\t"),
    *("1月1日", "联合国 ", "original", "第", "http://", "12-12345 ", "2019年", "in 2019"),
)
PIECES = (
    *(
        " ",
        "\t",
        "\u3000",
        "\u00a0",
        "1",
        "(",
        "甲",
        "一",
        "十",
        "、",
        "，",
        "；",
        "。",
        "：",
        "/",
        "-",
        "_",
        "*",
    ),
    *(
        " ,",
        "1 ",
        "( ",
        "。1",
        "¹",
        "1.",
        "1、",
        "1,",
        "1 / ",
        "(a) ",
        "(a",
        "一.",
        "I",
        "i",
        "I.",
        "x ",
        "x.",
    ),
    *(
        "x. ",
        "甲 ",
        "S/",
        "http://",
        "1月",
        "1月1日",
        "1月1, ",
        ", x",
        "甲，",
        "   甲",
        "12-",
        "的信",
        "》 ",
        "。 ",
    ),
    *("in 2019 ", "2019 年 ", "12-12345 ", "甲 乙 ", "a;", "(甲)", "\n", "甲\n", "\r", "\f"),
)
BEHIND = ("", "x", "。")
HOSTILE = {
    "blanks behind a label": ("part", "附件", " ", "。"),
    "blanks behind a number": ("paragraph", "1", " ", "x"),
    "blanks in brackets": ("item", "(", " ", "x"),
    "blanks after a heading's number": ("heading", "一.", " ", ""),
    "blanks between cells": ("table", "甲", "   甲 x", ""),
    "blanks before a year": ("topic", "导言", " ", "20x9"),
    "blanks in a pair": ("abbreviations", "简称：", "甲 ", "x"),
    "page numbers": ("sift", "12-12345", " 1/1", "x"),
    "marks": ("marks", "x", ".1 ", ""),
    "marks and blanks": ("marks", "x", ".1    ", ""),
    "superscripts": ("marks", "x", "¹", ""),
    "full stops": ("abbreviations", "简称：", "。 ", "x"),
    "columns": ("header", "日期\t", "说明\t", ""),
    "words": ("header", "日期 ", "说明 ", ""),
    "Chinese": ("language", "", "甲", ""),
    "English": ("language", "", "the ", ""),
    "lines": ("split", "", "甲\n", ""),
    "blank lines": ("split", "", "\n", ""),
    "carriage returns": ("split", "", "\r", ""),
    "digits of a decimal": ("decimal", "", "1", ".1 X"),
    "stars at the end": ("stars", "x", "*", " "),
    "commas in a masthead": ("lines of a masthead", "x", ", ", ","),
    "blanks in a masthead": ("items of a masthead", "x", " ", "x"),
    "dots of contents": ("contents", "x", ". ", "x"),
    "numbers in a unit": ("doubts", "x", ". 2. ", "x"),
    "rare characters": ("decode", "", "甲é", ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_text_is_looked_at_in_a_time_in_proportion(name: str) -> None:
    work, before, piece, behind = HOSTILE[name]
    assert_linear(quietly(FUNCTIONS[work]), repeated(piece, before, behind), 262_144)


@pytest.mark.stress
@pytest.mark.parametrize("work", FUNCTIONS)
def test_every_function_takes_a_time_in_proportion_to_every_text(work: str) -> None:
    for before in BEFORE:
        for piece in PIECES:
            for behind in BEHIND:
                assert_linear(quietly(FUNCTIONS[work]), repeated(piece, before, behind), 8_192)


@pytest.mark.stress
@pytest.mark.parametrize("work", FUNCTIONS)
@pytest.mark.parametrize("piece", [" ", "甲", "1", "x. ", "甲。1 "])
def test_one_line_of_a_megabyte(work: str, piece: str) -> None:
    assert_linear(quietly(FUNCTIONS[work]), repeated(piece))


def quietly(work: Work) -> Work:
    """Have a refusal be an answer: it takes time too."""

    def tried(text: str) -> object:
        try:
            return work(text)
        except Exception as error:
            if type(error).__name__ not in {"InputError", "UsageError"}:
                raise
            return error

    return tried


# --- a whole document ----------------------------------------------------------------------------


def walked(text: str, language: Language) -> object:
    source = Source("a.txt", "utf-8", "", text, split(text))
    return structured(source, Given(symbol="S/2000/1", language=language))


def whole(text: str) -> object:
    """Read a document whose language is sure, whatever else it holds."""
    body, language = (CHINESE, "zh") if any(char > "\u2e80" for char in text[:4_000]) else (ENGLISH, "en")
    share = text + "\n" + body * (1 + len(text) // 40)
    return quietly(lambda joined: walked(joined, "zh" if language == "zh" else "en"))(share)


SHORT = (
    *(
        "1.",
        "(a)",
        "(i)",
        "一.",
        "A. x",
        "¹ x",
        "1 x",
        "x",
        "甲",
        "甲。",
        "",
        "附件",
        "附件二",
        "Annex",
        "Annex II",
    ),
    *(
        "3月1日 会议",
        "3月1日\t会议\t组织\t地点",
        "\t甲",
        "类别    ",
        "S/2019/986",
        "12/15",
        "19-22222",
        "____",
    ),
    *(
        "简称：",
        "简称：甲，乙；",
        "甲。1",
        "x.¹ y",
        "https://x",
        "1. (a) (i) x",
        "内容提要，非联合国文本",
        "\f",
    ),
    *(
        "The General Assembly,",
        "大会,",
        "Recalling x,",
        "回顾甲,",
        "61st plenary meeting",
        "50/72. X",
        "Section 1",
    ),
    *(
        "Article 1",
        "第一条",
        "1.1 X",
        "x\ty\tz",
        "Contents",
        "目录",
        "Notes",
        "1/ x",
        "[1] x",
        "A.",
        "* a note of a line",
    ),
    *("2019年12月23日", "2019年1月1日主席的信", "Letter dated x", "导言", "日期\t说明\t组织者\t地点"),
    *(
        "日期 说明 组织者 地点",
        "x; y",
        "联合国",
        "Distr.: x",
        "主席",
        "I.",
        "㈠",
        "x ",
        "。1",
        "x：",
        WIDE.strip(),
    ),
)
"""Lines of each kind, of which a document may hold nothing else."""


def halves(first: str, second: str, before: str = "", between: str = "") -> Text:
    """Return what makes texts of two halves, each of one piece."""
    return lambda length: "".join(
        (before, first * (length // 2 // len(first)), between, second * (length // 2 // len(second)))
    )


DOCUMENTS: dict[str, Text] = {
    "items below a long text": halves("甲", "(a) x；\n(b) x；\n", "1. ", "：\n"),
    "items and notes below a long text": halves("甲", "(a) x；\n¹ 乙。\n", "1. ", "：\n"),
    "nested items below a long text": halves("甲", "(a) x：\n(i) x；\n", "1. ", "：\n"),
    "nested items": repeated("(a) x：\n(i) x：\n(1) x：\n", "1. x：\n"),
    "items on one line": repeated("(a) (i) (1) ", "1. "),
    "text among items": repeated("(a) x；\n\n甲。\n\n", "1. x：\n"),
    "a long heading and tables": halves(WIDE.replace("\n", " \n\n"), TABBED + "3月1日\t会议\n\n"),
    "a long heading in the first place": halves("wordy ", TABBED, "1. x.\n\n"),
    "a long signature and parts": halves("甲\n\n", "附件\n\n", "2019年1月1日主席的信\n\n谨上。\n\n"),
    "a signature in one line and parts": halves(
        "甲", "附件\n\n", "2019年1月1日主席的信\n\n谨上。\n\n", "\n\n"
    ),
    "letters": repeated("附件\n\n2019年1月1日主席的信\n\n甲\n\n"),
    "numbers missing in each part": repeated("附件\n\n报告。\n\n999. 甲。\n\n"),
    "marks and notes": halves("甲。1 乙。2\n", "1 甲\n2 乙\n", between="____\n"),
    "marks in one line": halves("x.1 ", "1 x\n", "1. ", "\n____\n"),
    "marks and a note in each part": halves("x.1 ", "附件\n¹ x。\n", "1. ", "\n"),
    "superscripts and a note in each part": halves("x¹ ", "附件\n¹ x。\n", "1. ", "\n"),
    "rows with tabs": repeated("3月1日\t会议\t组织\t地点\n", TABBED),
    "a row that goes on": repeated("\tx\ty\tz\n", TABBED + "3月1日\t会议\t组织\t地点\n"),
    "cells in one row": repeated("甲\t", TABBED + "3月1日\t"),
    "rows": repeated("3月1日 会议 组织 地点 \n", FLOWED),
    "a row of many lines": repeated("甲 \n", FLOWED + "3月1日 会议 组织 地点 \n"),
    "categories": repeated("甲    \n", FLOWED),
    "tables": repeated(TABBED + "3月1日\t会议\n1. x。\n"),
    "abbreviations": repeated("甲，乙；\n", "简称："),
    "abbreviations in one line": repeated("甲，乙；", "简称："),
    "headings": repeated("一. x\n二. x\n三. x\n"),
    "paragraphs": repeated("1. x。\n2. x。\n20. x。\n"),
    "a wrapped text": repeated(WIDE),
    "a spread text": repeated(WIDE.replace("\n", " \n\n")),
    "page heads": repeated("S/2019/986\n19-22222\nx\n"),
    "all kinds": repeated("\n".join(SHORT) + "\n"),
    "all kinds apart": repeated("\n\n".join(SHORT) + "\n"),
    "resolutions": repeated(
        "The General Assembly,\n\nRecalling x,\n\n1. Decides;\n\n61st plenary meeting\n\n"
    ),
    "a long preamble": repeated("Recalling x,\n", "The General Assembly,\n"),
    "openings": repeated("The General Assembly,\n"),
    "a table of any columns": repeated("x\ty\tz\nx\n"),
    "parts with articles": repeated("附件\n\nArticle 1\n\nx\n\nArticle 2\n\n1. x\n\n"),
    "pages of contents": repeated("Contents\nI. x ..... 3\n"),
    "lists of notes": repeated("附件\n\nNotes\n1 x\n2 x\n"),
    "one Chinese line": repeated("甲"),
    "one English line": repeated("the "),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_read_in_a_time_in_proportion(name: str) -> None:
    assert_linear(whole, DOCUMENTS[name], 262_144)


@pytest.mark.parametrize("short", SHORT, ids=repr)
def test_short_lines_of_a_kind_are_read_in_a_time_in_proportion(short: str) -> None:
    assert_linear(whole, repeated(short + "\n"), 65_536)


@pytest.mark.slow
@pytest.mark.usefixtures("_longer")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_long_hostile_document_is_read_in_a_time_in_proportion(name: str) -> None:
    assert_linear(whole, DOCUMENTS[name])


@pytest.mark.usefixtures("_longer")
@pytest.mark.parametrize(
    "between", [pytest.param("\n", marks=pytest.mark.slow), pytest.param("\n\n", marks=pytest.mark.stress)]
)
@pytest.mark.parametrize("short", SHORT, ids=repr)
def test_many_short_lines_of_a_kind_are_read_in_a_time_in_proportion(short: str, between: str) -> None:
    assert_linear(whole, repeated(short + between))


@pytest.mark.stress
@pytest.mark.parametrize("first", SHORT, ids=repr)
def test_two_kinds_of_lines_in_turn_and_one_behind_the_other(first: str) -> None:
    for second in SHORT:
        assert_linear(whole, repeated(f"{first}\n{second}\n"), 32_768)
        assert_linear(whole, halves(first + "\n", second + "\n"), 32_768)
