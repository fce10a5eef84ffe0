"""What is found in two language versions is shown once, and everything found in one alone is shown too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.answer.deduplication import once
from indexer.engines.base import And, Changes, Engine, Entry, Filter, Key, Request
from indexer.engines.memory import MemoryEngine

if TYPE_CHECKING:
    from indexer.model.document import Language

HELD = {
    "S/1:zh": ("1 CHL", "2 CHL", "3"),
    "S/1:en": ("1 CHL", "2", "3"),
    "S/2:zh": ("1 CHL", "2"),
    "S/3:en": ("1 CHL",),
}
"""By document: the locator of each unit and the States that it names."""


def entry(document: str, written: str) -> Entry:
    locator, *codes = written.split()
    name = f"{document}:annex:{locator}"
    language = document.rpartition(":")[2]
    return Entry(name, document, name, "", {}, {"state": tuple(codes), "language": (language,)}, "")


@pytest.fixture
def engine() -> Engine:
    made = MemoryEngine()
    made.write(Changes(add=[entry(document, one) for document, all_ in HELD.items() for one in all_]))
    made.open()
    return made


def found(engine: Engine, request: Request) -> list[str]:
    return [one.id for one in engine.search(request).found]


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("en", ["S/1:en:annex:1", "S/1:zh:annex:2", "S/2:zh:annex:1", "S/3:en:annex:1"]),
        ("zh", ["S/1:zh:annex:1", "S/1:zh:annex:2", "S/2:zh:annex:1", "S/3:en:annex:1"]),
    ],
)
def test_a_unit_is_there_in_the_language_of_the_reader_or_else_in_that_which_was_found(
    engine: Engine, reader: Language, expected: list[str]
) -> None:
    request = Request(Key("state", "CHL"), sort="document")
    assert found(engine, once(engine, request, reader)) == expected


def test_documents_are_left_out_whole_where_all_that_was_found_is_doubled(engine: Engine) -> None:
    asked = once(engine, Request(And(())), "en")
    assert asked.filters == (Filter("document", ("S/1:zh",), negated=True),)
    assert once(engine, asked, "en") == asked
