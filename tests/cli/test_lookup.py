"""`search --text`: files and standard input, formats, exit status, refusals."""

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

UNKNOWN = "My dear aunt cooks noodles on rainy evenings."


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> str:
    """Return a sentence of the library."""
    monkeypatch.chdir(tmp_path)
    assert terminal("indexer", "add", str(shelf.written(tmp_path / "a.txt", shelf.REPORT))).status == 0
    hits = json.loads(terminal("search", "马拉维", "--format", "json").out)["hits"]
    return str(hits[0]["text"]).split("。")[0] + "。"


def test_a_text_is_looked_up_sentence_by_sentence(terminal: Terminal, tmp_path: Path, held: str) -> None:
    file = shelf.written(tmp_path / "text.txt", f"{held}\n{UNKNOWN}\n")
    done = terminal("search", "--text", str(file))
    assert done.status == 0
    assert f"1  {held}" in done.out
    assert "相似度：" in done.out
    assert f"2  {UNKNOWN}\n  Nothing like this sentence is held" in done.out
    assert "2 looked up: 1 with something like it." in done.err


def test_the_formats_agree(terminal: Terminal, tmp_path: Path, held: str) -> None:
    file = str(shelf.written(tmp_path / "text.txt", f"{held}\n{UNKNOWN}\n"))
    whole = json.loads(terminal("search", "--text", file, "--format", "json").out)
    lines = terminal("search", "--text", file, "--format", "jsonl").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(terminal("search", "--text", file, "--format", "csv").out[1:])))
    assert whole["sentences"] == [json.loads(line) for line in lines]
    assert (whole["total"], whole["found"]) == (2, 1)
    match = whole["sentences"][0]["same_language"][0]
    assert (rows[0]["id"], rows[0]["percentage"]) == (match["unit"]["id"], str(match["percentage"]))
    assert (rows[-1]["text"], rows[-1]["found"]) == (UNKNOWN, "")


def test_nothing_found_is_told_by_the_status(terminal: Terminal, tmp_path: Path, held: str) -> None:
    assert held
    file = shelf.written(tmp_path / "text.txt", UNKNOWN)
    assert terminal("search", "--text", str(file)).status == 1


def test_too_many_sentences_are_refused(
    terminal: Terminal, tmp_path: Path, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.model.lookup.IN_TERMINAL", 2)
    file = shelf.written(tmp_path / "text.txt", f"{held}\n" * 3)
    done = terminal("search", "--text", str(file))
    assert done.status == 2
    assert "has more than 2 sentences; the rest was not looked up." in done.err
    assert done.out.count(held) >= 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--text", "t", "word"), "does not go with a question"),
        (("--text", "t", "--batch", "t"), "does not go with --batch"),
        (("--text", "t", "--year", "2019"), "does not go with filters"),
        (("--text", "t", "--format", "ris"), "cannot be printed as ris"),
        (("--text", "none.txt"), "none.txt cannot be read"),
    ],
)
def test_what_does_not_go_together_is_refused(
    terminal: Terminal, held: str, given: tuple[str, ...], told: str
) -> None:
    assert held
    done = terminal("search", *given)
    assert done.status == 2
    assert told in done.err
