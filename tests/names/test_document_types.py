"""What type of document it is, by its symbol and then by its title."""

from __future__ import annotations

import pytest

from indexer.names.document_types import type_of


@pytest.mark.parametrize(
    ("symbol", "type_"),
    [
        ("S/RES/1540(2004)", "resolution"),
        ("A/HRC/RES/40/1", "resolution"),
        ("S/PRST/2019/1", "presidential-statement"),
        ("S/PV.8500", "verbatim-record"),
        ("A/C.1/74/PV.3", "verbatim-record"),
        ("A/C.2/74/SR.1", "summary-record"),
        ("A/C.1/74/L.1/Rev.1", "draft"),
        ("A/DEC/74/501", "decision"),
        ("CEDAW/C/CHN/CO/9", "concluding-observations"),
        ("CCPR/C/190/D/9901/2130", "views"),
        ("CCPR/C/GC/36", "general-comment"),
        ("ST/SGB/2019/8", "bulletin"),
        ("ST/AI/2019/1", "administrative-instruction"),
        ("A/HRC/WG.6/34/CHL/1", "national-report"),
        ("S/2019/986/Add.1", ""),
        ("A/LOS/PRESS", ""),
    ],
)
def test_a_symbol_tells_the_type(symbol: str, type_: str) -> None:
    assert type_of(symbol) == type_


@pytest.mark.parametrize(
    ("title", "type_"),
    [
        ("2019年12月23日安全理事会主席给秘书长的信", "letter"),
        ("Letter dated 23 December 2019 from the Chair addressed to the President", "letter"),
        ("Identical letters dated 1 May 2020 from the Chair transmitting the report of a panel", "letter"),
        ("Note verbale dated 1 May 2020 from the Permanent Mission of Utopia", "note-verbale"),
        ("秘书长的报告", "report"),
        ("祕書長的報告", "report"),
        ("Children and armed conflict: report of the Secretary-General", "report"),
        ("Note by the Secretariat", "note"),
        ("秘书处的说明", "note"),
        ("Reporting obligations", ""),
        ("", ""),
    ],
)
def test_where_the_symbol_tells_nothing_the_title_may(title: str, type_: str) -> None:
    assert type_of("S/2019/986", title) == type_
    assert type_of("S/RES/1540(2004)", title) == "resolution"


def test_articles_make_an_instrument() -> None:
    assert type_of("A/190/701", "Treaty on lamps", instrument=True) == "instrument"
    assert type_of("S/2019/986", "Treaty on lamps") == ""
