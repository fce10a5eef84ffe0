"""Plain letters find what a file has in their place, and it is marked whole in the text as shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from tests.shelf import config, written

ENGLISH = """\
S/2022/11

Letter dated 7 March 2022 from the Chair of a committee addressed to the President of the Security Council

I transmit a report.

Annex

Report of a committee

I. Introduction

1. The ﬁrst oﬃcer met three co\u00adordinators in Que\u0301bec and drank coﬀee.
2. The inter-\u00adnational group spoke of nuclear non-\u00adproliferation and of peace-\u00adkeeping.
3. Document S/2019\u200b/986 and resolution 1540\u202f(2004) were read in Asia-\u00adPacific rooms.
4. In Guinea-\u00adBissau and in C\u200bhile, 70\u202f997 cups were washed on 25\u2009April\u00a02021.
5. The prepara-\u00adtory visits were made to Afghani-\u00adstan in Septem-\u00adber 2020.
6. The twenty-\u00adsixth round concerned the following:

(a) The con\u00adﬁdential ﬁle of the chief;

(b) Tea.
"""
CHINESE = """\
S/2022/11

2022年3月7日某委员会主席给安全理事会主席的信

谨转递报告。

附件

某委员会报告

一. 导言

1. ⼤韩⺠国代表与联\u200b络⼈喝茶。
2. 依据第1540\u200b(2004)号决议、A/ES\u201110/L.23以及S/2019/\ufeff986号文件，喝了７０\u202f９９７杯。
3. 另见秘\u00ad鲁、\u200b智利和⻢拉维的茶。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("letters")
    opened = Library(config(place))
    opened.add([written(place / "en.txt", ENGLISH), written(place / "zh.txt", CHINESE)], Given())
    with opened:
        yield opened


def ask(library: Library, text: str, **asked: str) -> dict[str, list[str]]:
    """Return the units found, and what is marked in each."""
    results = library.search(arguments.parse([("q", text), *asked.items()]))
    assert results.query.relaxed is None
    return {
        hit.id.split(":", 1)[1]: [
            getattr(hit, one.field)[one.start : one.end]
            for one in sorted(hit.highlights, key=lambda one: (one.field, one.start))
        ]
        for hit in results.hits
    }


@pytest.mark.parametrize(
    ("question", "unit", "marked"),
    [
        ("first", "en:annex:1", ["ﬁrst"]),
        ("ofﬁcer", "en:annex:1", ["oﬃcer"]),
        ("offic*", "en:annex:1", ["oﬃcer"]),
        ('"first officer"', "en:annex:1", ["ﬁrst oﬃcer"]),
        ("coordinators", "en:annex:1", ["co\u00adordinators"]),
        ("co\u00adordinator", "en:annex:1", ["co\u00adordinators"]),
        ("Québec", "en:annex:1", ["Que\u0301bec"]),
        ("quebec", "en:annex:1", ["Que\u0301bec"]),
        ("international", "en:annex:2", ["inter-\u00adnational"]),
        ("inter-national", "en:annex:2", ["inter-\u00adnational"]),
        ("inter-\u00adnational", "en:annex:2", ["inter-\u00adnational"]),
        ('"the international group"', "en:annex:2", ["The inter-\u00adnational group"]),
        ("internat*", "en:annex:2", ["inter-\u00adnational"]),
        ("proliferation", "en:annex:2", ["proliferation"]),
        ("non-proliferation", "en:annex:2", ["non-\u00adproliferation"]),
        ('"nuclear non-proliferation"', "en:annex:2", ["nuclear non-\u00adproliferation"]),
        ("peacekeeping", "en:annex:2", ["peace-\u00adkeeping"]),
        ("peace-keeping", "en:annex:2", ["peace-\u00adkeeping"]),
        ("asia-pacific", "en:annex:3", ["Asia-\u00adPacific"]),
        ('"Asia-Pacific rooms"', "en:annex:3", ["Asia-\u00adPacific rooms"]),
        ("resolution 1540 (2004)", "en:annex:3", ["resolution 1540\u202f(2004)"]),
        ("S/2019/986", "en:annex:3", ["S/2019\u200b/986"]),
        ("Guinea-Bissau", "en:annex:4", ["Guinea-\u00adBissau"]),
        ("Chile", "en:annex:4", ["C\u200bhile"]),
        ("70,997", "en:annex:4", ["70\u202f997"]),
        ("25 April 2021", "en:annex:4", ["25\u2009April\u00a02021"]),
        ("Afghanistan", "en:annex:5", ["Afghani-\u00adstan"]),
        ("September 2020", "en:annex:5", ["Septem-\u00adber 2020"]),
        ("preparatory visit", "en:annex:5", ["prepara-\u00adtory", "visits"]),
        ("26th", "en:annex:6", ["twenty-\u00adsixth"]),
        ("confidential file", "en:annex:6(a)", ["con\u00adﬁdential", "ﬁle"]),
        ("round confidential", "en:annex:6(a)", ["round", "con\u00adﬁdential"]),
        ("大韩民国", "zh:annex:1", ["⼤韩⺠国"]),
        ("韩国", "zh:annex:1", ["⼤韩⺠国"]),
        ("民国代表", "zh:annex:1", ["⺠国代表"]),
        ("联络人", "zh:annex:1", ["联\u200b络⼈"]),
        ("第1540(2004)号决议", "zh:annex:2", ["第1540\u200b(2004)号决议"]),
        ("A/ES-10/L.23", "zh:annex:2", ["A/ES\u201110/L.23"]),
        ("S/2019/986", "zh:annex:2", ["S/2019/\ufeff986"]),
        ("70 997", "zh:annex:2", ["７０\u202f９９７"]),
        ("秘鲁", "zh:annex:3", ["秘\u00ad鲁"]),
        ("马拉维", "zh:annex:3", ["⻢拉维"]),
    ],
)
def test_plain_letters_find_what_was_printed(
    library: Library, question: str, unit: str, marked: list[str]
) -> None:
    found = ask(library, question)
    assert unit in found
    assert found[unit] == marked


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("committee -coffee", "en:annex:1"),
        ("group -international", "en:annex:2"),
        ("group -inter-national", "en:annex:2"),
        ("rooms NOT Asia-Pacific", "en:annex:3"),
        ("代表 -联络人", "zh:annex:1"),
    ],
)
def test_what_is_excluded_is_not_found(library: Library, question: str, unit: str) -> None:
    assert unit not in ask(library, question)


def test_a_word_in_quotation_marks_is_no_piece_of_a_broken_one(library: Library) -> None:
    assert ask(library, '"national"') == {}
    assert "en:annex:2" in ask(library, "group -national")


@pytest.mark.parametrize(
    ("state", "units"),
    [("GNB", ["en:annex:4"]), ("KOR", ["zh:annex:1"]), ("PER", ["zh:annex:3"]), ("AFG", ["en:annex:5"])],
)
def test_states_are_counted(library: Library, state: str, units: list[str]) -> None:
    assert list(ask(library, "", state=state)) == units


def test_citations_have_their_keys(library: Library) -> None:
    assert set(ask(library, "", cites="S/2019/986")) == {"en:annex:3", "zh:annex:2"}
    assert set(ask(library, "", cites="S/RES/1540(2004)")) == {"en:annex:3", "zh:annex:2"}


def test_the_text_is_shown_as_printed(library: Library) -> None:
    (hit,) = library.search(arguments.parse([("q", "oﬃcer")])).hits
    assert hit.text == "The ﬁrst oﬃcer met three co\u00adordinators in Que\u0301bec and drank coﬀee."
    assert "".join(one.text for one in hit.snippet) == hit.text
