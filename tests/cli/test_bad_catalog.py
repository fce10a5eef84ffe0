"""A catalog that is damaged, locked, full, forbidden or of another version: one line, and nothing lost."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from indexer.catalog import database, recognised
from indexer.catalog.catalog import Catalog
from indexer.catalog.database import NAME
from indexer.library import writer
from indexer.model.document import Document
from tests.bulk import newer
from tests.damage import overwrite
from tests.shelf import REPORT, answers, held, stocked, written
from tests.terminal import Outcome, Terminal, process

OTHER = REPORT.replace("S/2021/77", "S/2021/78")
INCOMPRESSIBLE = "".join(
    f"\n{number}. {''.join(chr(0x4E00 + byte * 64) for byte in hashlib.sha512(bytes(number)).digest())}\n"
    for number in range(4, 60)
)
READING = (("search", "智利"), ("indexer", "list"), ("indexer", "show", "S/2021/77"))
WRITING = (
    ("indexer", "build"),
    ("indexer", "build", "--if-stale"),
    ("indexer", "add", "other.txt"),
    ("indexer", "remove", "S/2021/77"),
)
CHECKING = (("indexer", "check"), ("indexer", "check", "--index"))
COMMANDS = (*READING, *WRITING, *CHECKING)
FLIPS = 25
"""Changes tried of a database with one seed."""
SEEDS = [
    1,
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3)),
    *(pytest.param(seed, marks=pytest.mark.stress) for seed in range(4, 24)),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = '[library]\ncorpora = ["corpus", "added"]\nindex = "index"\n'
    made = stocked(tmp_path_factory.mktemp("shelf"), settings)
    written(made / "other.txt", OTHER)
    return made


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place / "added").iterdir() if path.is_file()}


def told(done: Outcome, *words: str) -> None:
    """Check that a command said why in one line, with the next step, and nothing else."""
    assert done.out == ""
    assert done.status == 2, done
    assert done.err.count("\n") == 1
    assert done.err.startswith("indexer: ") or done.err.startswith("search: ")
    for word in (NAME, *words):
        assert word in done.err
    assert "fault" not in done.err


# --- damage


def changed(*statements: str) -> Callable[[Path], None]:
    """Return what makes changes of a database, as another program might."""

    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return change


def cut(size: int) -> Callable[[Path], None]:
    return lambda path: overwrite(path, path.read_bytes()[:size])


def foreign(path: Path) -> None:
    path.unlink()
    changed("CREATE TABLE one (two)", "INSERT INTO one VALUES (3)")(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(cut(0), ("damaged: it is empty", "indexer add"), id="empty"),
        pytest.param(cut(1), ("no catalog", "copy"), id="one byte"),
        pytest.param(cut(60), ("damaged", "indexer add"), id="half a head"),
        pytest.param(cut(4096), ("damaged", "indexer add"), id="one page"),
        pytest.param(cut(20_000), ("damaged", "indexer add"), id="a few pages"),
        pytest.param(lambda path: written(path, "a text\n" * 1000), ("damaged", "copy"), id="a text"),
        pytest.param(foreign, ("no catalog of Juanzong", "another place"), id="another database"),
        pytest.param(folder, ("cannot be opened",), id="a folder"),
        pytest.param(changed("PRAGMA user_version = 99"), ("newer", "Update Juanzong"), id="newer"),
        pytest.param(changed("PRAGMA user_version = -1"), ("damaged", "copy"), id="form below one"),
        pytest.param(
            changed("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = CAST(x'e4e4' AS TEXT)"),
            ("damaged", "copy"),
            id="tables without a name",
        ),
        pytest.param(changed("DROP TABLE state"), ("damaged", "state", "copy"), id="no state"),
        pytest.param(changed("DELETE FROM state"), ("damaged", "generation", "copy"), id="no generation"),
        pytest.param(changed("UPDATE state SET generation = 'x'"), ("damaged", "copy"), id="generation"),
        pytest.param(
            changed("UPDATE state SET generation = 9223372036854775807"), ("damaged", "copy"), id="too large"
        ),
        pytest.param(changed("UPDATE state SET valid = x'ff'"), ("damaged", "copy"), id="token"),
    ],
)
def test_a_catalog_that_cannot_be_read_is_told_by_every_command(
    place: Path, terminal: Terminal, damage: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    damage(place / "added" / NAME)
    before = contents(place)
    for command in COMMANDS:
        told(terminal(*command), *words)
    assert contents(place) == before
    assert terminal("indexer", "add", "--dry-run", "other.txt").status == 0


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (("DROP TABLE readings",), ("readings",)),
        (("DROP TABLE documents",), ("documents",)),
        (("ALTER TABLE documents RENAME COLUMN given TO taken",), ("given",)),
        (("ALTER TABLE readings RENAME COLUMN source TO spring",), ("source",)),
        (("UPDATE documents SET given = x'00'",), ("document 1",)),
        (("UPDATE documents SET given = 5",), ("document 1",)),
        (("UPDATE documents SET given = '{}'",), ("document 1",)),
        (("UPDATE documents SET language = 'fr'",), ("document 1", "fr")),
        (("UPDATE documents SET edition = x'00'",), ("document 1",)),
        (("UPDATE documents SET file = '../config.toml'",), ("document 1", "../config.toml")),
        (("UPDATE documents SET file = ''",), ("document 1",)),
        (("UPDATE documents SET symbol = CAST(x'ff' AS TEXT)",), ("UTF-8",)),
        (("UPDATE documents SET symbol = 'S/2021/76'",), ("S/2021/76",)),
        (("UPDATE readings SET source = x'00'",), ("document 1",)),
        (("UPDATE readings SET source = 5",), ("document 1",)),
        (("UPDATE readings SET document = x'789c030000000001'",), ("document 1",)),
        (("UPDATE readings SET document = source",), ("document 1",)),
    ],
    ids=str,
)
def test_damage_inside_a_catalog_is_told_by_check_and_does_no_more_harm(
    place: Path, terminal: Terminal, statements: tuple[str, ...], words: tuple[str, ...]
) -> None:
    files = {name: content for name, content in contents(place).items() if name != NAME}
    changed(*statements)(place / "added" / NAME)
    told(terminal("indexer", "check"), "damaged", "indexer add", *words)
    for command in (*READING, *WRITING[:-1], *CHECKING):
        done = terminal(*command)
        assert done.status in (0, 1, 2, 3)
        assert "fault" not in done.err
        assert files.items() <= contents(place).items()
    assert "fault" not in terminal(*WRITING[-1]).err
    assert (place / "config.toml").exists()


def flipped(content: bytes, choice: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(choice.choice((1, 1, 1, 8, 64))):
        found[choice.randrange(len(found))] ^= 1 << choice.randrange(8)
    return bytes(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_bits_that_changed_are_told_or_do_no_harm(place: Path, terminal: Terminal, seed: int) -> None:
    choice = random.Random(seed)  # noqa: S311 - no secret
    whole = place.with_name("whole")
    shutil.copytree(place, whole)
    wanted = answers(place), kept(place)
    found = 0
    for _ in range(FLIPS):
        path = place / "added" / NAME
        path.write_bytes(flipped(path.read_bytes(), choice))
        outcomes = [terminal(*command) for command in (*CHECKING, READING[0], *WRITING, *CHECKING)]
        for done in outcomes:
            assert done.status in (0, 1, 2, 3, 4)
            assert not {"fault", "Traceback"} & set(done.err.split()), done
        is_told = any(done.status for done in outcomes[:2])
        found += is_told
        restore(whole, place)
    assert found
    assert (answers(place), kept(place)) == wanted


def restore(whole: Path, place: Path) -> None:
    """Make a place what it was, with the times of files."""
    for path in place.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    shutil.copytree(whole, place, dirs_exist_ok=True)


def kept(place: Path) -> list[object]:
    """Return all that the catalog keeps of its documents."""
    return [
        (
            one,
            recognised.source(one.corpus, one.number or 0),
            recognised.document(one.corpus, one.number or 0),
        )
        for one in held(place / "added")
    ]


@pytest.mark.parametrize("seed", range(2))
def test_what_check_does_not_tell_of_is_as_it_was(place: Path, terminal: Terminal, seed: int) -> None:
    choice = random.Random(seed)  # noqa: S311 - no secret
    path = place / "added" / NAME
    content, wanted = path.read_bytes(), kept(place)
    for _ in range(FLIPS):
        overwrite(path, flipped(content, choice))
        if all(terminal(*command).status == 0 for command in CHECKING):
            assert kept(place) == wanted
    overwrite(path, content)


def test_check_names_files_that_were_changed_or_are_missing(place: Path, terminal: Terminal) -> None:
    assert terminal("indexer", "check").status == 0
    (file,) = (one.file for one in held(place / "added"))
    path = place / "added" / file
    text = path.read_bytes()
    path.write_bytes(text + b"\n3. More.\n")
    done = terminal("indexer", "check")
    assert done.status == 1
    assert f"{file} has been changed since it was added; add it again" in done.err
    path.unlink()
    done = terminal("indexer", "check")
    assert done.status == 1
    assert f"{file} is missing" in done.err
    before = answers(place)
    assert terminal("indexer", "build").status == 0
    assert answers(place) == before
    path.write_bytes(text)
    assert terminal("indexer", "check").status == 0


def test_a_lost_catalog_is_made_again_of_the_files_beside_it(place: Path, terminal: Terminal) -> None:
    before, files = answers(place), contents(place)
    overwrite(place / "added" / NAME, b"")
    told(terminal("indexer", "build"), "move it away")
    (place / "added" / NAME).rename(place / "moved-away")
    assert terminal("indexer", "add", "added").status == 0
    assert answers(place) == before
    assert contents(place).keys() == files.keys()


# --- other programs, and what is forbidden


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let another process lock a database."""
    program = (
        "import sqlite3, sys; connection = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "connection.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        yield
        other.communicate(timeout=60)


def test_a_catalog_that_another_program_has_locked(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    before = answers(place), contents(place)
    with locked(place / "added" / NAME):
        for command in COMMANDS:
            done = terminal(*command)
            assert (done.status, done.out, done.err.count("\n")) == (4, "", 1), command
            assert f"Another program has locked {place / 'added' / NAME}" in done.err
            assert "try again" in done.err
    assert (answers(place), contents(place)) == before
    assert terminal("indexer", "add", "other.txt").status == 0


def kill_in_a_transaction(path: Path) -> None:
    """Let a process die while it changes a database, when half of its change is on the disk."""
    program = (
        "import os, sqlite3, sys; connection = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "connection.execute('PRAGMA cache_size = 1'); connection.execute('BEGIN IMMEDIATE'); "
        "connection.execute('UPDATE readings SET source = zeroblob(100000)'); "
        "connection.execute('UPDATE state SET valid = 0'); "
        "connection.execute('UPDATE documents SET given = zeroblob(100000)'); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == -9
    assert path.with_name(f"{NAME}-journal").stat().st_size


@pytest.mark.parametrize("command", [("search", "智利"), ("indexer", "add", "other.txt")], ids=str)
def test_half_a_transaction_is_undone_by_whoever_comes_next(
    place: Path, terminal: Terminal, command: tuple[str, ...]
) -> None:
    before = answers(place)
    kill_in_a_transaction(place / "added" / NAME)
    assert terminal(*command).status == 0
    if command[0] == "indexer":
        assert terminal("indexer", "remove", "S/2021/78").status == 0
    assert answers(place) == before
    assert terminal("indexer", "check").status == 0


@contextmanager
def forbidden(path: Path, mode: int) -> Iterator[None]:
    """Give a file or folder these permissions for a while."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.mark.parametrize("name", ["added", f"added/{NAME}"])
def test_half_a_transaction_where_nothing_may_be_written_says_who_can_undo_it(
    place: Path, bound: tuple[str, ...], terminal: Terminal, name: str
) -> None:
    before = answers(place)
    kill_in_a_transaction(place / "added" / NAME)
    with forbidden(place / name, 0o555 if name == "added" else 0o444):
        for command in (("search", "智利"), ("indexer", "build")):
            told(process(*command, launcher=bound), "interrupted", "indexer build --if-stale", "may write")
    assert terminal("search", "智利").status == 0
    assert answers(place) == before


def test_a_catalog_that_may_only_be_read_or_not_even_that(place: Path, bound: tuple[str, ...]) -> None:
    before = answers(place), contents(place)
    with forbidden(place / "added" / NAME, 0o444):
        told(process("indexer", "add", "other.txt", launcher=bound), "may only be read", "Check the file")
        told(process("indexer", "remove", "S/2021/77", launcher=bound), "may only be read")
        assert process("search", "智利", launcher=bound).status == 0
    with forbidden(place / "added" / NAME, 0):
        for command in (("search", "智利"), ("indexer", "build"), ("indexer", "add", "other.txt")):
            told(process(*command, launcher=bound), "cannot be opened", "Check the file")
    assert (answers(place), contents(place)) == before


@pytest.mark.parametrize("name", ["added", f"added/{NAME}"])
def test_a_catalog_that_may_only_be_read_is_indexed_as_it_is_after_an_upgrade(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = answers(place)
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != place / name and real(path, mode))
    with newer():
        assert terminal("search", "智利").status == 3
        done = terminal("indexer", "build", "--if-stale")
        assert done.status == 0
        assert f"{NAME} may only be read" in done.err
        assert "It stays as it was. Run" in done.err
        assert answers(place) == before
        monkeypatch.undo()
        monkeypatch.chdir(place)
        done = terminal("indexer", "build")
        assert (done.status, done.err) == (0, "")
        assert [head.title for head in heads(place)] == ["A title"]


def heads(place: Path) -> list[Document]:
    return [recognised.document(one.corpus, one.number or 0) for one in held(place / "added")]


# --- a full or read-only disk


@contextmanager
def mounted(folder: Path, size: int) -> Iterator[Callable[[str], None]]:
    """Make a folder a file system of its own, of a size in KiB; give what mounts it anew otherwise."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a file system")

    def remount(how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)

    try:
        yield remount
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_may_only_be_read(place: Path, terminal: Terminal) -> None:
    before = answers(place)
    kept_beside = place.with_name("copy")
    shutil.copytree(place / "added", kept_beside)
    with mounted(place / "added", 4096) as remount:
        shutil.copytree(kept_beside, place / "added", dirs_exist_ok=True)
        remount("ro")
        told(terminal("indexer", "add", "other.txt"), "may only be read")
        told(terminal("indexer", "remove", "S/2021/77"), "may only be read")
        assert answers(place) == before
        assert terminal("indexer", "build").status == 0
        assert answers(place) == before
        remount("rw")
        assert terminal("indexer", "add", "other.txt").status == 0


def test_a_disk_that_is_full(place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room is made step by step, until all has gone well; before that, all is as it was."""
    monkeypatch.setattr(writer, "_AT_ONCE", 1)
    before = answers(place)
    kept_beside = place.with_name("copy")
    shutil.copytree(place / "added", kept_beside)
    for number in range(3):
        written(place / "many" / f"{number}.txt", REPORT.replace("/77", f"/9{number}") + INCOMPRESSIBLE)
    statuses = []
    with mounted(place / "added", 4096):
        shutil.copytree(kept_beside, place / "added", dirs_exist_ok=True)
        filler = place / "added" / "filler"
        with filler.open("wb", buffering=0) as stream:
            try:
                while stream.write(b"x" * 4096):
                    pass
            except OSError:
                size = filler.stat().st_size
        for room in range(0, 2000, 24):
            os.truncate(filler, max(0, size - room * 1024))
            done = terminal("indexer", "add", "many")
            statuses.append(done.status)
            if not done.status:
                break
            assert (done.status, done.out, done.err.count("\n")) == (2, "", 1), done
            assert "full" in done.err or "No space left" in done.err
            assert answers(place) == before
        assert len(statuses) > 3
        assert statuses[-1] == 0
        assert len(answers(place)) > len(before)


def test_a_database_that_may_not_grow(
    place: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, files = answers(place), contents(place)
    real = database._connected
    allowed = 0

    def limited(path: Path, *, create: bool = False) -> sqlite3.Connection:
        connection = real(path, create=create)
        connection.execute(f"PRAGMA max_page_count = {allowed}")
        return connection

    monkeypatch.setattr(database, "_connected", limited)
    written(place / "other.txt", OTHER + INCOMPRESSIBLE)
    statuses = []
    for allowed in range(1, 60):  # noqa: B007 - `limited` reads it
        done = terminal("indexer", "add", "other.txt")
        statuses.append(done.status)
        if not done.status:
            break
        told(done, "the disk is full", "space")
        assert answers(place) == before
        assert contents(place).keys() == files.keys()
    assert len(statuses) > 1
    assert statuses[-1] == 0
    assert terminal("indexer", "check").status == 0


def test_the_catalog_of_another_corpus_is_damaged(place: Path, terminal: Terminal) -> None:
    written(place / "config.toml", '[library]\ncorpora = ["corpus", "added", "mine"]\nindex = "index"\n')
    assert terminal("indexer", "add", "other.txt").status == 0
    content = (place / "added" / NAME).read_bytes()
    overwrite(place / "added" / NAME, content[:5000])
    for command in COMMANDS:
        told(terminal(*command), "added", "damaged")
    overwrite(place / "added" / NAME, content)
    assert terminal("search", "智利").status == 0
    with Catalog.writable(place / "mine") as catalog:
        assert len(list(catalog.held())) == 1
