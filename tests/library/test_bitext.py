"""The sentences of a bitext become documents of edition `excerpt`, which any other edition replaces."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indexer.answer.citation_forms import citation
from tests.reading.test_bitext import TMX
from tests.shelf import ENGLISH, answers, held, written
from tests.terminal import Terminal, process


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    written(tmp_path / "in" / "x.en", "The Committee met.\nIt spoke.\nA workshop was held.\n")
    written(tmp_path / "in" / "x.zh", "委员会举行会议。\n它发言。\n举办了讲习班。\n")
    written(tmp_path / "in" / "x.ids", "S/2021/77\nS/2021/78\nS/2021/77\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def editions(place: Path) -> list[str]:
    return [f"{one.key[0]}:{one.language}:{one.edition}" for one in held(place / "added")]


@pytest.mark.parametrize(
    "named", [("in/x.en",), ("in/x.zh",), ("in/x.ids",), ("in",), ("in/x.zh", "in/x.en")]
)
def test_sentences_become_units_of_their_documents(
    place: Path, terminal: Terminal, named: tuple[str, ...]
) -> None:
    done = terminal("indexer", "add", *named)
    assert done.status == 0
    assert "Added S/2021/77 [zh, excerpt] undated: 2 paragraphs" in done.out
    assert len(editions(place)) == 4
    found = answers(place)
    assert "S/2021/77:en:main:s.2 A workshop was held." in found
    assert "S/2021/77:zh:main:s.2 举办了讲习班。" in found
    assert "S/2021/78:en:main:s.1 It spoke." in found
    assert terminal("indexer", "build", "--if-stale").out == "The index is up to date.\n"
    assert terminal("indexer", "check").status == 0
    assert "S/2021/77, bitext sentence, paragraph unknown" in terminal("search", "workshop").out
    assert terminal("search", "--kind", "sentence", "workshop").status == 0


def test_a_sentence_is_cited_by_its_symbol_alone() -> None:
    cited = citation("S/RES/1540(2004)", "main", "s.12", "excerpt")
    assert cited.en == "S/RES/1540 (2004), bitext sentence, paragraph unknown"
    assert cited.zh == "S/RES/1540(2004)，双语句对，段次不详"


def test_the_official_text_replaces_sentences_until_it_is_removed(place: Path, terminal: Terminal) -> None:
    terminal("indexer", "add", "in")
    written(place / "report.txt", ENGLISH)
    assert terminal("indexer", "add", "report.txt").status == 0
    assert "S/2021/77:en:excerpt" in editions(place)
    assert not [one for one in answers(place) if one.startswith("S/2021/77:en:main:s.")]
    assert [one for one in answers(place) if one.startswith("S/2021/77:zh:main:s.")]
    terminal("indexer", "remove", "S/2021/77", "--language", "en")
    assert "S/2021/77:en:main:s.1 The Committee met." in answers(place)


def test_pairs_without_a_document_are_kept_for_the_lexicon_only(place: Path, terminal: Terminal) -> None:
    (place / "in" / "x.ids").unlink()
    told = "3 pairs of in/x.en for the lexicon only: their document is unknown"
    assert f"Would keep {told}" in terminal("indexer", "add", "--dry-run", "in").out
    assert not (place / "added").exists()
    for _ in range(2):
        done = terminal("indexer", "add", "in")
        assert (done.status, done.out) == (0, f"Kept {told}\n")
        (kept,) = (place / "added" / "bitext").iterdir()
    assert kept.name.startswith("x.")
    assert kept.read_text("utf-8").splitlines()[1] == "It spoke.\t它发言。"
    assert editions(place) == []
    done = terminal("indexer", "add", "--symbol", "A/75/1", "in")
    assert editions(place) == ["A/75/1:en:excerpt", "A/75/1:zh:excerpt"]


def test_a_tmx_is_taken_by_its_content(place: Path, terminal: Terminal) -> None:
    written(place / "memory.txt", TMX)
    done = terminal("indexer", "add", "memory.txt")
    assert done.status == 0
    assert "Kept 1 pair of memory.txt" in done.out
    assert [one.partition(":")[0] for one in editions(place)] == ["S/2021/7"] * 2 + ["S/RES/2204(2015)"] * 2
    assert process("indexer", "build").status == 0
    shown = terminal("indexer", "show", "S/2021/7", "--language", "zh").out
    assert "[main s.1] 委员会举行了会议， 并发言。" in shown


def test_a_broken_bitext_leaves_the_library_as_it_was(place: Path, terminal: Terminal) -> None:
    terminal("indexer", "add", "in")
    before = answers(place)
    written(place / "in" / "x.en", "One.\n")
    written(place / "y.tmx", TMX.replace("</tmx>", ""))
    done = terminal("indexer", "add", "in", "y.tmx")
    assert done.status == 1
    assert "Ends before line 2, and in/x.zh has that line" in " ".join(done.out.split())
    assert "no element found" in " ".join(done.out.split())
    assert answers(place) == before


def test_a_bitext_that_cannot_be_divided_is_refused(place: Path, terminal: Terminal) -> None:
    with zipfile.ZipFile(place / "more.zip", "w") as archive:
        archive.writestr("y.tmx", TMX)
    done = terminal("indexer", "add", "more.zip")
    assert (done.status, "is a bitext, not one document" in done.err) == (1, True)
    written(place / "z.tmx", '<tmx version="1.4"><header/><body/></tmx>')
    done = terminal("indexer", "add", "z.tmx")
    assert (done.status, "a bitext without pairs" in done.err) == (1, True)
    for option in (("--edition", "official"), ("--symbol", "S/2000/9")):
        done = terminal("indexer", "add", *option, "in")
        assert (done.status, "4 refused" in done.out) == (1, True)
    assert editions(place) == []
