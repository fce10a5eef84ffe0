"""Glossaries as offices have them: tables of every make, TBX of both forms, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.model.lexicon import Term
from indexer.reading import glossaries
from indexer.reading.glossaries import rows, tables, tbx
from indexer.reading.glossaries.rows import LONGEST, Rows, is_chinese
from indexer.runtime.errors import InputError, OversizeError
from tests.growth import assert_linear, repeated

CONTACT, MATRIX = Term("point of contact", "联络人"), Term("matrix", "汇总表")
OLD = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
<termEntry id="1"><langSet xml:lang="en-GB"><tig><term>point of <hi>contact</hi></term></tig>
<tig><term>liaison man</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet><langSet xml:lang="zh-CN"><ntig><termGrp><term>联络人</term></termGrp></ntig></langSet>
<langSet xml:lang="fr"><tig><term>point de contact</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>matrix</term></tig></langSet>
<langSet xml:lang="zh"><tig><term>汇总表</term></tig></langSet></termEntry></body></text></martif>
"""
NEW = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>point of contact</term></termSec></langSec>
<langSec xml:lang="zh-Hans"><termSec><term>联络人</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>matrix</term></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>汇总表</term></termSec></langSec></conceptEntry></body></text></tbx>
"""


def file(place: Path, content: str | bytes) -> Path:
    path = place / "office.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(place: Path, content: str | bytes) -> tuple[Term, ...]:
    return glossaries.read(file(place, content)).pairs


@pytest.mark.parametrize(
    "content",
    [
        "en,zh\npoint of contact,联络人\nmatrix,汇总表\n",
        "ZH;note;EN\n联络人;ours;point of contact\n汇总表;;matrix\n",
        "English\tChinese\r\npoint of contact\t联络人\r\nmatrix\t汇总表\r\n",
        "英文|中文\npoint of contact|联络人\nmatrix|汇总表\n",
        "point of contact,联络人\nmatrix,汇总表\n",
        "联络人,point of contact\n汇总表,matrix\n",
        '\n"zh-CN","en-US"\n\n"联络人","point of\ncontact"\n汇总表,  matrix \n',
        "\ufeffen,zh\npoint of contact,联络人\nmatrix,汇总表\n",
        "en,zh\npoint of contact,联络人\nmatrix,汇总表\n".encode("utf-16"),
        OLD,
        NEW,
        NEW.encode("utf-16"),
    ],
)
def test_a_glossary_is_read_whatever_its_form(tmp_path: Path, content: str | bytes) -> None:
    assert read(tmp_path, content) == (CONTACT, MATRIX)


def test_a_table_in_another_encoding_is_read(tmp_path: Path) -> None:
    lines = ["英文,中文", "contact person,聯絡人", "assistance request,援助請求", "national report,國家報告"]
    path = file(tmp_path, "\n".join(lines).encode("big5"))
    assert glossaries.read(path).pairs == glossaries.read(path, "big5").pairs
    assert Term("contact person", "聯絡人") in glossaries.read(path).pairs


def test_rows_that_are_not_taken_are_told_with_their_lines(tmp_path: Path) -> None:
    content = (
        f"en,zh\nmatrix,汇总表\n\n,\n,表\nmatrix,\n<b>x</b>,某\n联络人,contact\n{'a' * 201},甲\n...,乙\n"
    )
    found = glossaries.read(file(tmp_path, content))
    assert found.pairs == (MATRIX,)
    assert [one.line for one in found.skipped] == [5, 6, 7, 8, 9, 10]
    told = " ".join(one.reason for one in found.skipped)
    for why in (
        "no English term",
        "no Chinese term",
        "markup",
        "Chinese characters",
        str(LONGEST),
        "no word",
    ):
        assert why in told, why


def test_doubled_rows_count_once_and_contradicting_ones_are_kept_and_told(tmp_path: Path) -> None:
    found = glossaries.read(
        file(tmp_path, "en,zh\nMatrix,汇总表\nmatrix,汇总表\nmatrix,矩阵\nmatrix,汇总表\n")
    )
    assert [one.zh for one in found.pairs] == ["汇总表", "矩阵"]
    assert found.doubled == 2
    assert found.several == ("Matrix", "matrix")


def test_the_apostrophe_before_a_formula_is_taken_away(tmp_path: Path) -> None:
    found = read(tmp_path, "en,zh\n'=SUM(A1),求和\n'tis,它是\n-5 degrees,零下五度\n")
    assert [one.en for one in found] == ["=SUM(A1)", "'tis", "-5 degrees"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<?xml version="1.0" encoding="none-8"?><tbx/>', "unknown encoding: none-8"),
        (b"", "is empty"),
        ("en,zh\n", "no pair"),
        ("en,zh\nmatrix,\n", "There is no Chinese term"),
        ("matrix\n", "which of its columns"),
        ("1,matrix,汇总表\n", "which of its columns"),
        ('en,zh\n"matrix,汇总表\n' + "a,b\n" * 100_000, "field larger"),
        (bytes(range(256)) * 20, "binary data"),
        (OLD.replace("</body>", ""), "broken TBX"),
        ("<?xml version='1.0'?><html/>", "begins with <html>"),
        (
            OLD.replace('SYSTEM "TBXBasiccoreStructV02.dtd"', '[<!ENTITY a "aa"><!ENTITY b "&a;&a;">]'),
            "document type",
        ),
        (OLD.replace("汇总表", "&x;"), "&x; is not defined"),
        (OLD.replace("汇总表", "汇" * 20_000), "too long"),
        (OLD.replace("<body>", "<body>" + "<p>" * 200), "too deep"),
    ],
)
def test_what_is_no_glossary_is_refused_and_says_why(tmp_path: Path, content: str | bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as refused:
        read(tmp_path, content)
    assert refused.value.advice


def test_an_external_document_type_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY x "secret">')
    with pytest.raises(InputError, match="not defined"):
        read(tmp_path, OLD.replace("TBXBasiccoreStructV02.dtd", secret.as_uri()).replace("汇总表", "&x;"))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glossaries, "LARGEST", 10)
    with pytest.raises(OversizeError):
        read(tmp_path, "en,zh\nmatrix,汇总表\n")


def test_more_rows_than_are_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST", 3)
    content = "en,zh\n" + "".join(f"term {number},术语{number}\n" for number in range(4))
    with pytest.raises(InputError, match="more than 3 rows"):
        read(tmp_path, content)


@pytest.mark.parametrize("piece", ["a,b\n", '"a"",b\n', "a" * 50 + ";", "\n", "'=", "<b", "联络人,"])
def test_time_grows_with_a_table(piece: str) -> None:
    def work(text: str) -> object:
        taken = Rows()
        try:
            tables.read(text.encode(), "x", None, taken)
        except InputError:
            return None
        return taken.terms()

    assert_linear(work, repeated(piece, "en,zh\n"), 200_000)


@pytest.mark.parametrize("piece", ["<termEntry/>", "<p>", "&x;", "<term>a</term>", "a"])
def test_time_grows_with_tbx(piece: str) -> None:
    def work(text: str) -> object:
        taken = Rows()
        try:
            assert tbx.is_tbx(text.encode())
            tbx.read(text.encode(), "x", taken)
        except InputError:
            return None
        return taken.terms()

    assert_linear(work, repeated(piece, "<martif>", "</martif>"), 400_000)


@pytest.mark.parametrize("piece", ["<", "<a ", "'", "联", " "])
def test_time_grows_with_a_term(piece: str) -> None:
    assert_linear(lambda text: Rows().take(1, text, text, "x"), repeated(piece))
    assert_linear(is_chinese, repeated(piece))
