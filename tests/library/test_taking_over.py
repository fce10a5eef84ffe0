"""A library that the version before wrote goes on as it was: the same ids, answers, dates and titles."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from indexer.catalog.catalog import Catalog
from indexer.catalog.database import NAME
from indexer.library import index_state, taking_over, updating
from indexer.model.document import Given
from indexer.runtime.errors import IndexUnusableError, NotFoundError
from tests.old_library import DOCUMENTS, HEAD, ROWS, left, library, said
from tests.shelf import ENGLISH, REPORT, held, written
from tests.terminal import BIN, process

COPY = "manifest.toml.taken-over"
NEXT = REPORT.replace("S/2021/77", "S/2021/80")


@pytest.fixture
def before(tmp_path: Path) -> list[tuple[object, ...]]:
    """Give what a library with this manifest tells without a catalog."""
    place = left(tmp_path / "before", head="")
    library(place).build()
    return said(place)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return left(tmp_path / "place")


def names(place: Path) -> set[str]:
    return {path.name for path in (place / "added").iterdir()}


def test_all_is_as_before_after_a_build(place: Path, before: list[tuple[object, ...]]) -> None:
    old = (place / "added" / "manifest.toml").read_bytes()
    library(place).build()
    assert said(place) == before
    assert (place / "added" / COPY).read_bytes() == old
    assert names(place) == {COPY, NAME, *DOCUMENTS}
    for name, text in DOCUMENTS.items():
        assert (place / "added" / name).read_text("utf-8") == text


def test_an_index_of_the_version_before_asks_for_a_build_which_helps(
    place: Path, before: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(index_state, "SCHEMA", index_state.SCHEMA - 1)
        patched.setattr(taking_over, "take_over", lambda _: 0)
        library(place).build()
    with pytest.raises(IndexUnusableError, match="indexer build"):
        library(place).open()
    library(place).update()
    assert said(place) == before


@pytest.mark.parametrize("words", [("build",), ("build", "--if-stale"), ("add", "new.txt")])
def test_whichever_command_is_first(
    place: Path, monkeypatch: pytest.MonkeyPatch, before: list[tuple[object, ...]], words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(place)
    assert process("indexer", *words).status == 0
    if words[0] == "add":
        assert process("indexer", "remove", "S/2021/79").status == 0
    assert said(place) == before


def test_documents_that_were_taken_over_are_replaced_and_removed(place: Path) -> None:
    library(place).build()
    library(place).add([written(place / "in.txt", ENGLISH.replace("workshop", "seminar"))], Given())
    library(place).remove("S/2021/78")
    library(place).remove("S/2021/77", "zh")
    documents = held(place / "added")
    assert [(one.symbol, one.language) for one in documents] == [("S/2021/77", "en")]
    assert names(place) == {COPY, NAME, *(one.file for one in documents)}
    assert any("seminar" in str(one) for one in said(place))


def test_what_a_writer_of_the_version_before_left_half_done_goes(
    place: Path, before: list[tuple[object, ...]]
) -> None:
    new = ROWS + ROWS.split("\n\n")[0].replace("S-2021-77.en.ba9876543210", "half-done").replace("/77", "/90")
    written(place / "added" / "manifest.toml.new", HEAD + new)
    written(place / "added" / "manifest.toml.old", HEAD + ROWS)
    written(place / "added" / "half-done.txt", NEXT)
    written(place / "added" / "half-done.txt.part", NEXT)
    library(place).build()
    assert said(place) == before
    assert names(place) == {COPY, NAME, *DOCUMENTS}


def test_what_only_the_catalog_holds_stays_when_a_draft_names_it(place: Path) -> None:
    library(place).build()
    (kept,) = (one.file for one in held(place / "added") if one.symbol == "S/2021/78")
    library(place).add([place / "new.txt"], Given())
    row = ROWS.split("\n\n")[0]
    written(place / "added" / "other.txt", NEXT)
    other = row.replace("S-2021-77.en.ba9876543210", "other").replace("/77", "/80").replace('"en"', '"zh"')
    written(place / "added" / "manifest.toml", HEAD + other)
    written(place / "added" / "manifest.toml.new", HEAD + other + ROWS)
    library(place).build()
    assert (place / "added" / kept).exists()
    assert all((place / "added" / one.file).exists() for one in held(place / "added"))


def test_a_second_manifest_is_taken_over_as_well_and_both_are_kept(place: Path) -> None:
    first = (place / "added" / "manifest.toml").read_bytes()
    library(place).build()
    written(place / "added" / "again.txt", ENGLISH.replace("workshop", "seminar"))
    row = '[[document]]\nfile = "again.txt"\nsymbol = "S/2021/77"\nlanguage = "en"\nedition = "official"\n'
    second = written(place / "added" / "manifest.toml", HEAD + row).read_bytes()
    library(place).build()
    assert (place / "added" / COPY).read_bytes() == first
    assert (place / "added" / f"{COPY}-2").read_bytes() == second
    assert {(one.symbol, one.language) for one in held(place / "added")} == {
        ("S/2021/77", "en"),
        ("S/2021/77", "zh"),
        ("S/2021/78", "zh"),
    }
    assert any("seminar" in str(one) for one in said(place))
    assert not any("workshop" in str(one) for one in said(place))


def test_the_copies_are_no_documents(place: Path) -> None:
    library(place).build()
    shutil.copy(place / "added" / COPY, place / "added" / f"{COPY}-2")
    report = library(place).preview([place / "added"], Given())
    assert sorted(one.symbol for one in report.taken) == ["S/2021/77", "S/2021/77", "S/2021/78"]
    assert report.refused == ()


def test_a_manifest_that_was_written_by_hand_stays_what_it_is(tmp_path: Path) -> None:
    place = left(tmp_path / "place", head="")
    manifest = place / "added" / "manifest.toml"
    status = manifest.stat()
    opened = library(place)
    opened.build()
    told = said(place)
    opened.add([place / "new.txt"], Given())
    opened.remove("S/2021/79")
    with pytest.raises(NotFoundError, match=r"was not added, but is named in .*manifest\.toml"):
        opened.remove("S/2021/78")
    opened.build()
    assert manifest.read_text("utf-8") == ROWS
    assert manifest.stat().st_mtime_ns == status.st_mtime_ns
    assert said(place) == told
    assert names(place) == {"manifest.toml", NAME, *DOCUMENTS}


def test_a_text_that_is_added_hides_the_one_that_a_manifest_by_hand_names(tmp_path: Path) -> None:
    place = left(tmp_path / "place", head="")
    library(place).add([written(place / "in.txt", ENGLISH.replace("workshop", "seminar"))], Given())
    assert any("seminar" in str(one) for one in said(place))
    library(place).remove("S/2021/77", "en")
    assert any("workshop" in str(one) for one in said(place))


def test_where_nothing_may_be_written_the_manifest_is_read_as_it_is(
    place: Path, before: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    setpriv = shutil.which("setpriv")
    if not os.geteuid() and not setpriv:
        pytest.skip("root may read and write everything, and setpriv is not here to forbid it")
    bound = () if os.geteuid() else (str(setpriv), "--bounding-set=-dac_override,-dac_read_search")
    (place / "added").chmod(0o555)
    try:
        assert process("indexer", "build", launcher=bound).status == 0
        assert process("search", "智利", launcher=bound).status == 0
        assert process("indexer", "check", launcher=bound).status == 0
        assert said(place) == before
        assert names(place) == {"manifest.toml", *DOCUMENTS}
    finally:
        (place / "added").chmod(0o755)


def test_a_manifest_that_names_a_lost_file_is_told_and_taken_over_once_it_is_back(
    place: Path, before: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    lost = place / "added" / next(iter(DOCUMENTS))
    lost.rename(place / "lost")
    done = process("indexer", "build")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert f"names {lost.name}, which is not in" in done.err
    assert (place / "added" / "manifest.toml").exists()
    (place / "lost").rename(lost)
    assert process("indexer", "build").status == 0
    assert said(place) == before


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (Catalog, "adopt"),
        (Catalog, "_insert"),
        ("indexer.catalog.state", "advance"),
        (Catalog, "tidy"),
        (taking_over, "_drop_drafts"),
        (Path, "rename"),
        ("indexer.runtime.durable", "sync"),
        (updating, "build"),
        (updating, "renew"),
        (updating, "_put"),
        (updating, "entries"),
    ],
    ids=str,
)
def test_whoever_is_stopped_while_he_takes_over_loses_nothing(
    place: Path,
    before: list[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
) -> None:
    with monkeypatch.context() as patched:
        if isinstance(owner, str):
            patched.setattr(f"{owner}.{name}", interrupt)
        else:
            patched.setattr(owner, name, interrupt)
        with pytest.raises(KeyboardInterrupt):
            library(place).build()
    library(place).add([place / "new.txt"], Given())  # any writer clears away and goes on
    library(place).remove("S/2021/79")
    assert said(place) == before
    assert names(place) == {COPY, NAME, *DOCUMENTS}


def test_two_processes_that_take_over_at_once(place: Path, before: list[tuple[object, ...]]) -> None:
    command = (BIN / "indexer", "--config", place / "config.toml", "build")
    waiting, refused = [
        subprocess.Popen([*command, *more], stderr=subprocess.PIPE, text=True)
        for more in (("--wait", "60"), ())
    ]
    _, said_by_one = waiting.communicate(timeout=60)
    _, said_by_other = refused.communicate(timeout=60)
    assert (waiting.returncode, "Another process" in said_by_one) == (0, False)
    assert refused.returncode in (0, 4)
    assert ("Another process is writing" in said_by_other) == (refused.returncode == 4)
    assert said(place) == before
    assert names(place) == {COPY, NAME, *DOCUMENTS}
    assert sorted(DOCUMENTS) == sorted(one.file for one in held(place / "added"))
