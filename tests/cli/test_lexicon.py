"""`indexer lexicon`, and what other commands do to the lexicon, as one types them."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from indexer.cli.lexicon_report import TOLD
from indexer.library import lexicon_keeping
from indexer.library.lexicon_layers import NAME
from tests.library.test_lexicon import report
from tests.shelf import written
from tests.terminal import Terminal, without_progress

GLOSSARY = "en,zh\npoint of contact,联络点\npoint of contact,联络员\n<b>x</b>,某\n=SUM(A1),求和\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> Path:
    """Give the folder of a library that holds a report in English."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    written(tmp_path / "en.txt", report("S/2021/77", 0))
    written(tmp_path / "zh.txt", report("S/2021/77", 1))
    written(tmp_path / "office.csv", GLOSSARY)
    monkeypatch.chdir(tmp_path)
    assert terminal("indexer", "add", "en.txt").status == 0
    return tmp_path


def test_the_second_language_version_is_learned_from_as_it_is_added(place: Path, terminal: Terminal) -> None:
    assert not (place / "index" / NAME).exists()
    done = terminal("indexer", "add", "zh.txt")
    assert done.status == 0
    assert "of sentences in 1 document.\n" in done.out
    assert (place / "index" / NAME).exists()
    shown = terminal("indexer", "lexicon", "show", "aqueducts")
    assert shown.status == 0
    (line,) = (line for line in shown.out.splitlines() if line.startswith("渡槽"))
    assert "learned from this library" in line
    back = terminal("indexer", "lexicon", "show", "渡槽").out
    assert any(line.startswith("aqueducts") for line in back.splitlines()), back
    assert "Learned" not in terminal("indexer", "build").out, "nothing has changed"


def test_removing_a_version_drops_what_was_learned_from_it(place: Path, terminal: Terminal) -> None:
    terminal("indexer", "add", "zh.txt")
    done = terminal("indexer", "remove", "S/2021/77", "--language", "zh")
    assert done.status == 0
    assert "Nothing was learned" in done.out
    assert not (place / "index" / NAME).exists()


def test_where_much_is_to_be_learned_the_command_is_named(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon_keeping, "QUICK", 10)
    for done in (terminal("indexer", "add", "zh.txt"), terminal("indexer", "build")):
        assert done.status == 0
        assert "indexer lexicon build" in done.err
    assert "not in use" in terminal("indexer", "lexicon", "list").out
    assert "Learned" in terminal("indexer", "lexicon", "build").out
    assert terminal("indexer", "lexicon", "list").out.rstrip().endswith("in use")
    assert without_progress(terminal("indexer", "build").err) == ""
    assert (place / "index" / NAME).exists()


def test_a_damaged_file_is_named_by_list_and_check_and_answers_go_on(place: Path, terminal: Terminal) -> None:
    terminal("indexer", "add", "zh.txt")
    (place / "index" / NAME).write_bytes(b"damaged")
    assert "cannot be used" in terminal("indexer", "lexicon", "list").out
    done = terminal("indexer", "check", "--index")
    assert done.status == 0
    assert NAME in done.err
    assert terminal("indexer", "lexicon", "show", "aqueducts").status == 0
    assert terminal("search", "aqueducts").status == 0
    assert "Learned" in terminal("indexer", "build").out


def test_a_disk_that_refuses_fails_no_addition(place: Path, terminal: Terminal) -> None:
    (place / "index" / NAME).mkdir()
    done = terminal("indexer", "add", "zh.txt")
    assert done.status == 0
    assert "Added S/2021/77 [zh, official]" in done.out
    assert "The lexicon was not renewed" in done.err


def test_a_glossary_is_imported_shown_listed_and_removed(place: Path, terminal: Terminal) -> None:
    done = terminal("indexer", "lexicon", "import", "office.csv")
    assert done.status == 0
    assert "Imported the glossary office.csv: 3 pairs of terms." in done.out
    assert "1 term with more than one translation, which are all kept: point of contact" in done.out
    assert "4: The English term has markup." in done.out
    shown = terminal("indexer", "lexicon", "show", "point", "of", "contact").out.splitlines()
    assert [line.split()[:2] for line in shown[1:3]] == [["联络员", "1.00"], ["联络点", "1.00"]]
    assert "your glossary" in shown[1]
    assert "office.csv" in terminal("indexer", "lexicon", "list").out
    assert terminal("indexer", "lexicon", "import", "office.csv").out.startswith("Replaced the glossary")
    assert terminal("indexer", "lexicon", "remove", "office.csv").status == 0
    again = terminal("indexer", "lexicon", "remove", "office.csv")
    assert again.status == 2
    assert "There is no imported glossary office.csv" in again.err
    assert place.exists()


def test_only_the_first_rows_left_out_are_told_one_by_one(place: Path, terminal: Terminal) -> None:
    written(place / "bad.csv", "en,zh\nmatrix,汇总表\n" + "term,\n" * (TOLD + 7))
    out = terminal("indexer", "lexicon", "import", "bad.csv").out
    assert out.count("There is no Chinese term.") == TOLD
    assert "and 7 more" in out


def test_a_refused_glossary_says_why_and_changes_nothing(place: Path, terminal: Terminal) -> None:
    written(place / "bad.csv", "one,two,three\n")
    done = terminal("indexer", "lexicon", "import", "bad.csv")
    assert done.status == 2
    assert "Give it a first row" in done.err
    assert not (place / "added" / "glossaries").exists()


def test_an_export_tells_the_origin_of_each_line_and_holds_no_formula(
    place: Path, terminal: Terminal
) -> None:
    terminal("indexer", "add", "zh.txt")
    terminal("indexer", "lexicon", "import", "office.csv")
    assert terminal("indexer", "lexicon", "export", "out.csv").status == 0
    rows = list(csv.DictReader((place / "out.csv").read_text("utf-8-sig").splitlines()))
    assert {row["origin"] for row in rows} == {"office", "glossary", "documents"}
    assert all(row["notice"] for row in rows)
    assert {row["en"] for row in rows if row["source"] == "office.csv"} == {"point of contact", "'=SUM(A1)"}
    assert not [row for row in rows if row["en"][:1] in "=+-@"]
    imported = terminal("indexer", "lexicon", "import", "out.csv")
    assert imported.status == 0
    assert "left out" not in imported.out


def test_an_export_as_tbx_is_well_formed_and_can_be_imported(place: Path, terminal: Terminal) -> None:
    terminal("indexer", "lexicon", "import", "office.csv")
    done = terminal("indexer", "lexicon", "export", "out.tbx", "--general")
    assert done.status == 0
    entries = ET.parse(place / "out.tbx").getroot().findall(".//{*}conceptEntry")  # noqa: S314 - our own
    notes = {entry.findtext("{*}note") for entry in entries}
    assert {"your glossary", "general dictionary, not UN usage"} <= notes
    assert f"{len(entries):,} pairs" in done.out
    terminal("indexer", "lexicon", "export", "own.tbx")
    assert terminal("indexer", "lexicon", "import", "own.tbx").status == 0


def test_an_export_to_another_ending_is_refused(place: Path, terminal: Terminal) -> None:
    done = terminal("indexer", "lexicon", "export", "out.xlsx")
    assert done.status == 2
    assert ".tbx" in done.err
    assert not (place / "out.xlsx").exists()


def test_words_of_general_dictionaries_stand_apart(place: Path, terminal: Terminal) -> None:
    lines = terminal("indexer", "lexicon", "show", "骆驼").out.splitlines()
    assert "General dictionary, not UN usage:" in lines
    assert "  camel" in lines[lines.index("General dictionary, not UN usage:") :]
    nothing = terminal("indexer", "lexicon", "show", "qqqqx")
    assert (nothing.status, nothing.out) == (1, "No translation of qqqqx is known.\n")
    assert terminal("indexer", "lexicon", "show", "a" * 201).status == 2
    assert place.exists()
