"""What is found in two language versions is shown once, and everything found in one alone is shown too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer import engines
from indexer.answer import deduplication
from indexer.answer.deduplication import once
from indexer.engines.base import And, Changes, Engine, Entry, Filter, Key, Or, Request, Without
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


def held(units: dict[str, str], engine: Engine) -> Engine:
    """Write documents, `symbol:language@year`, with units of these locators."""
    add = []
    for document, written in units.items():
        name, year = document.split("@")
        for locator in written.split():
            made = entry(name, f"{locator} CHL")
            add.append(replace(made, keys={**made.keys, "year": (year,) if year else ()}))
    engine.write(Changes(add=add))
    engine.open()
    return engine


VERSIONS = {
    "S/1:en@2019": "1 2 3", "S/1:zh@2019": "1 2 3",
    "S/2:en@2020": "1 2 3", "S/2:zh@2021": "1 2 3",
    "S/3:en@2020": "1 2", "S/3:zh@2020": "1 2 3",
    "S/4:zh@2020": "1 2 3",
    "S/5:en@": "1 2", "S/5:zh@2019": "1 2",
    "S/6:en@": "1", "S/6:zh@": "1 2",
}  # fmt: skip


@pytest.mark.parametrize("at_once", [0, 8, 1_000])
@pytest.mark.parametrize("exceptions", [0, 1_000])
@pytest.mark.parametrize("name", ["memory", "whoosh"])
def test_however_the_duplicates_are_named_the_same_is_left(
    name: str, at_once: int, exceptions: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deduplication, "AT_ONCE", at_once)
    monkeypatch.setattr(deduplication, "EXCEPTIONS", exceptions)
    library = held(VERSIONS, engines.engine(name, tmp_path))
    asked = once(library, Request(Key("state", "CHL"), sort="document", facets=("language",)), "en")
    answer = library.search(replace(asked, limit=100))
    assert [one.id.replace(":annex:", ":") for one in answer.found] == [
        "S/1:en:1", "S/1:en:2", "S/1:en:3", "S/2:en:1", "S/2:en:2", "S/2:en:3", "S/3:en:1", "S/3:en:2",
        "S/3:zh:3", "S/4:zh:1", "S/4:zh:2", "S/4:zh:3", "S/5:en:1", "S/5:en:2", "S/6:en:1", "S/6:zh:2",
    ]  # fmt: skip
    assert answer.facets["language"] == {"en": 11, "zh": 5}


def test_a_language_is_left_out_whole_where_all_of_it_is_doubled(tmp_path: Path) -> None:
    both = {f"S/{n}:{language}@2019": "1 2" for n in range(9) for language in ("en", "zh")}
    asked = once(held(both, engines.engine("memory", tmp_path)), Request(And(())), "en")
    assert asked == Request(And(()), (Filter("language", ("zh",), negated=True),))


def test_what_is_kept_of_a_language_is_named_beside_it(tmp_path: Path) -> None:
    both = {f"S/{n}:{language}@2019": "1 2" for n in range(9) for language in ("en", "zh")}
    library = held({**both, "S/9:zh@2019": "1 2"}, engines.engine("memory", tmp_path))
    asked = once(library, Request(And(())), "en")
    kept = Or((Key("document", "S/9:zh"),))
    assert asked == Request(Without(And(()), Without(Or((Key("language", "zh"),)), kept)))
