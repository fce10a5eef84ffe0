"""Small documents of many kinds come out as `cases/documents.toml` says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from indexer.model.document import Document, Given
from indexer.names.annotate import annotate
from indexer.reading import read
from indexer.structure.assembly import structured
from tests.conftest import SHARED

CASES = tomllib.loads((Path(__file__).parent / "cases" / "documents.toml").read_text(encoding="utf-8"))[
    "case"
]
KINDS = tomllib.loads((Path(__file__).parent / "cases" / "kinds.toml").read_text(encoding="utf-8"))["case"]
FOLDER = SHARED / "cases" / "documents"


def named(case: dict[str, Any]) -> str:
    return str(case["file"])


def document(case: dict[str, Any]) -> Document:
    path = FOLDER / f"{case['file']}.txt"
    if not path.exists():
        pytest.skip(f"{path.name} is not here: set JUANZONG_SHARED to the folder that holds it")
    return annotate(structured(read(path), Given(symbol=case.get("given"))).document)


def units(one: Document) -> list[str]:
    return [
        f"{'' if unit.part == 'main' else f'{unit.part}:'}{unit.locator} {unit.kind}"
        for unit in one.paragraphs
    ]


def assert_as_said(case: dict[str, Any], one: Document) -> None:
    assert (one.symbol, list(one.symbols)) == (case["symbol"], case.get("symbols", []))
    assert str(one.date or "") == case["date"]
    assert one.title == case.get("title", one.title)
    assert units(one) == case["units"]
    assert {tally.name: tally.lines for tally in one.coverage.noise} == case.get("noise", {})
    texts = {unit.locator: unit.text for unit in one.paragraphs}
    assert all(texts[locator].endswith(end) for locator, end in case.get("ends", {}).items())
    assert len(one.coverage.warnings) == case.get("doubts", 0)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_document_comes_out_as_itself(case: dict[str, Any]) -> None:
    assert_as_said(case, document(case))


@pytest.mark.parametrize("case", [case for case in CASES if "cites" in case], ids=named)
def test_citations_are_found(case: dict[str, Any]) -> None:
    one = document(case)
    found = {
        cited.symbol if cited.pinpoint is None else f"{cited.symbol}#{cited.pinpoint}"
        for unit in one.paragraphs
        for cited in unit.citations
    } | {cited.symbol for unit in one.paragraphs for cited in unit.citations}
    missing = set(case["cites"]) - found
    assert not missing
    assert not found & set(case.get("never_cites", []))


def test_every_case_is_a_test() -> None:
    if not FOLDER.exists():
        pytest.skip("the cases are not here: set JUANZONG_SHARED to the folder that holds them")
    assert {path.stem for path in FOLDER.glob("*.right")} == {case["file"] for case in CASES}


@pytest.mark.parametrize("case", KINDS, ids=named)
def test_a_document_of_each_kind_comes_out_as_itself(case: dict[str, Any]) -> None:
    path = Path(__file__).parent / "cases" / "kinds" / f"{case['file']}.txt"
    one = structured(read(path), Given()).document
    assert (one.symbol, one.type, str(one.date or ""), one.title) == (
        case["symbol"], case["type"], case["date"], case["title"],
    )  # fmt: skip
    assert units(one) == case["units"]
    assert len(one.coverage.warnings) == case["doubts"]


def test_every_document_of_a_kind_is_a_test() -> None:
    folder = Path(__file__).parent / "cases" / "kinds"
    assert {path.stem for path in folder.glob("*.txt")} == {case["file"] for case in KINDS}
