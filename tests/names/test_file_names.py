"""The name of a file proposes symbol and language, if it can be nothing else than a symbol."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from indexer.model.document import Language
from indexer.names.file_names import Proposal, fits, proposed


@pytest.mark.parametrize(
    ("name", "symbol", "language"),
    [
        # the Digital Library and the Official Document System
        ("S_2019_986-ZH.pdf", "S/2019/986", "zh"),
        ("A_RES_74_1-EN.docx", "A/RES/74/1", "en"),
        ("S_RES_1540(2004)-EN.txt", "S/RES/1540(2004)", "en"),
        ("S_RES_37%281947%29-EN.pdf", "S/RES/37(1947)", "en"),
        ("S_RES_2808_(2025)-EN.pdf", "S/RES/2808(2025)", "en"),
        ("S_RES_1540_(2004)-zh", "S/RES/1540(2004)", "zh"),
        ("S_RES_1540 (2004)-zh.pdf", "S/RES/1540(2004)", "zh"),
        ("A_RES_1514(XV)-EN.pdf", "A/RES/1514(XV)", "en"),
        ("A_RES_ES-11_1-EN.pdf", "A/RES/ES-11/1", "en"),
        ("A_C.1_74_L.1_Rev.1-EN.pdf", "A/C.1/74/L.1/Rev.1", "en"),
        ("S_2019_986_Corr.1-ZH.doc", "S/2019/986/Corr.1", "zh"),
        ("A_79_PV.3-EN.pdf", "A/79/PV.3", "en"),
        ("A_HRC_60_8-EN.pdf", "A/HRC/60/8", "en"),
        ("S_PV.8500-EN.pdf", "S/PV.8500", "en"),
        ("S_PV.8500", "S/PV.8500", None),
        ("S_25704-EN.pdf", "S/25704", "en"),
        ("ST_SGB_2019_8-EN.pdf", "ST/SGB/2019/8", "en"),
        ("S_AC.44_2004_(02)_100-EN.pdf", "S/AC.44/2004/(02)/100", "en"),
        ("A_69_308_(Part_II)-EN.pdf", "A/69/308(PartII)", "en"),
        ("A_69_308(PARTII)-ZH.pdf", "A/69/308(PartII)", "zh"),
        ("A_RES_78_323-EN.pdf?ln=en", "A/RES/78/323", "en"),
        # other ways in which offices write the language
        ("A_HRC_40_1_E.docx", "A/HRC/40/1", "en"),
        ("A_RES_74_1_C.docx", "A/RES/74/1", "zh"),
        ("A_RES_74_1 (English).pdf", "A/RES/74/1", "en"),
        ("S_2019_986 - Chinese.pdf", "S/2019/986", "zh"),
        ("S_2019_986.中文.txt", "S/2019/986", "zh"),
        ("S_2019_986_英文.pdf", "S/2019/986", "en"),
        ("S_2019_986[EN].pdf", "S/2019/986", "en"),
        ("S_RES_1540_2004_E.pdf", "S/RES/1540(2004)", "en"),
        ("s_res_1540(2004)-en.xml", "S/RES/1540(2004)", "en"),
        ("A_RES_74_1-FR.pdf", "A/RES/74/1", None),
        ("A_HRC_40_1_R.docx", "A/HRC/40/1", None),
        ("A_RES_74_6_A-EN.pdf", "A/RES/74/6A", "en"),
        ("A_RES_74_6_A.pdf", "A/RES/74/6A", None),
        ("S_2019_986.pdf", "S/2019/986", None),
        ("S_2019_986.pdf.txt", "S/2019/986", None),
        # our own library
        ("S-2019-986.zh.txt", "S/2019/986", "zh"),
        ("S-2019-986.zh.0123456789ab.txt", "S/2019/986", "zh"),
        ("S-RES-1540-2004.en.abcdef012345.txt", "S/RES/1540(2004)", "en"),
        ("A-RES-2758-XXVI.en.txt", "A/RES/2758(XXVI)", "en"),
        ("A-RES-ES-10-24.en.txt", "A/RES/ES-10/24", "en"),
        ("A-69-308-PartII.en.txt", "A/69/308(PartII)", "en"),
        ("A-C.1-74-L.1-Rev.1.en.txt", "A/C.1/74/L.1/Rev.1", "en"),
        ("S-AC.44-2004--02-100.en.txt", "S/AC.44/2004/(02)/100", "en"),
        # languages as the Web has them
        ("S_2019_986.zh-Hans.html", "S/2019/986", "zh"),
        ("A-RES-217-III-A.zh-Hant.html", "A/RES/217(III)A", "zh"),
        ("A-RES-217-III-A.en.html", "A/RES/217(III)A", "en"),
        ("A_RES_217(III)_A-EN.pdf", "A/RES/217(III)A", "en"),
        ("A_RES_217(III)_A.pdf", "A/RES/217(III)A", None),
        # slashes that a system replaced
        ("S%2F2019%2F986-EN.pdf", "S/2019/986", "en"),
        ("S:2019:986.pdf", "S/2019/986", None),
        ("Ｓ＿２０１９＿９８６－ＺＨ．ｔｘｔ", "S/2019/986", "zh"),
        ("S／2019／986.txt", "S/2019/986", None),
        ("S_2019_986–EN.pdf", "S/2019/986", "en"),
        # copies
        ("S_2019_986-ZH (1).pdf", "S/2019/986", "zh"),
        ("S_2019_986-ZH(1).pdf", "S/2019/986", "zh"),
        ("S_2019_986-ZH-copy.pdf", "S/2019/986", "zh"),
        ("S_2019_986-ZH - Copy (2).pdf", "S/2019/986", "zh"),
        ("Copy of S_2019_986-ZH.pdf", "S/2019/986", "zh"),
        ("S_2019_986-ZH - 副本 (2).pdf", "S/2019/986", "zh"),
        ("复件 S_2019_986-ZH.pdf", "S/2019/986", "zh"),
        ("A_74_100 (1).pdf", "A/74/100", None),
        ("S_RES_1540(2004) (1).pdf", "S/RES/1540(2004)", None),
    ],
)
def test_a_name_proposes_what_it_says(name: str, symbol: str, language: Language | None) -> None:
    assert proposed(name) == Proposal(symbol, language)


@pytest.mark.parametrize(
    "name",
    [
        "report_2020-en.txt", "my_notes.txt", "2019_986.txt", "A_1.txt", "A_12-EN.txt", "CD_2.txt",
        "E_2019.txt", "letter.txt", "", ".txt", "N1943519.pdf", "n1943519-en.pdf", "ID_2019_11_29.txt",
        "at_10_30.txt", "A-4-12.txt", "and_or_2019.txt", "01-masthead-spaced-zh.txt", "S_RES_1540-EN.pdf",
        "A_RES_2758-EN.pdf", "S_2019_986 letter of the Chair.pdf", "IMG_2019.jpg", "A_B_3.txt",
        "chapter_1_2.txt", "zh", "_", "-EN.pdf", "%", "%zz", "e-mail_2019_12.txt", "x" * 5_000,
        "S_2019_986" * 40, "S" + ".hans" * 59, "(((((" * 50, "part" * 70, "A/RES/" * 49,
    ],
)  # fmt: skip
def test_what_is_no_symbol_proposes_nothing(name: str) -> None:
    assert proposed(name) == Proposal()


@pytest.mark.parametrize("symbol", ["S/RES/1540(2004)", "A/HRC/40/1/Add.2", "A/RES/74/1", "S/PRST/2019/1"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_name_as_it_stands_in_an_address_is_read(symbol: str, language: Language) -> None:
    name = quote(f"{symbol.replace('/', '_')}-{language.upper()}.pdf")
    assert proposed(name) == Proposal(symbol, language)


@pytest.mark.parametrize(
    ("named", "symbol", "fitting"),
    [
        ("S/2019/986", "S/2019/986", True),
        ("ICCD/CRIC/13/1", "ICCD/CRIC(13)/1", True),
        ("S/2019/986", "S/2019/986/Corr.1", False),
        ("S/2019/986", "S/2020/1308", False),
    ],
)
def test_signs_that_a_name_has_lost_contradict_nothing(named: str, symbol: str, *, fitting: bool) -> None:
    assert fits(named, symbol) is fitting
