"""Every unit comes back first when its citation is pasted, in both languages, with old marks and new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import pasted_citations
from tests.query import recognised_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.library.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    yield from recognised_documents.library(tmp_path_factory.mktemp("pasted"), "tantivy")


@pytest.mark.parametrize("earlier", [False, True])
def test_every_citation_comes_back_to_its_unit(library: Library, *, earlier: bool) -> None:
    asked = list(pasted_citations.pasted(library, pasted_citations.units(library), earlier=earlier))
    assert len(asked) > 1_000
    assert [(one.text, one.first) for one in asked if not one.right] == []


def test_every_kind_is_asked_for(library: Library) -> None:
    kinds = {unit.kind for unit in pasted_citations.units(library)}
    assert kinds >= {
        "paragraph", "event", "footnote", "letter", "preamble", "closing", "speech", "procedure", "vote",
        "heading", "abbreviation",
    }  # fmt: skip


def test_what_did_not_come_first_is_counted() -> None:
    rows = (("S/2034/1, para. 1", True), ("S/2034/1, para. 2", False))
    asked = [pasted_citations.Pasted("paragraph", "en", text, "", right) for text, right in rows]
    assert [line.split() for line in pasted_citations.table(asked)][1:] == [
        ["paragraph", "en", "2", "1", "50.0%"],
        ["all", "2", "1", "50.0%"],
    ]
