"""Symbols of the versions of one text: which belongs to which."""

from __future__ import annotations

import pytest

from indexer.names import families


@pytest.mark.parametrize(
    ("symbol", "base"),
    [
        ("S/2031/9", "S/2031/9"),
        ("S/2031/9/Corr.1", "S/2031/9"),
        ("A/C.1/174/L.1/Rev.1/Add.2", "A/C.1/174/L.1"),
        ("A/155/582/Add.1(PartII)", "A/155/582"),
        ("A/174/6(Sect.1)/Corr.1", "A/174/6(Sect.1)"),
        ("A/RES/148/161/Corr.1", "A/RES/148/161"),
        ("S/PV.99001(Resumption1)", "S/PV.99001(Resumption1)"),
    ],
)
def test_the_text_to_which_a_version_belongs(symbol: str, base: str) -> None:
    assert families.base(symbol) == base


def test_an_addendum_belongs_to_a_revision() -> None:
    assert families.wording("A/174/L.11/Rev.1/Add.1") == "A/174/L.11/Rev.1"
    assert families.wording("A/174/L.11/Rev.1") == "A/174/L.11/Rev.1"


@pytest.mark.parametrize(
    ("own", "other", "relation"),
    [
        ("S/2031/9", "S/2031/9/Corr.1", "correction"),
        ("S/2031/9", "S/2031/9/Rev.1", "replacement"),
        ("S/2031/9", "S/2031/9/Add.1", "addendum"),
        ("S/2031/9", "S/2031/9/Amend.1", "amendment"),
        ("S/2031/9/Corr.1", "S/2031/9", "base"),
        ("S/2031/9/Rev.1", "S/2031/9/Rev.2", "replacement"),
        ("S/2031/9/Rev.2", "S/2031/9/Rev.1", "base"),
        ("S/2031/9/Add.1", "S/2031/9/Add.1/Corr.1", "correction"),
        # What corrects a revision or an addendum says nothing of the text itself.
        ("S/2031/9", "S/2031/9/Rev.1/Corr.1", "other"),
        ("S/2031/9/Add.1", "S/2031/9/Add.2", "other"),
        ("S/2031/9", "S/2031/9", None),
        ("S/2031/9", "S/2031/90/Corr.1", None),
    ],
)
def test_what_another_version_is(own: str, other: str, relation: str | None) -> None:
    assert families.relation(own, other) == relation


def test_a_revision_is_listed_before_what_it_replaces() -> None:
    others = ("S/2031/9/Add.1", "S/2031/9/Rev.1", "S/2031/9/Rev.2/Add.1", "S/2031/9/Rev.2", "S/2031/9")
    assert list(families.related(("S/2031/9/Corr.1",), others)) == [
        "S/2031/9/Rev.2",
        "S/2031/9/Rev.2/Add.1",
        "S/2031/9/Rev.1",
        "S/2031/9",
        "S/2031/9/Add.1",
    ]


def test_a_joint_document_is_of_two_families() -> None:
    others = ("S/24111/Corr.1", "A/47/277/Add.1", "S/24112/Corr.1")
    assert families.related(("A/47/277", "S/24111"), others) == {
        "A/47/277/Add.1": "addendum",
        "S/24111/Corr.1": "correction",
    }
