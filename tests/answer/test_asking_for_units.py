"""A unit is asked for as it is cited, in either language; else the reader is told what is held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.results import Results
from indexer.query import arguments
from tests import shelf

RESOLUTION = """\
General Assembly
A/RES/190/45
4 December 2035

Resolution adopted by the General Assembly

190/45. Kites

The General Assembly,

Recalling its decision 189/404,

Noting that kites need wind,

Having considered the report on string,

1. Encourages all States to fly kites;

2. Requests the Secretary-General to count them.
"""
OLD = """\
A/RES/9990(XXVII)
29 November 1972

The General Assembly,

Recalling its earlier words on boats,

Decides to count the boats.
"""
LETTER = """\
S/2131/9
3 March 2031

Letter dated 3 March 2031 from the Permanent Representative of Utopia to the President of the Council

I have the honour to transmit two statements.

They are short.

Annex I

Statement on quays

Quays are long.

Annex II

Statement on moles

Moles are dark.

Enclosure

List of moles

1. East mole.

2. West mole.
"""
JOINT = """\
A/190/312-S/2135/118
9 August 2035

Report on sand

1. Sand is wet.
"""
RECORD = """\
S/PV.99901
Security Council
9901st meeting
Wednesday, 5 March 2031, 10 a.m.
New York

President: Ms. Moreau (Utopia)

The meeting was called to order at 10.05 a.m.

The President: I open the meeting.
"""
CITING = """\
委员会
S/2131/10
2031年3月3日

关于风筝的报告

1. 委员会回顾大会第189/404号决定。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("asking")
    texts = {
        "kites": RESOLUTION,
        "old": OLD,
        "letter": LETTER,
        "joint": JOINT,
        "record": RECORD,
        "zh": CITING,
    }
    library = Library(shelf.config(place))
    library.build()
    library.add([shelf.written(place / f"{name}.txt", text) for name, text in texts.items()], Given())
    library.close()
    with Library(shelf.config(place)) as opened:
        yield opened


def ask(library: Library, text: str) -> Results:
    return library.search(arguments.parse([("q", text)]))


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("A/RES/190/45 OP2", "A/RES/190/45:en:main:2"),
        ("Ａ／ＲＥＳ／１９０／４５　ＯＰ２", "A/RES/190/45:en:main:2"),
        ("resolution 190/45, operative paragraph 2", "A/RES/190/45:en:main:2"),
        ("第190/45号决议执行部分第2段", "A/RES/190/45:en:main:2"),
        ("A/RES/190/45 PP3", "A/RES/190/45:en:main:pp.3"),
        ("third preambular paragraph of resolution 190/45", "A/RES/190/45:en:main:pp.3"),
        ("第190/45號決議序言部分第三段", "A/RES/190/45:en:main:pp.3"),
        ("9990(XXVII)", "A/RES/9990(XXVII):en:main:p.1"),
        ("第9990号决议", "A/RES/9990(XXVII):en:main:p.1"),
        ("resolution 9990", "A/RES/9990(XXVII):en:main:p.1"),
        ("联大9990号决议", "A/RES/9990(XXVII):en:main:p.1"),
        ("大会第九九九〇(二十七)号决议", "A/RES/9990(XXVII):en:main:p.1"),
        ("A/RES/9990(XXVII), sole operative paragraph", "A/RES/9990(XXVII):en:main:op"),
        ("A/RES/9990(XXVII) OP1", "A/RES/9990(XXVII):en:main:op"),
        ("S/2131/9, annex I", "S/2131/9:en:annex:p.1"),
        ("S/2131/9，附件二", "S/2131/9:en:annex-2:p.1"),
        ("S/2131/9, annex B", "S/2131/9:en:annex-2:p.1"),
        ("S/2131/9 ¶2", "S/2131/9:en:enclosure:2"),
        ("S/2131/9 §2", "S/2131/9:en:enclosure:2"),
        ("S/2131/9, letter, second paragraph", "S/2131/9:en:main:letter.2"),
        ("S/2131/9，信，第二段", "S/2131/9:en:main:letter.2"),
        ("S/2131/9*", "S/2131/9:en:main:letter.1"),
        ("S/2135/118", "A/190/312:en:main:1"),
        ("A/190/312-S/2135/118", "A/190/312:en:main:1"),
    ],
)
def test_what_is_asked_for_comes_first(library: Library, asked: str, unit: str) -> None:
    found = ask(library, asked)
    assert found.hits[0].id == unit
    assert found.query.relaxed is None
    assert {notice.code for notice in found.query.notices} <= {"year-taken"}


@pytest.mark.parametrize(
    ("asked", "unit", "code"),
    [
        ("A/RES/190/45 OP7", "A/RES/190/45:en:main:p.1", "not-in-document"),
        ("S/2131/9, annex III", "S/2131/9:en:main:letter.1", "not-in-document"),
        ("S/PV.99901 (Resumption 1)", "S/PV.99901:en:main:proc.1", "base-held"),
        ("S/PV.99901(复会一)", "S/PV.99901:en:main:proc.1", "base-held"),
        ("A/RES/190/45/Corr.1", "A/RES/190/45:en:main:p.1", "base-held"),
    ],
)
def test_what_is_not_held_is_told_and_the_nearest_shown(
    library: Library, asked: str, unit: str, code: str
) -> None:
    found = ask(library, asked)
    assert found.hits[0].id == unit
    assert [notice.code for notice in found.query.notices] == [code]


@pytest.mark.parametrize(
    ("asked", "symbol"),
    [
        ("PRST/2010/13", "S/PRST/2010/13"),
        ("主席声明2010年第13号", "S/PRST/2010/13"),
        ("ES-11/1", "A/RES/ES-11/1"),
        ("A/RES/377 A (V)", "A/RES/377(V)A"),
        ("CEDAW/C/CHN-HKG/9", "CEDAW/C/CHN-HKG/9"),
    ],
)
def test_what_is_not_held_has_a_card(library: Library, asked: str, symbol: str) -> None:
    (card,) = ask(library, asked).query.symbols
    assert (card.symbol, card.held) == (symbol, False)


@pytest.mark.parametrize("asked", ["decision 189/404", "第189/404号决定"])
def test_a_decision_is_found_in_both_languages_and_has_no_symbol(library: Library, asked: str) -> None:
    found = ask(library, asked)
    assert {hit.id for hit in found.hits} == {"A/RES/190/45:en:main:pp.1", "S/2131/10:zh:main:1"}
    assert found.query.symbols == ()


@pytest.mark.parametrize(
    "asked",
    [
        "A/RES/190/45 and A/RES/9990(XXVII)",
        "A/RES/190/45和A/RES/9990(XXVII)",
        "A/RES/190/45, A/RES/9990(XXVII)",
        "A/RES/190/45與A/RES/9990(XXVII)",
        "A/RES/190/45 & S/2199/1 and A/RES/9990(XXVII)",
    ],
)
def test_a_question_that_names_several_documents_finds_each_first(library: Library, asked: str) -> None:
    found = ask(library, asked)
    assert {hit.id for hit in found.hits[:2]} == {"A/RES/190/45:en:main:p.1", "A/RES/9990(XXVII):en:main:p.1"}
    assert found.query.relaxed is None


def test_each_is_found_at_the_place_that_is_named(library: Library) -> None:
    found = ask(library, "A/RES/190/45, para. 2, and S/2131/9, annex II")
    assert {hit.id for hit in found.hits[:2]} == {"A/RES/190/45:en:main:2", "S/2131/9:en:annex-2:p.1"}


def test_other_words_still_narrow_the_documents_named(library: Library) -> None:
    found = ask(library, "A/RES/190/45 A/RES/9990(XXVII) string")
    assert "A/RES/9990(XXVII):en:main:p.1" not in {hit.id for hit in found.hits[:1]}


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("A/RES/190/45 OP2", "/en/A/RES/190/45#main-2"),
        ("第190/45号决议执行部分第2段", "/en/A/RES/190/45#main-2"),
        ("A/RES/190/45 PP3", "/en/A/RES/190/45#main-pp.3"),
        ("S/2131/9, annex II", "/en/S/2131/9#annex-2"),
        ("S/2131/9，附文，第2段", "/en/S/2131/9#enclosure-2"),
        ("A/RES/190/45 OP7", "/en/A/RES/190/45"),
        ("A/RES/190/45", "/en/A/RES/190/45"),
        ("A/RES/191/45 OP2", "https://undocs.org/en/A/RES/191/45"),
    ],
)
def test_a_card_leads_to_the_place_that_is_named(library: Library, asked: str, url: str) -> None:
    (card,) = ask(library, asked).query.symbols
    assert card.url.replace("/zh/A/RES/191", "/en/A/RES/191") == url
