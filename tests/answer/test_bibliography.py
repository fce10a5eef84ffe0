"""References: whose text it is, which place of it, and nothing that LaTeX or RIS would stumble over."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from indexer.answer.bibliography import bibtex, reference, ris
from indexer.model.results import DocumentHead

if TYPE_CHECKING:
    from indexer.library.library import Library

URL = "https://search.example/en/S/2019/986"
HEAD = DocumentHead(
    symbol="S/RES/1540(2004)",
    language="en",
    script="Latn",
    edition="official",
    title="Resolution 1540 (2004)",
    date=date(2004, 4, 28),
    adopted=None,
    type="resolution",
    organ="security-council",
    session=None,
    agenda=None,
    job=None,
    symbols=(),
    reissued=False,
    versions=(),
    caveats=(),
    outcome=None,
    year=2004,
    languages=("en",),
    units=12,
    events=0,
    url="/en/S/RES/1540(2004)",
    official_url="https://undocs.org/en/S/RES/1540(2004)",
)


def test_a_document_of_the_united_nations_is_theirs() -> None:
    assert bibtex(reference(HEAD, URL)) == (
        "@techreport{S-RES-1540-2004-en,\n"
        "  author = {{United Nations}},\n"
        "  title = {{Resolution 1540 (2004)}},\n"
        "  institution = {{United Nations}},\n"
        "  type = {Document},\n"
        "  number = {S/RES/1540 (2004)},\n"
        "  year = {2004},\n"
        "  month = apr,\n"
        "  day = {28},\n"
        "  note = {S/RES/1540 (2004)},\n"
        "  language = {english},\n"
        "  url = {https://undocs.org/en/S/RES/1540(2004)},\n"
        "}\n"
    )
    assert ris(reference(HEAD, URL)).splitlines() == [
        "TY  - RPRT",
        "ID  - S-RES-1540-2004-en",
        "AU  - United Nations",
        "TI  - Resolution 1540 (2004)",
        "PB  - United Nations",
        "M3  - Document",
        "SN  - S/RES/1540 (2004)",
        "PY  - 2004",
        "DA  - 2004/04/28",
        "N1  - S/RES/1540 (2004)",
        "LA  - en",
        "UR  - https://undocs.org/en/S/RES/1540(2004)",
        "ER  - ",
    ]


def test_lines_of_ris_end_as_its_readers_expect() -> None:
    text = ris(reference(HEAD, URL))
    assert text.endswith("ER  - \r\n")
    assert text.count("\n") == text.count("\r\n") == 13


def test_a_chinese_version_is_cited_in_chinese() -> None:
    chinese = replace(HEAD, language="zh", script="Hans", title="第1540(2004)号决议")
    item = reference(chinese, URL)
    assert (item.author, item.symbol, item.kind) == ("联合国", "S/RES/1540(2004)", "文件")
    assert item.url == "https://undocs.org/zh/S/RES/1540(2004)"
    assert "language = {chinese}" in bibtex(item)


@pytest.mark.parametrize(
    ("language", "mark", "project"),
    [("en", "project digest, not UN text", "Juanzong"), ("zh", "本项目自编提要，非联合国文本", "卷宗")],
)
def test_a_digest_is_this_projects_and_says_so_in_title_and_note(
    digests: Library, language: str, mark: str, project: str
) -> None:
    document = digests.document("S/2019/986", "zh" if language == "zh" else "en")
    item = reference(document, URL)
    assert item.author == project
    assert mark in item.title
    assert mark in item.note
    assert f"https://undocs.org/{language}/S/2019/986" in item.note
    for written in (bibtex(item), ris(item)):
        assert written.count(mark) == 2
        assert URL in written
    assert "institution" not in bibtex(item)
    assert f"author = {{{{{project}}}}}" in bibtex(item)
    assert not re.search(r"^(PB|SN|PY|DA) ", ris(item), re.MULTILINE)


def test_a_paragraph_is_cited_with_its_place(digests: Library) -> None:
    english = reference(digests.paragraph("S/2019/986", "en", "annex", "12"), URL)
    assert english.key == "juanzong-S-2019-986-en-annex-12"
    assert english.note.startswith(
        "S/2019/986, annex, para. 12 (project digest, not UN text); official text: "
    )
    chinese = reference(digests.paragraph("S/2019/986", "zh", "annex", "18(a)"), URL)
    assert chinese.key == "juanzong-S-2019-986-zh-annex-18-a"
    assert chinese.note.startswith("S/2019/986，附件，第18(a)段(本项目自编提要，非联合国文本)")


def test_what_latex_reads_as_commands_is_set_as_text() -> None:
    title = "100 % of {A} & B_1, $5 #2 ~3 ^4 \\input"
    written = bibtex(reference(replace(HEAD, title=title), URL))
    shown = (
        r"100 \% of \textbraceleft{}A\textbraceright{} \& B\_1, \$5 \#2 \textasciitilde{}3 "
        r"\textasciicircum{}4 \textbackslash{}input"
    )
    assert f"title = {{{{{shown}}}}}" in written
    assert written.count("{") == written.count("}")


@pytest.mark.parametrize("title", ["{", "}", "}}, note = {x", "a\nER  - \nTY  - BOOK", "\\"])
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    item = reference(replace(HEAD, title=title), URL)
    entry = bibtex(item)
    assert len(re.findall(r"^  \w+ = ", entry, re.MULTILINE)) == 11
    depth = 0
    for character in entry:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert re.findall("^(TY|ER)", ris(item), re.MULTILINE) == ["TY", "ER"]


def test_without_a_title_or_a_date_the_symbol_stands_alone() -> None:
    item = reference(replace(HEAD, title="", date=None, year=None), URL)
    assert item.title == "S/RES/1540 (2004)"
    assert "year" not in bibtex(item)
    assert "PY" not in ris(item)


def test_what_has_no_known_address_is_cited_without_one(digests: Library) -> None:
    item = reference(digests.document("S/2019/986", "en"), "")
    assert "url = " not in bibtex(item)
    assert "UR  -" not in ris(item)
    for written in (bibtex(item), ris(item)):
        assert "official text: https://undocs.org/en/S/2019/986" in written
    assert "url = {https://undocs.org/" in bibtex(reference(HEAD, ""))
