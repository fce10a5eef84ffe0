"""What has changed is decided by what files hold; files that were left alone are not read again."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import time

import pytest

from indexer.library import contents, index_state, manifest
from indexer.library.contents import ABSENT, NAME, Contents
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.errors import ConfigError, IndexUnusableError
from tests.shelf import DIGEST, MANIFEST, config, written
from tests.terminal import Terminal

PAST = time() - 3600


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a built library of one digest, which nobody has touched for an hour."""
    settings = '[library]\ncorpora = ["corpus", "added"]\nindex = "index"\n'
    written(tmp_path / "config.toml", settings)
    written(tmp_path / "corpus" / "manifest.toml", MANIFEST)
    written(tmp_path / "corpus" / "digest.txt", DIGEST)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(contents, "SETTLED", 0)  # the tests' files have been changed only now
    opened(tmp_path).build()
    return tmp_path


def opened(place: Path) -> Library:
    return Library(config(place, place / "corpus"))


def text(place: Path) -> Path:
    return place / "corpus" / "digest.txt"


def manifest_of(place: Path) -> Path:
    return place / "corpus" / "manifest.toml"


def touched(path: Path, seconds: float = 0) -> None:
    os.utime(path, (PAST + seconds, PAST + seconds))


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return what will list the files that are hashed from now on."""
    real, found = Contents._read, []

    def read(self: Contents, path: str) -> str:
        found.append(Path(path))
        return real(self, path)

    monkeypatch.setattr(Contents, "_read", read)
    return found


# --- what is no change -----------------------------------------------------------------------------


def test_a_new_time_alone_changes_nothing(shelf: Path, terminal: Terminal) -> None:
    for path in (text(shelf), manifest_of(shelf)):
        touched(path)
    assert terminal("search", "智利").status == 0
    assert "up to date" in terminal("indexer", "build", "--if-stale").out


def test_a_file_that_is_written_again_as_it_was_changes_nothing(shelf: Path) -> None:
    copied = text(shelf).read_bytes()
    text(shelf).unlink()
    text(shelf).write_bytes(copied)
    text(shelf).chmod(0o600)
    opened(shelf).open()


def test_a_manifest_that_says_the_same_in_other_words_changes_nothing(shelf: Path) -> None:
    rows = MANIFEST.strip().split("\n")
    other = "# A comment\n" + "\n".join(
        [rows[0], "", *reversed([row.replace(" = ", "=") for row in rows[1:]])]
    )
    assert other != MANIFEST
    written(manifest_of(shelf), other)
    opened(shelf).open()


def test_the_order_of_a_manifest_is_no_matter(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "1. 文")
    row = '[[document]]\nfile = "a.txt"\nsymbol = "S/{}"\nlanguage = "zh"\nedition = "digest"\n'
    found = set()
    for one, other in ((1, 2), (2, 1)):
        written(tmp_path / "manifest.toml", row.format(one) + row.format(other))
        found.add(str(manifest.said(tmp_path, Contents())))
    assert len(found) == 1


# --- what is a change ------------------------------------------------------------------------------


def test_another_content_of_the_same_size_and_time_is_a_change(shelf: Path) -> None:
    touched(text(shelf))
    opened(shelf).open()
    before = text(shelf).stat()
    written(text(shelf), DIGEST.replace("智利", "秘鲁"))
    touched(text(shelf))
    assert text(shelf).stat().st_size == before.st_size
    assert text(shelf).stat().st_mtime_ns == before.st_mtime_ns
    with pytest.raises(IndexUnusableError, match="have changed"):
        opened(shelf).open()
    written(text(shelf), DIGEST)
    opened(shelf).open()


def test_a_change_in_the_moment_of_the_build_is_noticed(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (shelf / "index" / NAME).unlink()
    opened(shelf).build()
    same = os.stat_result(text(shelf).stat())
    written(text(shelf), DIGEST.replace("智利", "秘鲁"))
    monkeypatch.setattr(contents, "_stamp", lambda _: [same.st_size, 0, 0, 0])  # as a coarse clock would
    with pytest.raises(IndexUnusableError, match="have changed"):
        opened(shelf).open()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"digest"\n', '"official"\n'),
        ('"zh"', '"en"'),
        ("S/2021/77", "S/2021/7"),
        ("edition", "title = 'x'\nedition"),
    ],
)
def test_what_a_manifest_says_is_a_change(shelf: Path, old: str, new: str) -> None:
    assert MANIFEST.count(old) == 1
    written(manifest_of(shelf), MANIFEST.replace(old, new))
    with pytest.raises(IndexUnusableError, match="have changed"):
        opened(shelf).open()


def test_a_corpus_that_comes_or_goes_is_a_change(shelf: Path) -> None:
    away = manifest_of(shelf).parent.rename(shelf / "away")
    with pytest.raises(IndexUnusableError, match="have changed"):
        opened(shelf).open()
    away.rename(shelf / "corpus")
    opened(shelf).open()


# --- what is read ----------------------------------------------------------------------------------


def test_what_was_left_alone_is_not_read_again(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = reads(monkeypatch)
    opened(shelf).open()
    assert found == []
    touched(text(shelf))
    opened(shelf).open()
    assert found == [text(shelf)]
    opened(shelf).open()
    assert found == [text(shelf)]


def test_a_file_that_has_just_been_changed_is_read_each_time(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "SETTLED", 10**13)
    found = reads(monkeypatch)
    written(text(shelf), DIGEST)
    for _ in range(3):
        opened(shelf).open()
    assert found == [text(shelf)] * 3


@pytest.mark.parametrize("damage", [b"", b"{}", b"{}\n00000000\n", b"\xff" * 100, b"[]\n", None])
def test_hashes_that_are_lost_or_damaged_are_worked_out_again(shelf: Path, damage: bytes | None) -> None:
    kept = shelf / "index" / NAME
    good = kept.read_bytes()
    if damage is None:
        kept.unlink()
    else:
        kept.write_bytes(damage)
    opened(shelf).open()
    assert kept.read_bytes() == good


def test_where_hashes_cannot_be_kept_nothing_is_said(shelf: Path, terminal: Terminal) -> None:
    (shelf / "index" / NAME).unlink()
    (shelf / "index" / NAME).mkdir()
    assert terminal("search", "智利").err == ""


def test_hashes_of_files_that_have_gone_are_forgotten(shelf: Path) -> None:
    other = MANIFEST.replace("digest.txt", "other.txt").replace("S/2021/77", "S/2021/78")
    written(shelf / "corpus" / "other.txt", DIGEST.replace("S/2021/77", "S/2021/78"))
    written(manifest_of(shelf), MANIFEST + other)
    opened(shelf).build()
    assert (shelf / "index" / NAME).read_bytes().count(b".txt") == 2
    written(manifest_of(shelf), MANIFEST)
    opened(shelf).build()
    assert (shelf / "index" / NAME).read_bytes().count(b".txt") == 1


def test_what_a_catalog_holds_is_not_hashed_again(shelf: Path) -> None:
    library = opened(shelf)
    library.add([written(shelf / "in.txt", DIGEST.replace("S/2021/77", "S/2021/78"))], Given())
    library.open()
    assert (shelf / "index" / NAME).read_bytes().count(b".txt") == 1


def test_readers_that_save_at_once_leave_the_hashes_whole(shelf: Path) -> None:
    def save(_: int) -> None:
        (shelf / "index" / NAME).unlink(missing_ok=True)
        index_state.digest(config(shelf, shelf / "corpus").library)
        contents.check(shelf / "index")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(200)))
    assert not list((shelf / "index").glob(f"*{contents.DRAFT}"))


def test_what_a_reader_that_was_stopped_has_left_goes_with_the_next_write(shelf: Path) -> None:
    left = written(shelf / "index" / f"{NAME}.1.2{contents.DRAFT}", "half")
    opened(shelf).open()
    assert left.exists()
    opened(shelf).build()
    assert not left.exists()


# --- what cannot be read ---------------------------------------------------------------------------


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    names = (tmp_path / "pipe", tmp_path, tmp_path / "none", tmp_path / "a\0b", tmp_path / ("x" * 5000))
    assert {Contents().digest(str(path)) for path in names} == {ABSENT}


def test_a_manifest_reads_no_file_of_another_folder(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = reads(monkeypatch)
    for name in ("../config.toml", str(shelf / "config.toml"), ".hidden", ""):
        written(manifest_of(shelf), MANIFEST.replace("digest.txt", name))
        manifest.said(shelf / "corpus", Contents())
    assert found == []


def test_a_file_that_cannot_be_read_is_named(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise OSError(5, "Input/output error", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match=r"digest\.txt cannot be read: Input/output error"):
        Contents().digest(str(text(shelf)))


@pytest.mark.parametrize("tampered", ["x = " + "[" * 5000, "x = " + "1" * 5000])
def test_a_manifest_that_python_cannot_read_is_named(shelf: Path, tampered: str) -> None:
    written(manifest_of(shelf), tampered)
    with pytest.raises(ConfigError, match=r"manifest\.toml"):
        index_state.digest(config(shelf, shelf / "corpus").library)
