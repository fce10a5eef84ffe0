"""A library that an earlier version wrote goes on as it was: ids, texts, dates, titles.

`tests/golden/library_before_formats.json` is what the program wrote when only text files were read, with
what it told of it (`said`), `library_before_naming.json` what it wrote before former States had codes.
The records are unpacked there, so that one can read them; here they are packed as they were then.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from indexer.catalog.database import NAME
from indexer.library import index_state
from indexer.model import versions
from indexer.model.document import Given
from indexer.query import arguments
from indexer.runtime.errors import IndexUnusableError
from tests.old_library import library, said
from tests.shelf import ENGLISH, held, written
from tests.terminal import process


def kept(name: str) -> dict[str, Any]:
    """Return a library that an earlier version left, as it is kept with the tests."""
    left: dict[str, Any] = json.loads(
        (Path(__file__).parents[1] / "golden" / f"library_before_{name}.json").read_text("utf-8")
    )
    return left


LEFT = kept("formats")
"""The library that most of these tests take over."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give the library as it was left, without its index."""
    return laid_out(LEFT, tmp_path)


def laid_out(left: dict[str, Any], place: Path) -> Path:
    """Write a library that an earlier version left into a folder, without its index."""
    written(place / "config.toml", '[library]\ncorpora = ["corpus", "added"]\nindex = "index"\n')
    for folder, texts in (("corpus", left["corpus"]), ("added", left["files"])):
        for name, text in texts.items():
            written(place / folder / name, text)
    with closing(sqlite3.connect(place / "added" / NAME)) as made, made:
        application, form = left["form"]
        made.execute(f"PRAGMA application_id = {application}")
        made.execute(f"PRAGMA user_version = {form}")
        for table in left["tables"]:
            made.execute(table)
        for name in ("state", "documents", "readings"):
            for row in left[name]:
                insert(made, name, row)
    return place


def insert(made: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    values = [packed(column, value) for column, value in row.items()]
    places = ", ".join("?" * len(values))
    made.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", values)  # noqa: S608 - our names


def packed(column: str, value: object) -> object:
    if column in ("source", "document"):
        return zlib.compress(msgspec.msgpack.encode(value))
    return json.dumps(value).encode() if column == "given" else value


def told(place: Path) -> list[list[object]]:
    found: list[list[object]] = json.loads(msgspec.json.encode(said(place)))
    return found


@pytest.mark.parametrize("recognition", [versions.RECOGNITION, versions.RECOGNITION + 1])
@pytest.mark.parametrize("words", [("build",), ("build", "--if-stale")])
def test_all_is_as_before(
    place: Path, words: tuple[str, ...], recognition: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether what was recognised is kept, or is recognised anew, since an upgrade may do that."""
    monkeypatch.setattr(versions, "RECOGNITION", recognition)
    monkeypatch.setattr("indexer.library.updating.RECOGNITION", recognition)
    with pytest.raises(IndexUnusableError, match="indexer build"):
        library(place).open()
    library(place).update() if "--if-stale" in words else library(place).build()
    assert told(place) == LEFT["said"]
    assert {one.name for one in (place / "added").iterdir()} == {NAME, *LEFT["files"]}
    assert not list(library(place).altered())


@pytest.mark.parametrize("words", [("build",), ("build", "--if-stale")])
def test_a_library_of_before_former_states_had_codes_is_taken_over(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    left = kept("naming")
    place = laid_out(left, tmp_path)
    library(place).update() if "--if-stale" in words else library(place).build()
    assert told(place) == left["said"]
    with library(place) as opened:
        assert opened.paragraph("S/2031/9", "en", "main", "1").reissued
        (turn,) = opened.search(arguments.parse([("speaking", "SUN")])).hits
        assert (turn.id, turn.speech and turn.speech.printed) == (
            "S/PV.99101:en:main:turn.2",
            "Union of Soviet Socialist Republics",
        )
        assert opened.document("S/PV.99101", "en").moved == {}


def test_an_index_of_the_version_before_asks_for_a_build_which_helps(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(index_state, "SCHEMA", index_state.SCHEMA - 1)
        library(place).build()
    with pytest.raises(IndexUnusableError, match="indexer build"):
        library(place).open()
    library(place).update()
    assert told(place) == LEFT["said"]


def test_its_documents_are_replaced_and_removed(place: Path) -> None:
    library(place).add([written(place / "in.txt", ENGLISH.replace("workshop", "seminar"))], Given())
    library(place).remove("S/2021/90")
    library(place).remove("S/2021/77", "zh")
    assert [(one.symbol, one.language) for one in held(place / "added")] == [("S/2021/77", "en")]
    texts = str(told(place))
    assert "seminar" in texts
    assert "出席" in texts  # the digest is shown again
    assert "A title of its own" not in texts


def test_the_commands_take_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    assert process("search", "workshop").status == 3
    assert process("indexer", "build", "--if-stale").status == 0
    assert process("search", "workshop").status == 0
    checked = process("indexer", "check")
    assert (checked.status, checked.err) == (0, "")
