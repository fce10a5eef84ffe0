"""Names are recognised whatever signs of print are in them; their spans are those of the text as shown."""

from __future__ import annotations

import pytest

from indexer.names import (
    citations,
    dates,
    document_types,
    enumerations,
    numbers,
    organizations,
    states,
    symbols,
)
from indexer.names import values as all_values

INSIDE = ("\u00ad", "\u200b", "\u2060", "\ufeff", "\u200d")
"""Signs that may be anywhere in a word and are not seen."""


@pytest.mark.parametrize("sign", INSIDE)
@pytest.mark.parametrize(
    "name", ["S/2019/986", "S/RES/1540(2004)", "A/C.1/74/L.1/Rev.1", "第1540(2004)号决议第9段", "UNSCR 1540"]
)
def test_a_symbol_is_the_same_with_an_unseen_sign_at_any_place(name: str, sign: str) -> None:
    (plain,) = citations.references(name)
    for at in range(1, len(name)):
        shown = f"见 {name[:at]}{sign}{name[at:]} 。"
        (found,) = citations.references(shown)
        assert shown[found.start : found.end] == f"{name[:at]}{sign}{name[at:]}"
        assert [(one.symbol, one.pinpoint) for one in found.citations] == [
            (one.symbol, one.pinpoint) for one in plain.citations
        ]
        spans = {(one.start, one.end) for one in found.citations}
        spans |= {(one.start, one.end) for one in found.bare_numbers}
        assert spans == {(found.start, found.end)}


@pytest.mark.parametrize(
    ("shown", "symbol", "covered"),
    [
        ("see A/ES\u201110/L.23", "A/ES-10/L.23", "A/ES\u201110/L.23"),
        ("see S/RES/1540\u00a0(2004).", "S/RES/1540(2004)", "S/RES/1540\u00a0(2004)"),
        ("in resolu-\u00adtion 1540\u2009(2004)", "S/RES/1540(2004)", "resolu-\u00adtion 1540\u2009(2004)"),
        ("⾒第1540(2004)号决议", "S/RES/1540(2004)", "第1540(2004)号决议"),
    ],
)
def test_citations(shown: str, symbol: str, covered: str) -> None:
    (found,) = citations.find(shown)
    assert found.symbol == symbol
    assert shown[found.start : found.end] == covered


def test_parse_and_lookup_take_what_was_copied() -> None:
    assert symbols.parse("\ufeffS/2019\u200b/986") == "S/2019/986"
    assert symbols.parse("A/ES\u201110/L.23") == "A/ES-10/L.23"
    assert states.lookup("Co\u0302te d’Ivoire") == "CIV"
    assert states.lookup("⼤韩⺠国") == "KOR"
    assert states.lookup("Guinea\u2011Bissau") == "GNB"


@pytest.mark.parametrize(
    ("shown", "state", "covered"),
    [
        ("⼤韩⺠国的", "KOR", "⼤韩⺠国"),
        ("在智\u200b利和", "CHL", "智\u200b利"),
        ("Guinea-\u00adBissau", "GNB", "Guinea-\u00adBissau"),
        (
            "the Nether-\u00adlands (King-\u00addom of the)",
            "NLD",
            "Nether-\u00adlands (King-\u00addom of the)",
        ),
        ("from Co\u0302te\u202fd’Ivoire", "CIV", "Co\u0302te\u202fd’Ivoire"),
        ("Afghani\u00adstan’s", "AFG", "Afghani\u00adstan"),
        ("ﬁve of Pe\u00adru", "PER", "Pe\u00adru"),
    ],
)
def test_states(shown: str, state: str, covered: str) -> None:
    (found,) = states.find(shown)
    assert (found.state, shown[found.start : found.end]) == (state, covered)


@pytest.mark.parametrize(
    ("shown", "token", "covered"),
    [
        ("on 25\u00a0April\u20092021", "date:2021-04-25", "25\u00a0April\u20092021"),
        ("on 5 Sep-\u00adtember 2020", "date:2020-09-05", "5 Sep-\u00adtember 2020"),
        ("于2021年4⽉25⽇届满", "date:2021-04-25", "2021年4⽉25⽇"),
        ("70\u202f997 cups", "num:70997", "70\u202f997"),
        ("1\u2009234\u2009567", "num:1234567", "1\u2009234\u2009567"),
        ("70\u00a0997", "num:70997", "70\u00a0997"),
        ("\uf737\uf730", "num:70", "\uf737\uf730"),
        ("the ﬁrst", "ord:1", "ﬁrst"),
        ("the twenty-\u00adsixth", "ord:26", "twenty-\u00adsixth"),
        ("第\u200b二十六届", "ord:26", "第\u200b二十六"),
    ],
)
def test_values(shown: str, token: str, covered: str) -> None:
    found = [one for one in all_values.find(shown) if one.token == token]
    assert [shown[one.start : one.end] for one in found] == [covered]


def test_numbers_of_a_citation_are_no_values_wherever_it_stands() -> None:
    shown = "ﬃ\u00ad\u200bx S/2019/\u200b986 70\u202f997"
    assert [one.token for one in all_values.find(shown)] == ["num:70997"]
    assert [shown[one.start : one.end] for one in numbers.find(shown)][-1] == "70\u202f997"
    assert [one.value for one in numbers.find("70\u00a0997 123, ﬁ 1\u2009234 567")] == [
        "70997",
        "123",
        "1234",
        "567",
    ]
    assert [one.start for one in dates.find("ﬁ 2021年4月")] == [2]


def test_lists_of_states_and_organizers() -> None:
    shown = "智利、\u200b秘鲁、\u00ad⻢拉维参加了。"
    (found,) = enumerations.find(shown, states.find(shown, "zh"))
    assert found.states == ("CHL", "PER", "MWI")
    cell = "特立尼达和\u200b多巴哥、裁\u00ad军事务厅"
    assert organizations.split(cell, "zh") == ("特立尼达和\u200b多巴哥", "裁\u00ad军事务厅")


def test_the_type_of_a_document_is_told_by_its_title_as_printed() -> None:
    assert document_types.type_of("CRC/C/1", "Con\u00adcluding observations") == "concluding-observations"
