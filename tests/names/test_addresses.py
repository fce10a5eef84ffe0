"""Addresses of documents, in the forms of the UN's services and of a library of ours."""

from __future__ import annotations

import pytest

from indexer.names import addresses
from indexer.names.addresses import Address

SYMBOL = "S/2034/9001"


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("https://undocs.org/S/2034/9001", None),
        ("undocs.org/en/S/2034/9001", "en"),
        ("https://undocs.org/zh/S%2F2034%2F9001", "zh"),
        ("https://undocs.org/S%252F2034%252F9001", None),
        ("https://undocs.org/m/zh/S/2034/9001/", "zh"),
        ("https://undocs.org/S/2034/9001.pdf", None),
        ("https://undocs.org/pdf?symbol=zh/S/2034/9001", "zh"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=S%2F2034%2F9001&Language=E&DeviceType=Mobile", "en"),
        ("https://docs.un.org/fr/S/2034/9001", None),
        ("https://documents.un.org/symbol-explorer?s=S/2034/9001&i=S/2034/9001_99", None),
        ("https://documents.un.org/api/symbol/access?s=S/2034/9001&l=zh&t=pdf", "zh"),
        ("https://daccess-ods.un.org/access.nsf/Get?OpenAgent&DS=S/2034/9001&Lang=C", "zh"),
        ("http://www.un.org/ga/search/view_doc.asp?symbol=S/2034/9001&referer=/english/&Lang=E", "en"),
        ("https://digitallibrary.un.org/search?ln=en&p=S%2F2034%2F9001", "en"),
        ("https://digitallibrary.un.org/record/99999999/files/S_2034_9001-ZH.pdf", "zh"),
        ("http://127.0.0.1:8080/zh/S/2034/9001", "zh"),
        ("https://example.org/api/v1/documents/S/2034/9001", None),
    ],
)
def test_a_document_is_named_by_its_address(address: str, language: str | None) -> None:
    assert addresses.read(address) == Address(SYMBOL, language)  # type: ignore[arg-type]


def test_an_anchor_of_ours_names_a_unit() -> None:
    found = addresses.read("https://example.org/en/S/2034/9001#annex-2(a)")
    assert found == Address(SYMBOL, "en", part="annex", locator="2(a)")


@pytest.mark.parametrize(
    ("address", "token"),
    [
        (
            "https://documents-dds-ny.un.org/doc/UNDOC/GEN/N34/022/22/PDF/N3402222.pdf?OpenElement",
            "job:34-02222",
        ),
        ("https://www.un.org/press/en/2034/sc99010.doc.htm", "press:SC/99010"),
    ],
)
def test_an_address_may_name_a_number(address: str, token: str) -> None:
    found = addresses.read(address)
    assert found is not None
    assert (found.symbol, found.token) == ("", token)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/S/2034/9001",
        "https://notundocs.org/S/2034/9001",
        "https://digitallibrary.un.org/record/99999999?ln=en",
        "https://www.un.org/en/",
        "https://undocs.org/" + "S/" * 2_000,
    ],
)
def test_other_addresses_name_none(address: str) -> None:
    found = addresses.read(address)
    assert found is None


@pytest.mark.parametrize("text", ["见https://undocs.org/zh/S/2034/9001。", "(undocs.org/zh/S/2034/9001),"])
def test_signs_around_an_address_are_none_of_it(text: str) -> None:
    ((found, start, end),) = addresses.occurrences(text)
    assert found == Address(SYMBOL, "zh")
    assert text[start:end].endswith("undocs.org/zh/S/2034/9001")


def test_brackets_of_the_symbol_stay() -> None:
    ((found, _, _),) = addresses.occurrences("(undocs.org/S/RES/9990(2034))")
    assert found.symbol == "S/RES/9990(2034)"
