"""What `add` reads: regular files of a size that one document may have, before anybody else is kept out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from indexer.indexing import file_entries, pipeline, preparing, tasks
from indexer.library import writer
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.holding import Holding
from indexer.reading import read
from indexer.reading.collecting import InputFile, content_of
from indexer.reading.files import BYTES_A_LINE
from indexer.runtime.config import LARGEST, MIB, load
from indexer.runtime.errors import InputError, OversizeError
from tests.shelf import DIGEST, ENGLISH, MANIFEST, REPORT, config, held, written
from tests.terminal import BIN, Terminal

SOON = 60
"""Seconds after which a command that should not wait is taken to wait for ever."""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library that holds a digest, where a document may have one MiB of text."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\nlargest = 1\n')
    monkeypatch.chdir(tmp_path)
    with_digest = Library(load())
    with_digest.add([written(tmp_path / "digest.txt", DIGEST)], Given())
    with_digest.close()
    return tmp_path


def record(shelf: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (shelf / "added").iterdir()}


# --- what is no regular file ---------------------------------------------------------------------


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def listener(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))
    return path


def link(path: Path) -> Path:
    path.symlink_to(pipe(path.with_name("pipe")))
    return path


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (pipe, "a pipe"),
        (link, "a pipe"),
        (listener, "a socket"),
        (lambda _: Path("/dev/zero"), "a device"),
        (lambda _: Path("/dev/null"), "a device"),
    ],
)
def test_what_is_no_regular_file_is_refused_at_once(
    shelf: Path, make: Callable[[Path], Path], kind: str
) -> None:
    before = record(shelf)
    given = make(shelf / "given")
    done = subprocess.run(
        [BIN / "indexer", "add", given], capture_output=True, check=False, timeout=SOON, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{given} is {kind}" in done.stderr
    assert record(shelf) == before


def test_a_link_to_a_regular_file_is_read(shelf: Path, terminal: Terminal) -> None:
    (shelf / "link.txt").symlink_to(written(shelf / "english.txt", ENGLISH))
    assert terminal("indexer", "add", "link.txt").status == 0


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regular = written(tmp_path / "regular.txt", REPORT).stat()
    given = pipe(tmp_path / "given.txt")
    monkeypatch.setattr(Path, "stat", lambda *_, **__: regular)
    with pytest.raises(InputError, match=r"given\.txt is a pipe"):
        read(given)


# --- other writers -------------------------------------------------------------------------------


def test_other_writers_are_kept_out_only_when_the_files_have_been_read(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    real = content_of

    def slow(file: InputFile, largest: int) -> bytes:
        begun.set()
        assert go_on.wait(SOON)
        return real(file, largest)

    monkeypatch.setattr(preparing, "content_of", slow)
    given = written(shelf / "english.txt", ENGLISH)
    adding = Thread(target=lambda: Library(load()).add([given], Given(), wait=SOON))
    adding.start()
    assert begun.wait(SOON)
    other = Library(load())
    assert other.remove("S/2021/77", "zh")  # there was nobody to wait for
    go_on.set()
    adding.join()
    assert [(one.symbol, one.language) for one in held(shelf / "added")] == [("S/2021/77", "en")]
    with Library(load()) as library:
        assert [one.language for one in library.documents().items] == ["en"]


def test_no_file_is_read_nor_a_document_made_under_the_lock(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def noted(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def call(*given: object) -> object:
            told.append(name)
            return real(*given)

        monkeypatch.setattr(owner, name, call)

    for name in ("content_of", "source", "structured", "annotate"):
        noted(preparing, name)
    noted(writer, "writing")
    library = Library(load())
    library.add([written(shelf / "english.txt", ENGLISH), written(shelf / "report.txt", REPORT)], Given())
    assert told == ["content_of", "source", "structured", "annotate"] * 2 + ["writing"]


# --- the folder that a first addition makes ------------------------------------------------------


@pytest.mark.parametrize("there", ["", "one", "one/two", "one/two/added"])
def test_a_folder_that_is_made_is_brought_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    """Each folder is synchronised when the next is in it, before the index speaks of what is there."""
    home = tmp_path / "one" / "two"
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    known: list[set[Path]] = []
    synced: dict[Path, set[str]] = {}
    real = os.fsync

    def fsync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            synced[path] = {one.name for one in path.iterdir()}
        real(handle)

    commit = writer._commit

    def committed(*given: object) -> None:
        known.append({path for path, names in synced.items() if names})
        commit(*given)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(writer, "_commit", committed)
    Library(config(home)).add([written(tmp_path / "english.txt", ENGLISH)], Given())
    made = [path for path in (home, home.parent, tmp_path) if path.is_relative_to(tmp_path / there)]
    assert {*made, home} <= known[0]
    assert "added" in synced[home]


# --- the largest document ------------------------------------------------------------------------


def test_a_file_of_a_terabyte_is_refused_unread(shelf: Path, terminal: Terminal) -> None:
    before = record(shelf)
    with (shelf / "large.txt").open("wb") as stream:
        stream.truncate(1 << 40)
    done = terminal("indexer", "add", "large.txt")
    assert (done.status, done.out) == (1, "")
    for part in ("large.txt", "1,099,511,627,776 bytes", "1,048,576 bytes", "`largest` in [library]"):
        assert part in done.err
    assert record(shelf) == before


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("utf-8", "a"), ("utf-16", "a"), ("utf-8", "文"), ("utf-16", "文"), ("gb18030", "文"), ("utf-8", "é")],
)
def test_the_text_counts_in_utf_8_whatever_its_encoding(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "given.txt"
    count = BYTES_A_LINE * 30 // len(text.encode())
    path.write_bytes((text * count).encode(encoding))
    assert read(path, BYTES_A_LINE * 30).text == text * count
    path.write_bytes((text * (count + 1)).encode(encoding))
    with pytest.raises(OversizeError, match=r"given\.txt is larger than one document may be") as refused:
        read(path, BYTES_A_LINE * 30)
    assert "given.txt" in refused.value.told.zh
    assert "`largest`" in refused.value.advised.zh


def test_a_file_that_grows_is_read_no_further_than_one_byte_too_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "given.txt", "x" * 5_000)
    small = written(tmp_path / "small.txt", "x").stat()
    monkeypatch.setattr(os, "fstat", lambda _: small)
    with pytest.raises(OversizeError, match="it has more than 1,000 bytes"):
        read(path, 1_000)


def test_a_document_has_so_many_lines_at_most(tmp_path: Path) -> None:
    most = 100
    path = written(tmp_path / "given.txt", "x\n\n" * most)
    assert len(read(path, most * BYTES_A_LINE).lines) == most
    written(path, "x\n\n" * (most + 1))
    with pytest.raises(OversizeError, match="more than 100 lines that are not blank"):
        read(path, most * BYTES_A_LINE)


@pytest.mark.parametrize("words", [("build",), ("check",)])
def test_a_document_held_that_is_too_large_is_refused(
    shelf: Path, terminal: Terminal, words: tuple[str, ...]
) -> None:
    more = "".join(f"\n{number}. {'文' * 3_000}" for number in range(4, 5 + MIB // 9_000))
    text = written(shelf / "corpus" / "digest.txt", DIGEST + more)
    written(shelf / "corpus" / "manifest.toml", MANIFEST)
    settings = '[library]\ncorpora = ["corpus"]\nindex = "index"\nlargest = {}\n'
    written(shelf / "config.toml", settings.format(1))
    done = terminal("indexer", *words)
    assert done.status == 2
    assert f"{text} is larger than one document may be" in done.err
    written(shelf / "config.toml", settings.format(2))
    assert terminal("indexer", *words).status == 0


def by_hand(shelf: Path) -> list[Holding]:
    """Return what is held as a manifest would name it, so that its file is read."""
    return [replace(one, number=None) for one in held(shelf / "added")]


@pytest.mark.parametrize("workers", [0, 2])
def test_helpers_know_the_size_too(shelf: Path, workers: int) -> None:
    documents = by_hand(shelf)
    assert [one.head.symbol for one in pipeline.analyse_all(documents, workers, LARGEST)] == ["S/2021/77"]
    with pytest.raises(InputError, match="larger than one document may be"):
        list(pipeline.analyse_all(documents, workers, len(DIGEST)))


def test_large_documents_are_not_handed_to_helpers(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = by_hand(shelf) * 5
    alone = list(pipeline.analyse_all(documents, 0))
    monkeypatch.setattr(tasks, "LARGE", 1)
    asked: list[object] = []
    monkeypatch.setattr("indexer.indexing.workers.WorkerProcess.ask", lambda *given: asked.append(given))
    assert list(pipeline.analyse_all(documents, 2)) == alone
    assert asked == []


@pytest.mark.parametrize("many", [1, 1 << 40])
def test_entries_made_as_they_are_asked_for_are_the_same(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    (document,) = held(shelf / "added")
    alone = tuple(file_entries.analyse(document).entries)
    monkeypatch.setattr(file_entries, "_MANY", many)
    assert tuple(file_entries.analyse(document).entries) == alone


# --- memory --------------------------------------------------------------------------------------

MEASURED = """\
import os, random, sys
from pathlib import Path
from indexer.runtime.config import load
from indexer.library.library import Library
from indexer.model.document import Given

def peak():
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))

def text(language, size, per_part):
    chance = random.Random(1)
    english = [f"word{number}" for number in range(5_000)]
    words = english if language == "en" else list("委员会议国决定报告工作年")
    made, length, number = [], 0, 0
    while length < size:
        number += 1
        if number % 900 == 1 and per_part:
            made.append("Annex" if language == "en" else "附件")
        body = (" " if language == "en" else "").join(chance.choices(words, k=60))
        begins = f"{number % 900}. " if per_part or number == 1 else ""
        made.append(begins + body + ("." if language == "en" else "。"))
        length += len(made[-1].encode()) + 1
    return (chr(10) if per_part else "").join(made)

language, size, command, per_part = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
library = Library(load())
library.open()
Path("warm.txt").write_text(text(language, 2_000, 900))
library.add([Path("warm.txt")], Given(symbol="S/2000/2", language=language))
Path("given.txt").write_text(text(language, size, per_part))
given = Given(symbol="S/2000/1", language=language)
if command == "build" and not (child := os.fork()):  # what it frees would be taken again here, unseen
    library.add([Path("given.txt")], given)
    os._exit(0)
if command == "build":
    assert os.waitpid(child, 0)[1] == 0
Path("/proc/self/clear_refs").write_text("5")
base = peak()
library.build() if command == "build" else library.add([Path("given.txt")], given)
print(peak() - base)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory is measured by Linux's means")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["add", "build"])
@pytest.mark.parametrize("per_part", [900, 0], ids=["paragraphs", "one paragraph"])
def test_memory_stays_below_thirty_times_the_text(
    shelf: Path, language: str, command: str, per_part: int
) -> None:
    written(shelf / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    small, large = 2 * MIB, 4 * MIB
    measured = [sys.executable, "-c", MEASURED, language]
    peaks = [
        int(subprocess.check_output([*measured, str(size), command, str(per_part)]))
        for size in (small, large)
    ]
    assert peaks[1] < 30 * large
    assert peaks[1] <= 2.5 * peaks[0]
