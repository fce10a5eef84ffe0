"""`search --batch`: files and standard input, formats, exit status, refusals."""

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

LIST = "# 清单\n1. S/2021/77，附件，第1段；第2(a)段\n2. S/2099/1\n\n• 智利\nS/2021/77, annex, para. 1¹\n"


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> Path:
    monkeypatch.chdir(tmp_path)
    assert terminal("indexer", "add", str(shelf.written(tmp_path / "a.txt", shelf.REPORT))).status == 0
    return shelf.written(tmp_path / "list.txt", LIST)


def test_a_list_is_told_line_by_line(terminal: Terminal, listed: Path) -> None:
    done = terminal("search", "--batch", str(listed))
    assert done.status == 0
    assert "2  S/2021/77，附件，第1段: 收有" in done.out
    assert "2.2  第2(a)段: 收有" in done.out
    assert "马拉维的请求" in done.out
    assert "3  S/2099/1: not held\n  S/2099/1\n  https://undocs.org/en/S/2099/1" in done.out
    assert "Asked for in line 2 already." in done.out
    assert "5 asked for: 4 held or found, 1 not." in done.err


def test_the_formats_agree(terminal: Terminal, listed: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(terminal("search", "--batch", str(listed), "--format", "csv").out[1:]))
    )
    lines = terminal("search", "--batch", str(listed), "--format", "jsonl").out.splitlines()
    whole = json.loads(terminal("search", "--batch", str(listed), "--format", "json").out)
    assert [json.loads(line) for line in lines] == whole["items"]
    assert [row["held"] for row in rows] == ["true", "true", "false", "true", "true"]
    assert (whole["total"], whole["held"], whole["refused"]) == (5, 4, 0)


@pytest.mark.parametrize(
    ("text", "status"), [("S/2099/1\n", 1), ("x" * 4000 + "\n智利\n", 1), ("智利\n", 0), ("", 1)]
)
def test_the_status_tells_whether_something_was_found_and_nothing_refused(
    terminal: Terminal, listed: Path, text: str, status: int
) -> None:
    listed.write_text(text, encoding="utf-8")
    assert terminal("search", "--batch", str(listed)).status == status


def test_the_encoding_of_a_short_list_may_be_said(terminal: Terminal, listed: Path) -> None:
    listed.write_bytes("智利".encode("big5"))
    assert terminal("search", "--batch", str(listed), "--encoding", "big5").status == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--batch", "missing.txt"], "missing.txt cannot be read"),
        (["--batch", "."], "cannot be read"),
        (["--batch", "list.txt", "智利"], "does not go with a question"),
        (["--batch", "list.txt", "--all", "--page", "2"], "--page and --all"),
        (["--batch", "list.txt", "--format", "docx"], "--batch cannot be printed as docx"),
        (["--batch", "list.txt", "--encoding", "big6"], "There is no encoding big6"),
        (["--encoding", "big5", "智利"], "Give the file too: --batch FILE or --text FILE."),
    ],
)
@pytest.mark.usefixtures("listed")
def test_what_does_not_go_together_is_refused(terminal: Terminal, options: list[str], says: str) -> None:
    done = terminal("search", *options)
    assert done.status == 2
    assert says in done.err


@pytest.mark.usefixtures("listed")
def test_a_filter_holds_for_every_line(terminal: Terminal, listed: Path) -> None:
    listed.write_text("智利\n秘鲁\n", encoding="utf-8")
    assert terminal("search", "--batch", str(listed), "--year", "2021").status == 0
    assert terminal("search", "--batch", str(listed), "--year", "1999").status == 1
