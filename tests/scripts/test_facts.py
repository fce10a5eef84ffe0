"""The table of facts: what is right is counted, and what cannot be read counts as wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import facts

COLUMNS = (
    "file", "kind", "language", "symbol", "printed", "date", "adopted", "title", "numbered", "preambular",
    "turns", "remarks",
)  # fmt: skip
REPORT = "S/2031/7\n4 March 2031\n\nReport of a committee\n\n1. It met.\n\n2. It ended.\n\n(a) Not quite.\n"


def stated(folder: Path, **cells: str) -> None:
    line = {"file": "a.txt", "language": "en", "symbol": "S/2031/7", "printed": "yes", **cells}
    rows = (COLUMNS, [line.get(name, "") for name in COLUMNS])
    (folder / "facts.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    return tmp_path


def totals(folder: Path) -> dict[str, tuple[int, int]]:
    lines = (line.split() for line in facts.table(folder)[0][-len((*facts.TEXTS, *facts.COUNTS)) :])
    return {name: (int(right), int(of)) for name, right, _, of in lines}


def test_what_is_right_is_counted(folder: Path) -> None:
    stated(folder, date="2031-03-04", title="report of a COMMITTEE", numbered="2", preambular="1")
    assert totals(folder) == {
        "symbol": (1, 1), "date": (1, 1), "title": (1, 1),
        "numbered": (2, 2), "preambular": (0, 1), "turns": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(("count", "right"), [("1", 0), ("2", 2), ("3", 2), ("4", 2)])
def test_a_count_is_right_as_far_as_it_reaches(folder: Path, count: str, right: int) -> None:
    stated(folder, numbered=count)
    assert totals(folder)["numbered"] == (right, int(count))


def test_a_symbol_that_is_not_printed_is_given(folder: Path) -> None:
    (folder / "a.txt").write_text(REPORT.removeprefix("S/2031/7\n"), "utf-8")
    stated(folder, printed="no", date="2031-03-05")
    assert totals(folder)["symbol"] == (0, 0)
    assert totals(folder)["date"] == (0, 1)


def test_of_a_document_that_cannot_be_read_nothing_is_right(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\0\1\2")
    stated(folder, numbered="2")
    lines, unread = facts.table(folder)
    assert unread == 1
    assert any("binary data" in line for line in lines)
    assert totals(folder)["symbol"] == (0, 1)
    assert totals(folder)["numbered"] == (0, 2)
