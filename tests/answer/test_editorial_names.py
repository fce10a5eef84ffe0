"""Resolutions, decisions and articles are cited by name, as editors of the United Nations write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from indexer.answer.editorial_names import editorial_citation
from indexer.names import citations

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.document import Edition
    from indexer.model.shown_units import Unit


@pytest.fixture(scope="module")
def plain(digests: Library) -> Unit:
    found = digests.paragraph("S/2019/986", "en", "annex", "12")
    return structs.replace(found, edition="official", part="main", locator="3", title="")


def cited(unit: Unit, symbol: str, **changed: str) -> tuple[str, str] | None:
    found = editorial_citation(structs.replace(unit, symbol=symbol, **changed))
    return (found.en, found.zh) if found else None


@pytest.mark.parametrize(
    ("symbol", "english", "chinese"),
    [
        ("S/RES/9540(2099)", "Security Council resolution 9540 (2099)", "安全理事会第9540(2099)号决议"),
        ("A/RES/148/961", "General Assembly resolution 148/961", "大会第148/961号决议"),
        ("A/RES/148/961A", "General Assembly resolution 148/961 A", "大会第148/961 A号决议"),
        ("A/RES/9758(XXVI)", "General Assembly resolution 9758 (XXVI)", "大会第9758(XXVI)号决议"),
        ("A/RES/9603(XXIV)A", "General Assembly resolution 9603 A (XXIV)", "大会第9603 A(XXIV)号决议"),
        ("A/RES/ES-19/24", "General Assembly resolution ES-19/24", "大会第ES-19/24号决议"),
        (
            "E/RES/2099/33",
            "Economic and Social Council resolution 2099/33",
            "经济及社会理事会第2099/33号决议",
        ),
        ("A/HRC/RES/96/21", "Human Rights Council resolution 96/21", "人权理事会第96/21号决议"),
        ("E/CN.4/RES/2099/80", "Commission on Human Rights resolution 2099/80", "人权委员会第2099/80号决议"),
        ("A/DEC/148/477", "General Assembly decision 148/477", "大会第148/477号决定"),
        ("A/HRC/DEC/96/101", "Human Rights Council decision 96/101", "人权理事会第96/101号决定"),
    ],
)
def test_a_resolution_or_decision_is_cited_by_its_body(
    plain: Unit, symbol: str, english: str, chinese: str
) -> None:
    assert cited(plain, symbol) == (f"{english}, para. 3", f"{chinese}，第3段")


@pytest.mark.parametrize(
    ("part", "locator", "english", "chinese"),
    [
        ("main", "3(a)", "para. 3 (a)", "第3(a)段"),
        ("main", "pp.3", "third preambular paragraph", "序言部分第三段"),
        ("main", "op", "sole operative paragraph", "执行部分唯一一段"),
        ("annex", "2", "annex, para. 2", "附件，第2段"),
        ("annex-2", "fn.1", "annex II, footnote 1", "附件二，脚注1"),
    ],
)
def test_its_places_are_those_of_any_citation(
    plain: Unit, part: str, locator: str, english: str, chinese: str
) -> None:
    found = cited(plain, "S/RES/9540(2099)", part=part, locator=locator)
    assert found == (
        f"Security Council resolution 9540 (2099), {english}",
        f"安全理事会第9540(2099)号决议，{chinese}",
    )


@pytest.mark.parametrize(
    ("title", "locator", "english", "chinese"),
    [
        (
            "Charter of the United Nations",
            "art.41",
            "Article 41 of the Charter of the United Nations",
            "《联合国宪章》第四十一条",
        ),
        (
            "CHARTER OF THE UNITED NATIONS",
            "art.2(3)",
            "Article 2, paragraph 3, of the Charter of the United Nations",
            "《联合国宪章》第二条第三项",
        ),
        (
            "联合国宪章",
            "art.111",
            "Article 111 of the Charter of the United Nations",
            "《联合国宪章》第一百一十一条",
        ),
        (
            "聯合國憲章",
            "art.101(3)(a)",
            "Article 101, paragraph 3 (a), of the Charter of the United Nations",
            "《联合国宪章》第一百零一条第三(a)项",
        ),
        (
            "《国际法院规约》",
            "art.38(1)",
            "Article 38, paragraph 1, of the Statute of the International Court of Justice",
            "《国际法院规约》第三十八条第一项",
        ),
    ],
)
def test_an_article_is_cited_by_the_title_of_its_instrument(
    plain: Unit, title: str, locator: str, english: str, chinese: str
) -> None:
    assert cited(plain, "A/99/1", title=title, locator=locator) == (english, chinese)


@pytest.mark.parametrize(
    "symbol", ["S/2099/986", "S/PRST/2099/5", "S/RES/9540(2099)/Add.1", "A/RES/148/L.1", "S/PV.99487"]
)
def test_any_other_document_has_only_its_symbol(plain: Unit, symbol: str) -> None:
    assert cited(plain, symbol) is None


def test_what_is_no_article_of_an_instrument_has_no_such_name(plain: Unit) -> None:
    title = "Charter of the United Nations"
    assert cited(plain, "A/99/1", title=title, locator="pp.1") is None
    assert cited(plain, "A/99/1", title=title, locator="art.41", part="annex") is None


def test_a_digest_says_so(plain: Unit) -> None:
    edition: Edition = "digest"
    assert cited(plain, "S/RES/9540(2099)", edition=edition) == (
        "Security Council resolution 9540 (2099), para. 3 (project digest, not UN text)",
        "安全理事会第9540(2099)号决议，第3段(本项目自编提要，非联合国文本)",
    )


@pytest.mark.parametrize(
    "symbol",
    ["S/RES/9540(2099)", "A/RES/148/961", "A/RES/9758(XXVI)", "E/RES/2099/33", "A/HRC/RES/96/21"],
)
def test_what_is_cited_by_name_is_recognised_again(plain: Unit, symbol: str) -> None:
    for written in cited(plain, symbol) or ():
        (found,) = citations.find(written)
        assert (found.symbol, found.pinpoint) == (symbol, "3")
