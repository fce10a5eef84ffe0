"""`indexer add` with many files: folders, archives and standard input, taken and refused one by one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.shelf import ENGLISH, REPORT, held, written
from tests.terminal import Terminal, process, without_progress

BARE = "没有文号的一段话。"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty library, and beside it a folder of five documents and one that bears no symbol."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    for number in range(4):
        written(tmp_path / "in" / f"{number}.txt", REPORT.replace("S/2021/77", f"S/2021/{number + 1}"))
    written(tmp_path / "in" / "below" / "en.txt", ENGLISH)
    written(tmp_path / "in" / "bare.txt", BARE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def symbols(place: Path) -> list[str]:
    return [f"{one.symbol}:{one.language}" for one in held(place / "added")]


FIVE = ["S/2021/1:zh", "S/2021/2:zh", "S/2021/3:zh", "S/2021/4:zh", "S/2021/77:en"]


def test_a_folder_is_taken_but_for_what_is_no_document(place: Path, terminal: Terminal) -> None:
    done = terminal("indexer", "add", "in")
    assert (done.status, done.err) == (1, "")
    assert done.out.count("Added S/2021/") == 5
    assert "5 taken, 1 refused." in done.out
    assert any("in/bare.txt" in line and "--symbol" in line for line in done.out.splitlines())
    assert symbols(place) == FIVE
    assert terminal("search", "workshop").status == 0
    assert terminal("indexer", "build", "--if-stale").out == "The index is up to date.\n"


def test_all_or_none_takes_none(place: Path, terminal: Terminal) -> None:
    done = terminal("indexer", "add", "--all-or-none", "in")
    assert (done.status, done.out) == (2, "")
    assert "bare.txt does not bear its symbol" in done.err
    assert symbols(place) == []
    (place / "in" / "bare.txt").unlink()
    assert terminal("indexer", "add", "--all-or-none", "in").status == 0
    assert symbols(place) == FIVE


def test_a_dry_run_tells_what_would_be_and_changes_nothing(place: Path, terminal: Terminal) -> None:
    named = written(place / "in" / "S_2021_99-ZH.txt", REPORT.removeprefix("S/2021/77\n\n"))
    before = sorted(place.rglob("*"))
    done = terminal("indexer", "add", "--dry-run", "in")
    assert done.status == 1
    assert "Would add S/2021/77 [en, official] 2021-02-01: 2 paragraphs, 0 events" in done.out
    assert "title: " in done.out
    assert "type: Letter" in done.out
    assert f"file: in/{named.name}" in done.out
    assert "symbol from the file's name" in done.out
    assert "6 would be taken, 1 refused; the library was not changed." in done.out
    assert sorted(place.rglob("*")) == before


def test_an_archive_is_taken_member_by_member(place: Path, terminal: Terminal) -> None:
    with zipfile.ZipFile(place / "all.zip", "w") as archive:
        for path in sorted((place / "in").rglob("*.txt")):
            archive.write(path, path.relative_to(place))
    done = terminal("indexer", "add", "all.zip")
    assert done.status == 1
    assert "all.zip/in/bare.txt" in done.out
    assert symbols(place) == FIVE
    assert {one.path.suffix for one in held(place / "added")} == {".txt"}


def test_standard_input_is_one_document(place: Path) -> None:
    done = process("indexer", "add", "-", given=REPORT.encode())
    assert (done.status, without_progress(done.err)) == (0, "")
    assert symbols(place) == ["S/2021/77:zh"]
    bare = process("indexer", "add", "-", given=BARE.encode())
    assert (bare.status, bare.out) == (1, "")
    assert "standard input does not bear its symbol" in bare.err


def test_a_name_that_contradicts_its_text_is_refused(place: Path, terminal: Terminal) -> None:
    written(place / "S_2021_98-EN.txt", REPORT)
    done = terminal("indexer", "add", "S_2021_98-EN.txt")
    assert done.status == 1
    assert all(part in done.err for part in ("S_2021_98-EN.txt", "S/2021/98", "S/2021/77", "--symbol"))
    assert symbols(place) == []


def test_of_two_files_of_one_document_the_first_is_taken(place: Path, terminal: Terminal) -> None:
    written(place / "in" / "0 again.txt", REPORT.replace("S/2021/77", "S/2021/1").replace("智利", "秘鲁"))
    done = terminal("indexer", "add", "in")
    assert "5 taken, 2 refused." in done.out
    assert "are both S/2021/1 in zh" in done.out
    assert symbols(place) == FIVE


def test_nothing_but_refused_files_makes_no_library(place: Path, terminal: Terminal) -> None:
    done = terminal("indexer", "add", "in/bare.txt", "absent.txt")
    assert done.status == 1
    assert "0 taken, 2 refused." in done.out
    assert not (place / "added").exists()


@pytest.mark.slow
def test_a_thousand_documents_are_told_in_numbers(place: Path) -> None:
    for number in range(1000):
        written(place / "many" / f"{number}.txt", ENGLISH.replace("S/2021/77", f"S/2020/{number}"))
    done = process("indexer", "add", "many")
    assert done.status == 0
    assert "Added 1,000 documents" in done.out
    assert "1,000 taken, 0 refused." in done.out
    assert len(done.out.splitlines()) < 20
    assert len(symbols(place)) == 1000
    checked = process("indexer", "build")
    assert "1,000 documents, 2,000 paragraphs indexed." in checked.out
    assert len(checked.out.splitlines()) < 5
