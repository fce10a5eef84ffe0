"""United Nations document symbols, in every form in which people write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names import symbols
from indexer.runtime.errors import UsageError
from indexer.text.folding import fold

KEYS = (
    "S/2019/986",
    "S/RES/1540(2004)",
    "A/RES/74/1",
    "A/RES/2758(XXVI)",
    "A/RES/377(V)",
    "A/RES/377(V)A",
    "A/RES/69/262A",
    "A/RES/3201(S-VI)",
    "A/RES/ES-10/24",
    "A/RES/S-27/2",
    "A/RES/69/1/Corr.1",
    "A/ES-10/670",
    "A/ES-10/PV.39",
    "A/C.1/74/L.1/Rev.1",
    "A/CN.9/WG.II/WP.190",
    "A/69/308(PartII)",
    "A/74/6(Sect.1)",
    "A/66/6(Introduction)",
    "HRI/GEN/1/Rev.9(Vol.I)",
    "A/CONF.224/PC(III)/L.1",
    "A/HRC/28/41",
    "A/HRC/RES/28/1",
    "A/HRC/S-17/2/Add.1",
    "A/810",
    "S/PV.8487",
    "S/PV.6389(Resumption1)",
    "S/PRST/2015/1",
    "S/Agenda/7355",
    "S/AC.44/2004/(02)/4",
    "S/26765",
    "E/RES/2014/33",
    "E/RES/1894(LVII)",
    "E/CN.4/Sub.2/2003/12/Rev.2",
    "E/CN.6/2015/NGO/161",
    "ST/SG/SER.E/736",
    "ST/SGB/2018/3",
    "NPT/CONF.2015/WP.1",
    "BWC/CONF.VII/7",
    "UNEP(DTIE)/Hg/INC.6/24",
    "UNEP/OzL.Pro.WG.1/35/1",
    "UNEP/FAO/RC/COP.7/1/Add.1",
    "ICCD/CRIC(13)/4",
    "FCCC/KP/CMP/2012/13/Add.1",
    "CEDAW/C/ECU/CO/8-9",
    "CAC/COSP/IRG/I/3/1/Add.17",
    "TD/B/C.I/MEM.1/23",
    "ISBA/21/LTC/9/Rev.1",
    "PBC(31)/1",
    "PBC/9/OC/SR.1",
    "IDB.43/2",
    "ICC-ASP/13/2",
    "CLCS/87",
    "CD/1998",
)
NO_SYMBOLS = (
    *("", " ", "/", "A/", "A/B", "A/B/3", "C/O", "and/or", "km/h", "TCP/IP", "HIV/AIDS/2015", "A/H1N1"),
    *("10/15 19-22564", "2019/12/23", "3/4", "组织者/主办方", "1540", "第1540(2004)号决议", "S", "S/2019/"),
    *("S/2019/986.", "S/2019/986，附件", "S/RES/1540(1804)", "S/RES/0540(2004)", "A/RES/69", "E/RES/33"),
    *("S/RES/1540(2004)(2004)", "S/2019/986 S/2020/1308", "X/2019/986", "A/RES/74/1(XX)"),
)


def as_corpus_writes(name: str) -> str:
    """Turn a document's name in the UN Parallel Corpus (`2015/a/69/308__part_ii_`) into its symbol."""
    name = name.removeprefix("2015/").replace("pbc_31/", "pbc(31)/")
    name = re.sub(r"__(\w+?)_(?=/|$)", lambda aside: f"({aside[1].replace('_', '')})", name)
    name = re.sub(r"_([ivx]+|\d+|dtie)_(?=/|$)", r"(\1)", name)
    return re.sub(r"(?<=\d)_(?=\d)|(?<=es)_(?=\d)", "-", name).replace("_", ".")


def full_width(text: str) -> str:
    """Write ASCII as Chinese input methods do."""
    return "".join(
        "　" if char == " " else chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text
    )


@pytest.mark.parametrize("key", KEYS)
def test_the_key_form_is_the_uns_own_without_spaces(key: str) -> None:
    assert symbols.parse(key) == key


@pytest.mark.parametrize("key", KEYS)
def test_case_width_and_spaces_do_not_matter(key: str) -> None:
    written = (
        key.lower(),
        key.upper(),
        full_width(key),
        key.replace("/", " / "),
        f" {key}\n",
        key.replace("(", " ( "),
    )
    assert {symbols.parse(form) for form in written} == {key}


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shown_can_be_typed_again(key: str) -> None:
    assert symbols.parse(symbols.display(key, "zh")) == key
    assert symbols.parse(symbols.display(key, "en")) == key


@pytest.mark.parametrize("key", KEYS)
def test_a_symbol_as_shown_is_found_in_running_text_of_either_language(key: str) -> None:
    for shown in (symbols.display(key, "en"), symbols.display(key, "zh"), key.lower()):
        text = f"（见{shown}，第3段）。See {shown}."
        found = list(symbols.occurrences(text))
        assert [(one.symbol, text[one.start : one.end]) for one in found] == [(key, shown)] * 2


def test_all_documents_of_the_parallel_corpus_have_a_symbol(bitext: Path) -> None:
    lines = (bitext / "devset.ids").read_text("utf-8").splitlines()
    names = {line.split()[0] for line in lines}
    keys = {symbols.parse(as_corpus_writes(name)) for name in names}
    assert len(keys) == len(names) == 732
    for key in keys:
        for shown in (symbols.display(key, "zh"), symbols.display(key, "en")):
            assert symbols.parse(shown) == key
            assert [one.symbol for one in symbols.occurrences(f"见{shown}。")] == [key]
    assert {
        "A/69/308(PartII)",
        "A/CONF.224/PC(III)/L.1",
        "UNEP(DTIE)/Hg/INC.6/24",
        "S/RES/2204(2015)",
    } <= keys


@pytest.mark.parametrize("text", NO_SYMBOLS)
def test_what_is_no_symbol_is_refused_by_name(text: str) -> None:
    assert not symbols.is_symbol(text)
    with pytest.raises(UsageError) as refused:
        symbols.parse(text)
    assert text.strip() in refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize("text", ["S/RES/1540", "a/res/2758", "E / RES / 1894"])
def test_a_resolution_without_its_year_is_told_so(text: str) -> None:
    with pytest.raises(UsageError, match=r"lacks its year or session.*S/RES/1540\(2004\)"):
        symbols.parse(text)


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("S/RES/1540(2004)", "S/RES/1540 (2004)", "S/RES/1540(2004)"),
        ("A/RES/377(V)A", "A/RES/377 (V) A", "A/RES/377(V) A"),
        ("A/69/308(PartII)", "A/69/308 (Part II)", "A/69/308(Part II)"),
        ("A/74/6(Sect.1)", "A/74/6 (Sect. 1)", "A/74/6(Sect. 1)"),
        ("S/PV.6389(Resumption1)", "S/PV.6389 (Resumption 1)", "S/PV.6389(Resumption 1)"),
        ("A/CONF.224/PC(III)/L.1", "A/CONF.224/PC(III)/L.1", "A/CONF.224/PC(III)/L.1"),
        ("S/AC.44/2004/(02)/4", "S/AC.44/2004/(02)/4", "S/AC.44/2004/(02)/4"),
        ("PBC(31)/1", "PBC(31)/1", "PBC(31)/1"),
    ],
)
def test_symbols_are_shown_as_the_un_prints_them(key: str, english: str, chinese: str) -> None:
    assert symbols.display(key, "en") == english
    assert symbols.display(key, "zh") == chinese


def test_numbers_sort_by_value_and_documents_before_what_belongs_to_them() -> None:
    ordered = [
        "A/69/308",
        "A/69/308(PartI)",
        "A/69/308(PartII)",
        "A/69/308(PartIX)",
        "A/69/308/Add.1",
        "A/69/1000",
        "A/CONF.224/PC(II)/1",
        "A/CONF.224/PC(IX)/1",
        "A/RES/377(V)",
        "A/RES/2758(XXVI)",
        "S/2019/99",
        "S/2019/986",
        "S/2019/986/Add.2",
        "S/2019/986/Add.10",
        "S/2020/12",
        "S/RES/853(1993)",
        "S/RES/1540(2004)",
    ]
    assert sorted(set(ordered), key=symbols.order) == ordered


def test_a_document_has_an_address_in_the_uns_document_service() -> None:
    assert symbols.official_url("S/2019/986", "zh") == "https://undocs.org/zh/S/2019/986"
    assert symbols.official_url("S/RES/1540(2004)", "en") == "https://undocs.org/en/S/RES/1540(2004)"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("见S/2019/127，附件", ["S/2019/127"]),
        ("S/2019/986, S/2020/1308.", ["S/2019/986", "S/2020/1308"]),
        ("A/69/719-S/2015/18", ["A/69/719", "S/2015/18"]),
        ("S/2019/986 / S/2020/1308", ["S/2019/986", "S/2020/1308"]),
        ("A/69/363/Add.6-7", ["A/69/363/Add.6"]),
        ("S/2019/986/annex", ["S/2019/986"]),
        ("S/ 2019/ 986", ["S/2019/986"]),
        ("https://undocs.org/ch/S/RES/1540(2004)", ["S/RES/1540(2004)"]),
        ("https://undocs.org/en/S/RES/1540%20(2004).", ["S/RES/1540(2004)"]),
        ("undocs.org/S/2019/986", ["S/2019/986"]),
        ("https://docs.un.org/en/S/2019/986", ["S/2019/986"]),
        ("https://www.un.org/en/sc/1540/2021.pdf http://x.org/a/2019/12 .../s/2019/3", []),
        ("groups A/12 and CD/2, option A / 120, 1A/300", []),
        ("S/2019/986A", []),
        (" ".join(text for text in NO_SYMBOLS[:18]), []),
        ("S/RES/1540", []),
        ("没有", []),
    ],
)
def test_symbols_are_found_in_running_text_and_nothing_else_is(text: str, keys: list[str]) -> None:
    assert [one.symbol for one in symbols.occurrences(text)] == keys


_number = st.integers(1, 9999).map(str)
_year = st.integers(1946, 2099).map(str)
_roman = st.sampled_from(["I", "IV", "IX", "XIV", "XXVI", "XLI", "LVII"])
_middle = st.sampled_from(
    ["C.1", "AC.105", "CONF.224", "PC(III)", "WG.6", "INF", "NGO", "HRC", "ES-10", "(02)", "SER.E"]
)
_last = st.one_of(_number, _number.map("L.{}".format), _number.map("{}(PartII)".format), st.just("8-9"))
_after = st.lists(st.tuples(st.sampled_from(["Add", "Corr", "Rev"]), st.integers(1, 20)), max_size=2)
_resolution = st.one_of(
    st.builds("S/RES/{}({})".format, _number, _year),
    st.builds("A/RES/{}({})".format, _number, _roman),
    st.builds("A/RES/{}/{}".format, st.integers(31, 99), st.integers(1, 350)),
    st.builds("E/RES/{}/{}".format, _year, st.integers(1, 60)),
)
_other = st.builds(
    lambda series, middle, last: "/".join((series, *middle, last)),
    st.sampled_from(["A", "S", "E", "ST", "NPT", "CEDAW", "ISBA", "PBC(31)", "UNEP(DTIE)"]),
    st.lists(st.one_of(_middle, _year), min_size=1, max_size=4),
    _last,
)
any_symbol = st.builds(
    lambda first, after: first + "".join(f"/{word}.{number}" for word, number in after),
    st.one_of(_resolution, _other),
    _after,
)


@given(any_symbol, st.data())
def test_every_written_form_of_any_symbol_names_it(key: str, data: st.DataObject) -> None:
    written = "".join(
        data.draw(
            st.sampled_from([char, char.lower(), char.upper(), full_width(char), f"{char} ", f"　{char}"])
        )
        for char in key
    )
    assert symbols.parse(written) == key
    assert symbols.parse(symbols.display(key, "en")) == symbols.parse(symbols.display(key, "zh")) == key


@given(any_symbol, any_symbol)
def test_any_two_symbols_in_one_sentence_are_found(first: str, second: str) -> None:
    text = f"见{symbols.display(first, 'zh')}和{symbols.display(second, 'en')}。"
    assert [one.symbol for one in symbols.occurrences(text)] == [first, second]


@given(st.text(alphabet=st.sampled_from("ASERaserTCL/().-0123456789 ivxIVX第附件，")) | st.text())
def test_any_text_is_a_symbol_or_refused(text: str) -> None:
    if symbols.is_symbol(text):
        key = symbols.parse(text)
        assert symbols.parse(key) == key
        assert fold(key) == re.sub(r"\s+", "", fold(key))
    else:
        with pytest.raises(UsageError):
            symbols.parse(text)
    for one in symbols.occurrences(text):
        assert symbols.parse(text[one.start : one.end].replace("%20", "")) == one.symbol


@pytest.mark.parametrize(
    ("symbol", "bases"),
    [
        ("S/PV.8487(Resumption1)", ("S/PV.8487",)),
        ("A/64/7/Add.1/Corr.1", ("A/64/7/Add.1", "A/64/7")),
        ("A/RES/48/246A", ("A/RES/48/246",)),
        ("A/69/308(PartII)", ("A/69/308",)),
        ("S/RES/1540(2004)", ()),
        ("S/2019/986", ()),
    ],
)
def test_a_document_belongs_to_the_one_whose_symbol_it_extends(symbol: str, bases: tuple[str, ...]) -> None:
    assert symbols.bases(symbol) == bases
