"""Two corpora that hold the same document: one version is shown, the other named, and each can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shelf import DIGEST, REPORT, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal

MANIFEST = """\
[[document]]
file = "text.txt"
symbol = "S/2021/77"
language = "zh"
edition = "digest"
"""
FIRST, SECOND, OFFICIAL = "讲习班", "研讨会", "专题会"
"""What the versions say that no other does."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder whose configuration names two corpora with the same digest, and one for additions."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["first", "second", "added"]\nindex = "index"\n')
    for name, word in (("first", FIRST), ("second", SECOND)):
        written(tmp_path / name / "text.txt", DIGEST.replace(FIRST, word))
        written(tmp_path / name / "manifest.toml", MANIFEST)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(terminal: Terminal) -> list[str]:
    """Return which of the versions a question finds."""
    return [word for word in (FIRST, SECOND, OFFICIAL) if terminal("search", word).status == 0]


def test_the_later_corpus_is_shown_and_the_other_named(place: Path, terminal: Terminal) -> None:
    for command in ("build", "check"):
        done = terminal("indexer", command)
        assert done.status == 0
        assert done.err.count("\n") == 1
        for words in ("S/2021/77 [zh, digest]", f"{place / 'first'} and in {place / 'second'}", "is shown"):
            assert words in done.err
    assert shown(terminal) == [SECOND]
    assert terminal("indexer", "list").out.count("S/2021/77") == 1


def test_an_official_text_hides_both_and_gives_the_later_one_back(place: Path, terminal: Terminal) -> None:
    assert terminal("indexer", "build").status == 0
    official = written(place / "official.txt", REPORT.replace(FIRST, OFFICIAL))
    assert terminal("indexer", "add", str(official)).status == 0
    assert shown(terminal) == [OFFICIAL]
    assert terminal("indexer", "remove", "S/2021/77").status == 0
    assert shown(terminal) == [SECOND]


def test_what_belongs_to_both_is_removed_from_neither(place: Path, terminal: Terminal) -> None:
    assert terminal("indexer", "build").status == 0
    done = terminal("indexer", "remove", "S/2021/77")
    assert done.status == 1
    assert f"{place / 'first' / 'manifest.toml'} and {place / 'second' / 'manifest.toml'}" in done.err


def test_the_first_comes_back_when_the_second_goes(place: Path, terminal: Terminal) -> None:
    assert terminal("indexer", "build").status == 0
    (place / "second" / "manifest.toml").unlink()
    assert "indexer build" in terminal("search", FIRST).err
    assert terminal("indexer", "build").err == ""
    assert shown(terminal) == [FIRST]
