"""Files that change while they are read, thousands that are refused, nothing to take: one clear report."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.indexing import preparing
from indexer.reading.collecting import InputFile, content_of
from tests.shelf import ENGLISH, REPORT, held, written
from tests.terminal import BIN, Terminal, process

NAMELESS = "1. A text without a symbol.\n"
MANY = 10_000


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with the configuration of a library that does not exist yet."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\nlargest = 1\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def number(of: int, text: str = REPORT) -> str:
    return text.replace("S/2021/77", f"S/2021/{of}")


def made(place: Path) -> set[str]:
    """Return what a command has made of a library."""
    return {path.name for path in place.iterdir()} & {"added", "index"}


# --- a folder that changes while it is read


def vanish(path: Path) -> None:
    path.unlink()


def grow(path: Path) -> None:
    with path.open("a") as stream:
        stream.write("x" * (2 << 20))


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def become_empty(path: Path) -> None:
    path.write_bytes(b"")


def become_binary(path: Path) -> None:
    path.write_bytes(b"\1\0\2\xff")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (vanish, "no file"),
        (grow, "larger"),
        (become_a_folder, "directory"),
        (become_a_pipe, "pipe"),
        (become_empty, "empty"),
        (become_binary, "binary"),
    ],
)
def test_a_file_that_changes_before_its_turn_is_refused_by_itself(
    place: Path,
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    words: str,
) -> None:
    for one in range(3):
        written(place / "given" / f"{one}.txt", number(80 + one))
    begun: list[str] = []

    def read(file: InputFile, largest: int) -> bytes:
        if not begun:
            change(place / "given" / "1.txt")
        begun.append(file.name)
        return content_of(file, largest)

    monkeypatch.setattr(preparing, "content_of", read)
    done = terminal("indexer", "add", "given")
    assert (done.status, done.err) == (1, "")
    assert "2 taken, 1 refused." in done.out
    assert words in " ".join(done.out.split())
    assert [one.symbol for one in held(place / "added")] == ["S/2021/80", "S/2021/82"]
    assert terminal("indexer", "check").status == 0


def test_a_file_that_is_replaced_is_taken_as_it_was_read(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(place / "given" / "1.txt", number(80))

    def read(file: InputFile, largest: int) -> bytes:
        found = content_of(file, largest)
        path.write_text(number(90), "utf-8")
        return found

    monkeypatch.setattr(preparing, "content_of", read)
    assert terminal("indexer", "add", "given").status == 0
    (kept,) = held(place / "added")
    assert (kept.symbol, kept.path.read_text("utf-8")) == ("S/2021/80", number(80))
    assert terminal("indexer", "check").status == 0


def test_a_folder_that_vanishes(place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in range(5):
        written(place / "given" / f"{one}.txt", number(80 + one))

    def read(file: InputFile, largest: int) -> bytes:
        shutil.rmtree(place / "given", ignore_errors=True)
        return content_of(file, largest)

    monkeypatch.setattr(preparing, "content_of", read)
    done = terminal("indexer", "add", "given")
    assert (done.status, done.err) == (1, "")
    assert "0 taken, 5 refused." in done.out
    assert made(place) == set()


# --- many that are refused


@pytest.mark.slow
def test_ten_thousand_files_that_are_refused_are_summed_up(place: Path) -> None:
    (place / "given").mkdir()
    for one in range(MANY):
        (place / "given" / f"{one:05}.txt").write_text(f"{one + 1}. A text without a symbol.\n", "utf-8")
    written(place / "given" / "good.txt", ENGLISH)
    with subprocess.Popen(
        [BIN / "indexer", "add", "given"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as adding:
        out, _ = adding.communicate(timeout=600)
    assert adding.returncode == 1
    lines = out.splitlines()
    assert lines[0].startswith("Added S/2021/77 [en, official]")
    assert lines[-1] == f"1 taken, {MANY:,} refused."
    assert f"and {MANY - 50:,} more, by reason:" in lines
    assert len(lines) < 300
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 400 * 1024
    assert process("search", "workshop").status == 0


# --- nothing that could be taken


@pytest.mark.parametrize("options", [(), ("--all-or-none",), ("--dry-run",)], ids=str)
def test_an_empty_library_of_which_every_file_is_refused(
    place: Path, terminal: Terminal, options: tuple[str, ...]
) -> None:
    for one in range(3):
        written(place / "given" / f"{one}.txt", NAMELESS)
    done = terminal("indexer", "add", "given", *options)
    if "--all-or-none" in options:
        assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
        assert "symbol" in done.err
    else:
        assert (done.status, done.err) == (1, "")
        assert "3 refused" in done.out
    assert made(place) == set()
    assert terminal("search", "智利").status == 3


def test_a_dry_run_changes_nothing(place: Path, terminal: Terminal) -> None:
    written(place / "given" / "1.txt", number(80))
    done = terminal("indexer", "add", "--dry-run", "given")
    assert (done.status, done.err) == (0, "")
    assert "1 would be taken, 0 refused; the library was not changed." in done.out
    assert made(place) == set()
    assert terminal("indexer", "add", "given").status == 0
    before = {path: path.stat() for path in place.rglob("*")}
    written(place / "given" / "1.txt", number(80) + "4. 又一段。\n")
    assert terminal("indexer", "add", "--dry-run", "given").status == 0
    after = {path: path.stat() for path in place.rglob("*")}
    assert {path for path in before if "given" not in str(path)} == {
        path for path in after if "given" not in str(path)
    }
    assert all(
        before[path].st_mtime_ns == after[path].st_mtime_ns for path in before if "given" not in str(path)
    )


def test_all_or_none_takes_back_what_was_staged(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.library.writer._AT_ONCE", 1)
    assert terminal("indexer", "add", str(written(place / "first.txt", number(70)))).status == 0
    before = {path.name for path in (place / "added").iterdir()}
    for one in range(3):
        written(place / "given" / f"{one}.txt", number(80 + one))
    written(place / "given" / "3.txt", NAMELESS)
    done = terminal("indexer", "add", "--all-or-none", "given")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert [one.symbol for one in held(place / "added")] == ["S/2021/70"]
    assert {path.name for path in (place / "added").iterdir()} == before
    assert terminal("indexer", "check", "--index").status == 0
    (place / "given" / "3.txt").unlink()
    assert terminal("indexer", "add", "--all-or-none", "given").status == 0
    assert len(held(place / "added")) == 4


# --- the same twice, and standard input


def test_a_file_that_is_named_twice_is_taken_once(place: Path, terminal: Terminal) -> None:
    written(place / "given" / "1.txt", number(80))
    done = terminal("indexer", "add", "given/1.txt", "given", "given/../given/1.txt")
    assert (done.status, done.err) == (0, "")
    assert done.out.count("Added S/2021/80") == len(done.out.splitlines()) == 1


def test_a_copy_of_a_file_is_refused_and_the_file_is_taken(place: Path, terminal: Terminal) -> None:
    written(place / "given" / "1.txt", number(80))
    written(place / "given" / "2.txt", number(80))
    done = terminal("indexer", "add", "given")
    assert (done.status, done.err) == (1, "")
    assert "1 taken, 1 refused." in done.out
    assert "--symbol and --language" in " ".join(done.out.split())


def test_standard_input_is_kept_like_a_file(place: Path) -> None:
    done = process("indexer", "add", "-", given=number(80).encode())
    assert done.status == 0
    (kept,) = held(place / "added")
    assert kept.path.read_text("utf-8") == number(80)
    assert process("indexer", "check").status == 0
    for given, words in ((b"", "empty"), (NAMELESS.encode(), "symbol"), (b"PK\3\4" + b"\0" * 40, "damaged")):
        done = process("indexer", "add", "-", given=given)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert words in done.err
    assert len(held(place / "added")) == 1


def test_what_comes_after_a_stopped_addition_of_thousands(place: Path, terminal: Terminal) -> None:
    """A process that was stopped before it took the lock leaves nothing at all."""
    for one in range(3):
        written(place / "given" / f"{one}.txt", number(80 + one))
    os.mkfifo(place / "waits")
    program = (
        "import sys; from indexer.library import writer; "
        "writer.read = lambda *_, **__: open('waits').read(); "
        "sys.argv = ['indexer', 'add', 'given']; from indexer.cli.indexer import main; main()"
    )
    adding = subprocess.Popen([sys.executable, "-c", program])
    with (place / "waits").open("w"):
        adding.kill()
        adding.wait()
    assert made(place) == set()
    assert terminal("indexer", "add", "given").status == 0
