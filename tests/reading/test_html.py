"""A web page gives the document in it, with its structure; what the site adds is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.model.document import Line, Source
from indexer.reading import read, source
from indexer.reading.base import chosen
from indexer.runtime.errors import InputError

MARK = "<p>Text.<sup id=r1><a href='#n1'>[1]</a></sup> More.</p>"
WORD_MARK = "<p>Text.<a href='#n1' name=r1><sup>[1]</sup></a> More.</p>"


def page(body: str, head: str = "") -> Source:
    return source(
        Path("a.html"), f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()
    )


def texts(body: str) -> list[str]:
    return [line.text for line in page(body).lines]


def kept(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines if line.role != "site"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><p>x", "web page"),
        (b"\xef\xbb\xbf \n<!-- saved --><?xml version='1.0'?>\n<HTML lang=en>", "web page"),
        ("<html>".encode("utf-16"), "web page"),
        (b"<p>One</p><p>Two</p>", "web page"),
        (b"<pre>\n1. Text\n</pre>", "web page"),
        (b"<a> is a tag of HTML, and <p> another", "plain text"),
        (b"<p stands for page> and is no tag", "plain text"),
        (b"1. Text with <a>, <html> and <!doctype html>", "plain text"),
        (b"<note>Text</note>", "plain text"),
        (b"", "plain text"),
    ],
)
def test_a_page_is_told_from_plain_text_by_how_it_begins(data: bytes, name: str) -> None:
    assert chosen(data, Path("a.txt")).name.en == name


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=gb2312><p>审查报告".encode("gbk"), "gb18030"),
        ("<meta http-equiv=x content='text/html; charset=big5'><p>審查報告".encode("big5"), "big5hkscs"),
        ("<meta charset=iso-8859-1><p>Côte – d’Ivoire".encode("cp1252"), "cp1252"),
        ("<meta charset=gb2312><p>审查报告".encode(), "utf-8"),
        ("<p>审查报告".encode("utf-16"), "utf-16-le"),
    ],
)
def test_the_encoding_is_that_of_the_bytes_or_of_the_page(data: bytes, encoding: str) -> None:
    whole = source(
        Path("a"), b"<html>" + data if encoding != "utf-16-le" else "<html>审查报告".encode("utf-16")
    )
    assert whole.encoding == encoding
    assert whole.text in ("审查报告", "審查報告", "Côte – d’Ivoire")


def test_an_encoding_of_no_known_name_is_told_by_the_text() -> None:
    text = "委员会收到了会员国提交的报告，并请它们就执行情况提供进一步资料。"
    whole = source(Path("a"), f"<html><meta charset=no-such><p>{text}".encode("gb18030"))
    assert (whole.encoding, whole.text) == ("gb18030", text)


def test_headings_and_paragraphs_are_known() -> None:
    lines = page("<h1>On<br>rivers</h1><div>Loose <b>text</b><p>One\n long   line<p>Two</div><h3>More").lines
    assert [(line.text, line.role, line.level) for line in lines] == [
        ("On rivers", "heading", 1),
        ("Loose text", None, 0),
        ("One long line", None, 0),
        ("Two", None, 0),
        ("More", "heading", 3),
    ]
    assert all(line.begins for line in lines)


def test_lists_show_their_numbers() -> None:
    body = (
        "<ol start=3><li>c<ol><li>in c<ol><li>deep</ol></ol><li value=9>i<li><p>j</p><p>more</p></ol>"
        "<ol type=A reversed><li>b<li>a</ol><ol style='list-style-type: cjk-ideographic'><li>甲</ol>"
        "<ul><li>bullet</ul><ol><li>7. typed</ol>"
    )
    lines = page(body).lines
    assert [line.text for line in lines] == [
        "3. c", "(a) in c", "(i) deep", "9. i", "10. j", "more", "B. b", "A. a", "一. 甲", "bullet",
        "7. typed",
    ]  # fmt: skip
    assert [line.label for line in lines] == [2, 3, 3, 2, 3, 0, 2, 2, 2, 0, 0]


@pytest.mark.parametrize(
    "notes",
    [
        # a wiki
        MARK + "<ol><li id=n1><a href='#r1'>↑</a> 1 May it was.</ol>",
        # Word
        WORD_MARK + "<div><p><a href='#r1' name=n1>[1]</a> 1 May it was.</p></div>",
        # a page by hand
        "<p>Text.<sup><a href='#n1'>1</a></sup> More.</p><p id=n1><sup>1</sup> 1 May it was.</p>",
        "<p>Text.<a href='#n1'>[1]</a> More.</p><p><a id=n1></a>[1] 1 May it was.</p>",
        # without links
        "<p>Text.<sup>1</sup> More.</p><hr><p><sup>1</sup> 1 May it was.</p>",
    ],
)
def test_notes_are_known_by_their_links_or_their_raised_numbers(notes: str) -> None:
    text, note = page(notes).lines
    assert (text.text, text.raised) == ("Text.1 More.", ((5, 6),))
    assert (note.text, note.role, note.label) == ("1 1 May it was.", "note", 1)


def test_a_link_that_leads_back_to_no_mark_is_text() -> None:
    assert texts("<p id=p1>One</p><p>See paragraph <a href='#p1'>1</a>.</p>") == ["One", "See paragraph 1."]


def test_tables_of_data_are_rows_and_others_are_lines() -> None:
    data = (
        "<p>Text</p><table><tr><th>Day<th>What<th>Where<tr><td colspan=3>Visits"
        "<tr><td rowspan=2>4 May<td>Talk<sup>2</sup><td>Rome<tr><td><p>Walk</p><p>far</p><td>Bari</table>"
    )
    lines = page(data).lines[1:]
    assert [line.text for line in lines] == [
        "Day\tWhat\tWhere", "Visits", "4 May\tTalk2\tRome", "4 May\tWalk far\tBari",
    ]  # fmt: skip
    assert lines[2].raised == ((10, 11),)
    assert all(line.role == "row" for line in lines)
    masthead = (
        "<table><tr><td>United Nations<td>A/99/7<tr><td>Assembly<td>Distr.: General<br>3 May 2044</table>"
    )
    assert texts(masthead) == ["United Nations", "A/99/7", "Assembly", "Distr.: General", "3 May 2044"]
    numbers = "<table><tr><td>1.<td>The first paragraph of it<tr><td>2.<td>The second paragraph of it</table>"
    assert texts(f"<p>Text</p>{numbers}")[1:] == [
        "1. The first paragraph of it",
        "2. The second paragraph of it",
    ]


def test_what_the_site_adds_is_told_apart_and_not_dropped() -> None:
    body = (
        "<header><a href=/>Home</a><nav><a href=/d>Documents</a></nav></header>"
        "<div class='breadcrumbs'>You are here</div><div role=search>Find</div>"
        "<h1>On rivers<span class=mw-editsection>[edit]</span></h1>"
        "<p>Text <span class=noprint>x</span> goes on.</p>"
        "<p hidden>unseen</p><div class=licensetpl>Free to use</div>"
        "<footer><p>Contact</p><form>f</form></footer>"
    )
    lines = page(body).lines
    assert kept(lines) == ["On rivers", "Text", "goes on."]
    assert lines[[line.text for line in lines].index("goes on.")].begins is False
    site = " ".join(line.text for line in lines if line.role == "site")
    for text in (
        "Home",
        "Documents",
        "You are here",
        "Find",
        "[edit]",
        "unseen",
        "Free to use",
        "Contact",
        "f",
    ):
        assert text in site


def test_headers_and_sidebars_that_hold_the_document_are_the_document() -> None:
    body = "<h1>Charter</h1><header><h2>Preamble</h2><p>We, the rivers,</p></header>"
    body += "<article><p>Art.</p></article>"
    assert kept(page(body).lines) == ["Charter", "Preamble", "We, the rivers,", "Art."]
    whole = "<div class=panel><p>All of the text of the document stands in here.</p></div><p>x</p>"
    assert len(kept(page(whole).lines)) == 2


def test_menus_of_links_around_the_text_are_the_sites() -> None:
    menu = "<ul><li><a href=/a>About</a><li><a href=/b>News</a></ul>"
    links = "<p><a href=/s>A/99/7</a></p>"
    assert kept(page(f"{menu}{links}<p>Text</p>{menu}").lines) == ["A/99/7", "Text"]


def test_what_lies_outside_the_main_element_is_the_sites() -> None:
    body = "<div><p>Weather</p></div><main><p>The text of the document</p></main><p>Imprint</p>"
    assert kept(page(body).lines) == ["The text of the document"]


def test_preformatted_text_keeps_its_lines() -> None:
    lines = page("<pre>A/99/7\n\n1. A line\nthat goes on\n\n2. Next</pre>").lines
    assert [line.text for line in lines] == ["A/99/7", "1. A line", "that goes on", "2. Next"]
    assert [line.blank_before for line in lines] == [False, True, False, True]
    assert all(line.begins is None for line in lines)


def test_breaks_divide_lines_without_saying_that_paragraphs_begin() -> None:
    lines = page("1. One line<br>goes on<br><br>2. Next").lines
    assert [(line.text, line.begins, line.blank_before) for line in lines] == [
        ("1. One line", True, False), ("goes on", None, False), ("2. Next", None, True),
    ]  # fmt: skip


def test_a_page_with_an_element_for_each_printed_line_does_not_say_where_paragraphs_begin() -> None:
    line = "<div>the river goes on and on past every town and mill of the</div>"
    assert all(one.begins is None for one in page(line * 30).lines)


def test_scripts_styles_and_the_title_of_the_window_are_no_text() -> None:
    found = page(
        "<script>var a='<p>x'</script><style>p{}</style><p>Te&shy;xt&nbsp;&amp;&#x4e2d;</p>",
        "<title>T</title>",
    )
    assert found.text == "Text\u00a0&中"


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ol><li"])
def test_a_million_nested_elements_are_refused(tag: str) -> None:
    data = f"<html><body>{f'<{tag}>' * 1_000_000}text".encode()
    with pytest.raises(InputError, match=r"too deeply|more tags") as refused:
        source(Path("a.html"), data)
    assert refused.value.advice


def test_elements_nested_a_thousand_deep_are_read() -> None:
    for tag in ("div", "ol><li", "table><tr><td", "header", "font", "sup"):
        depth = 1900 // tag.count("<") if "<" in tag else 1900
        assert "deep" in source(Path("a"), f"<html><body>{f'<{tag}>' * (depth // 2)}deep".encode()).text


def test_the_real_declaration_is_read_whole(declarations: tuple[Path, ...]) -> None:
    for path in declarations:
        lines = read(path).lines
        assert sum(line.role == "heading" and line.level == 2 for line in lines) == 31
        assert not [line.text for line in lines if line.role == "site"]
        assert [line.text[: line.label] for line in lines if line.label][:2] == ["1.", "2."]
