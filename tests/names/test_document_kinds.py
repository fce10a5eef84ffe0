"""What kind of document it is, by its symbol and then by its title."""

from __future__ import annotations

import pytest

from indexer.names.document_kinds import kind


@pytest.mark.parametrize(
    ("symbol", "what"),
    [
        ("S/RES/1540(2004)", "resolution"),
        ("A/HRC/RES/40/1", "resolution"),
        ("S/PRST/2019/1", "presidential statement"),
        ("S/PV.8500", "meeting record"),
        ("A/C.1/74/PV.3", "meeting record"),
        ("A/C.2/74/SR.1", "meeting record"),
        ("A/C.1/74/L.1/Rev.1", "draft"),
        ("A/DEC/74/501", "decision"),
        ("CEDAW/C/CHN/CO/9", "concluding observations"),
        ("CCPR/C/GC/36", "general comment"),
        ("ST/SGB/2019/8", "bulletin of the Secretary-General"),
        ("ST/AI/2019/1", "administrative instruction"),
        ("A/HRC/21/NGO/67", "statement of an organization"),
        ("A/CN.9/WG.2/WP.1", "working paper"),
        ("S/RES/1540(2004)/Corr.1", "corrigendum"),
        ("S/2019/986/Add.1", "document"),
        ("A/LOS/PRESS", "document"),
    ],
)
def test_a_symbol_tells_the_kind(symbol: str, what: str) -> None:
    assert kind(symbol) == what


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("2019年12月23日安全理事会主席给秘书长的信", "letter"),
        ("Letter dated 23 December 2019 from the Chair addressed to the President", "letter"),
        ("Identical letters dated 1 May 2020 from the Chair transmitting the report of a panel", "letter"),
        ("秘书长的报告", "report"),
        ("祕書長的報告", "report"),
        ("Children and armed conflict: report of the Secretary-General", "report"),
        ("Reporting obligations", "document"),
        ("", "document"),
    ],
)
def test_where_the_symbol_tells_nothing_the_title_may(title: str, what: str) -> None:
    assert kind("S/2019/986", title) == what
    assert kind("S/RES/1540(2004)", title) == "resolution"
