"""`search --terms` and `search --glossary`: formats, exit status, refusals."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal

ENGLISH = "S/2021/91\n\nReport\n\n1. Export controls were strengthened in Chile.\n"
CHINESE = "S/2021/91\n\n报告\n\n1. 智利加强了出口管制。\n"


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> None:
    monkeypatch.chdir(tmp_path)
    files = [
        str(shelf.written(tmp_path / name, text)) for name, text in (("a.txt", ENGLISH), ("b.txt", CHINESE))
    ]
    assert terminal("indexer", "add", *files).status == 0


@pytest.mark.usefixtures("held")
def test_a_term_is_told_in_its_language(terminal: Terminal) -> None:
    done = terminal("search", "--terms", "export controls")
    assert done.status == 0
    assert done.out.startswith(
        "出口管制\n  100%: 1 of 1 paragraph · in 1 document · learned from this library"
    )
    assert "    智利加强了出口管制。" in done.out
    assert "1段中有1段" in terminal("search", "--terms", "出口管制").out


@pytest.mark.usefixtures("held")
def test_the_json_is_that_of_the_api(terminal: Terminal) -> None:
    told = json.loads(terminal("search", "--terms", "出口管制", "--format", "json").out)
    assert told["translations"][0]["count"] == 1


@pytest.mark.usefixtures("held")
def test_an_unknown_term_has_status_1(terminal: Terminal) -> None:
    done = terminal("search", "--terms", "xyzzyq")
    assert (done.status, done.out) == (1, "No translation of this is known here.\n")


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    "given",
    [
        ("--terms", ""),
        ("--terms", "a" * 201),
        ("--terms", "aid", "--format", "csv"),
        ("--terms", "aid", "--year", "2019"),
        ("--terms", "aid", "--glossary", "S/2021/91"),
        ("--glossary", "no symbol"),
        ("--glossary", "S/2021/91", "--format", "docx"),
        ("--glossary", "S/2021/91", "--year", "2019"),
        ("--glossary", "S/2021/91", "--language", "fr"),
        ("--glossary", "S/2021/91", "--language", "en", "--language", "zh"),
        ("aid", "--format", "tbx"),
    ],
)
def test_what_does_not_go_together_is_refused(terminal: Terminal, given: tuple[str, ...]) -> None:
    done = terminal("search", *given)
    assert (done.status, done.out) == (2, "")
    assert done.err


@pytest.mark.usefixtures("held")
def test_a_glossary_is_printed_in_every_format(terminal: Terminal) -> None:
    assert (
        "Export controls = 出口管制" in terminal("search", "--glossary", "S/2021/91", "--language", "en").out
    )
    rows = terminal("search", "--glossary", "S/2021/91", "--language", "zh", "--format", "csv").out
    (state,) = (one for one in csv.DictReader(io.StringIO(rows[1:])) if one["kind"] == "state")
    assert (state["en"], state["zh"], state["value"]) == ("Chile", "智利", "CHL")
    assert "<term>出口管制</term>" in terminal("search", "--glossary", "S/2021/91", "--format", "tbx").out
    told = json.loads(terminal("search", "--glossary", "S/2021/91", "--format", "json").out)
    assert told["symbol"] == "S/2021/91"


@pytest.mark.usefixtures("held")
def test_a_document_that_is_not_held_has_status_1(terminal: Terminal) -> None:
    assert terminal("search", "--glossary", "S/1999/1").status == 1
