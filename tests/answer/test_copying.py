"""A unit is copied as citation, quotation and link, as text and as HTML, for readers of both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.answer.urls import Urls
from indexer.library.library import Library
from indexer.model.document import Given
from tests.shelf import config, written

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.model.copies import CopyForm, CopyName
    from indexer.model.document import Language

HOST = Urls("https://un.example/docs")
ENGLISH = """\
S/2099/977

Letter dated 1 February 2099 from the Chair of a committee addressed to the President of the Security Council

I transmit this report.

Annex

Report of a committee

I. Introduction

1. The Committee calls the rule “firm” & <final>.

2. The Committee shall:

(a) Count the lamps;

(b) Paint the bridges:

(i) In blue;

(ii) In green.

(c) Rest.

Members may object.
"""
CHINESE = """\
S/2099/977

2099年2月1日某委员会主席给安全理事会主席的信

谨转递本报告。

附件

某委员会报告

一. 导言

1. 委员会称该规则为“固定”规则。

2. 委员会应：

(a) 点灯；

(b) 刷桥：

㈠ 刷成蓝色；

㈡ 刷成绿色。

(c) 休息。

成员可以反对。
"""
TRADITIONAL = """\
S/2099/978

2099年2月1日某委員會主席給安全理事會主席的信

謹轉遞本報告。

附件

某委員會報告

一. 導言

1. 委員會稱該規則為「固定」規則，並說明其範圍。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    place: Path = tmp_path_factory.mktemp("copied")
    library = Library(config(place))
    texts = {"en": ENGLISH, "zh": CHINESE, "hant": TRADITIONAL}
    library.add([written(place / f"{name}.txt", text) for name, text in texts.items()], Given())
    library.open()
    return library


def copied(
    library: Library, language: Language, locator: str, symbol: str = "S/2099/977"
) -> dict[CopyName, CopyForm]:
    found = library.copies(symbol, language, "annex", locator, HOST)
    return {one.name: one for one in found.forms}


@pytest.mark.parametrize(
    ("language", "locator", "quoted"),
    [
        ("en", "1", "“The Committee calls the rule ‘firm’ & <final>.”"),
        ("en", "2", "“The Committee shall: … Members may object.”"),
        ("en", "2(a)", "“The Committee shall: (a) Count the lamps; …”"),
        ("en", "2(b)", "“The Committee shall: … (b) Paint the bridges: …”"),
        ("en", "2(b)(i)", "“The Committee shall: … (b) Paint the bridges: (i) In blue; …”"),
        ("en", "2(b)(ii)", "“The Committee shall: … (b) Paint the bridges: … (ii) In green.”"),
        ("en", "2(c)", "“The Committee shall: … (c) Rest.”"),
        ("zh", "1", "“委员会称该规则为‘固定’规则。”"),
        ("zh", "2", "“委员会应：……成员可以反对。”"),
        ("zh", "2(a)", "“委员会应：(a)点灯；……”"),
        ("zh", "2(b)(ii)", "“委员会应：……(b)刷桥：……㈡刷成绿色。”"),
        ("zh", "2(c)", "“委员会应：……(c)休息。”"),
    ],
)
def test_a_quotation_has_the_text_above_and_says_what_is_left_out(
    library: Library, language: Language, locator: str, quoted: str
) -> None:
    form = copied(library, language, locator)["quotation"]
    own = form.text.en if language == "en" else form.text.zh
    assert own.startswith(quoted)
    cited = copied(library, language, locator)["citation"]
    assert own == f"{quoted} ({cited.text.en})" if language == "en" else f"{quoted}({cited.text.zh})"


def test_a_quotation_in_traditional_characters_has_their_signs(library: Library) -> None:
    form = copied(library, "zh", "1", "S/2099/978")["quotation"]
    assert form.text.zh.startswith(
        "「委員會稱該規則為『固定』規則，並說明其範圍。」(S/2099/978，附件，第1段)"
    )
    assert '<span lang="zh-Hant">' in form.html.zh


def test_the_citation_names_the_version_where_it_is_not_the_readers(library: Library) -> None:
    chinese = copied(library, "zh", "2(c)")["citation"].text
    assert chinese.zh == "S/2099/977，附件，第2(c)段"
    assert chinese.en == "S/2099/977, annex, para. 2 (c) [Chinese version]"
    english = copied(library, "en", "2(c)")["citation"].text
    assert english.zh == "S/2099/977，附件，第2(c)段[英文本]"
    assert english.en == "S/2099/977, annex, para. 2 (c)"


def test_both_languages_are_copied_each_with_its_own_citation(library: Library) -> None:
    form = copied(library, "en", "2(c)")["languages"]
    assert form.text.en == form.text.zh
    assert form.text.en.split("\n\n") == [
        "“The Committee shall: … (c) Rest.” (S/2099/977, annex, para. 2 (c))",
        "“委员会应：……(c)休息。”(S/2099/977，附件，第2(c)段)",
    ]
    assert form.html.en.count("<p>") == 2


def test_what_is_held_in_one_language_is_copied_in_that(library: Library) -> None:
    assert "languages" not in copied(library, "zh", "1", "S/2099/978")


def test_html_is_escaped_and_links_to_the_unit(library: Library) -> None:
    form = copied(library, "en", "1")["quotation"]
    address = "https://un.example/docs/en/S/2099/977#annex-1"
    assert "&amp; &lt;final&gt;" in form.html.en
    assert f'<a lang="en-GB" href="{address}">S/2099/977, annex, para. 1</a>' in form.html.en
    link = copied(library, "en", "1")["link"]
    assert link.text.en == link.text.zh == address


def test_without_a_host_html_has_no_link(library: Library) -> None:
    found = library.copies("S/2099/977", "en", "annex", "1", Urls())
    assert not [one.name for one in found.forms if "<a " in one.html.en]


def test_every_form_of_a_digest_says_so(digests: Library) -> None:
    for locator in ("12", "18(b)", "fn.1", "h.2"):
        for one in digests.copies("S/2019/986", "en", "annex", locator, HOST).forms:
            if one.name != "link":
                assert "project digest, not UN text" in one.text.en
                assert "project digest, not UN text" in one.html.en
                assert "本项目自编提要，非联合国文本" in one.text.zh
            assert "project digest" in one.html.en


def test_every_unit_has_its_forms(digests: Library) -> None:
    for language in ("zh", "en"):
        for unit in digests.document("S/2019/986", language).paragraphs:
            names = [one.name for one in digests.copies(unit.symbol, language, unit.part, unit.locator).forms]
            assert {"citation", "quotation", "link"} <= set(names), unit.id
