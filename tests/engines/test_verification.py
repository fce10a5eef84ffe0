"""`indexer check --index`: every byte of an index is verified, of each embedded engine, in bounded memory."""

from __future__ import annotations

import random
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from indexer import engines
from indexer.engines import index_directory as places
from indexer.engines.base import Changes
from indexer.engines.index_directory import POINTER, current
from indexer.engines.verification import verify
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.errors import IndexUnusableError
from tests.crashing import opened, stock
from tests.damage import lose, overwrite
from tests.engines.test_whoosh import unit
from tests.shelf import REPORT, written
from tests.terminal import Terminal

SEED = 1977
FLIPS = [pytest.param(12), pytest.param(1500, marks=pytest.mark.slow)]
"""How many bits of each file are flipped, one at a time."""
LARGE = 1_000
"""Bytes above which the tests let a file count as large."""


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "tantivy":
        pytest.importorskip("tantivy")
    return name


@pytest.fixture
def shelf(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a library whose index was built and then added to; most of its files are large."""
    monkeypatch.setattr(places, "CHECKED", LARGE)
    stock(tmp_path, engine)
    opened(tmp_path, engine).build()
    opened(tmp_path, engine).add([tmp_path / "next.txt"], Given())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(shelf: Path, engine: str) -> list[Path]:
    """Return the files that make up an index, that with the hashes of the documents among them."""
    home = shelf / "index" / engine
    state = current(home)
    assert state
    held = [home / state.folder / name for name in state.files]
    return [*held, home / POINTER, shelf / "index" / "contents"]


def places_of(size: int, count: int, chance: random.Random) -> list[int]:
    """Choose bits: those at both ends of a file, and others anywhere in it."""
    ends = [0, 7, 8 * size - 1, 8 * size - 8]
    return [*ends, *(chance.randrange(8 * size) for _ in range(count - len(ends)))]


@pytest.mark.parametrize("flips", FLIPS)
def test_each_bit_that_flips_in_any_file_is_found(shelf: Path, engine: str, flips: int) -> None:
    library = opened(shelf, engine)
    chance = random.Random(SEED)  # noqa: S311 - no secret
    assert "as they were written" in library.verify()
    for path in files(shelf, engine):
        whole = path.read_bytes()
        for bit in places_of(len(whole), flips, chance):
            wrong = bytearray(whole)
            wrong[bit // 8] ^= 1 << bit % 8
            overwrite(path, wrong)
            with pytest.raises(IndexUnusableError, match="damaged") as caught:
                library.verify()
            assert path.name in str(caught.value) or path.name == POINTER
            assert "indexer build" in caught.value.advice
        overwrite(path, whole)
    assert "as they were written" in library.verify()


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[:-1], lambda _: b"", lambda whole: whole + b"\0", None]
)
def test_a_file_that_is_cut_short_lengthened_or_lost_is_found(
    shelf: Path, engine: str, damage: object
) -> None:
    library = opened(shelf, engine)
    for path in files(shelf, engine):
        if damage is None and path.name == "contents":
            continue  # it may be deleted: nothing is lost with it
        whole = path.read_bytes()
        if callable(damage):
            overwrite(path, damage(whole))
        else:
            path.unlink()
        with pytest.raises(IndexUnusableError, match=r"damaged|no index"):
            library.verify()
        overwrite(path, whole)
    library.verify()


def test_files_of_which_nobody_knows_are_said_and_do_no_harm(shelf: Path, engine: str) -> None:
    home = shelf / "index" / engine
    opened(shelf, engine).build()
    written(home / "000001" / "extra", "x")
    written(home / "extra", "x")
    (home / "empty").touch()
    assert "more are no part of it" in opened(shelf, engine).verify()
    opened(shelf, engine).build()
    opened(shelf, engine).build()
    assert not (home / "extra").exists()


def test_the_command_names_the_file_and_the_next_step(shelf: Path, engine: str, terminal: Terminal) -> None:
    fine = terminal("indexer", "check", "--index")
    assert (fine.status, fine.err) == (0, "")
    assert "bytes: all as they were written." in fine.out
    path = max(files(shelf, engine), key=lambda one: one.stat().st_size)
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    overwrite(path, whole)
    bad = terminal("indexer", "check", "--index")
    assert (bad.status, bad.out) == (3, "")
    assert path.name in bad.err
    assert "Run `indexer build`" in bad.err
    assert bad.err.count("\n") == 1
    assert terminal("indexer", "build").status == 0
    assert terminal("indexer", "check", "--index").status == 0


def test_many_damaged_files_are_told_in_one_line(shelf: Path, engine: str) -> None:
    for path in files(shelf, engine):
        if path.name not in (POINTER, "contents"):
            overwrite(path, b"\0" * path.stat().st_size)
    with pytest.raises(IndexUnusableError) as caught:
        opened(shelf, engine).verify()
    named = str(caught.value).count("is not as it was written")
    assert named == min(5, len(files(shelf, engine)) - 2)
    assert (" more. Run" in str(caught.value)) == (engine == "tantivy")


def test_an_index_that_cannot_be_used_is_told(shelf: Path, engine: str, terminal: Terminal) -> None:
    written(shelf / "corpus" / "digest.txt", REPORT)
    outdated = terminal("indexer", "check", "--index")
    assert (outdated.status, "have changed" in outdated.err) == (3, True)
    lose(shelf / "index")
    missing = terminal("indexer", "check", "--index")
    assert (missing.status, "no index" in missing.err) == (3, True)
    assert engine


def test_an_index_of_fewer_documents_than_the_record_names_is_told(
    shelf: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(shelf, engine)
    library.open()
    real = library.health()
    library.close()
    monkeypatch.setattr(Library, "_count", lambda _: real.documents - 1)
    with pytest.raises(IndexUnusableError, match="documents instead of"):
        library.verify()


def test_an_index_made_before_there_were_checksums_of_everything_is_of_another_version(
    shelf: Path, engine: str
) -> None:
    pointer = shelf / "index" / engine / POINTER
    pointer.write_bytes(pointer.read_bytes().split(b"\n")[0])  # it had one line
    with pytest.raises(IndexUnusableError, match="lacks its checksum"):
        opened(shelf, engine).verify()


# --- what it costs ---------------------------------------------------------------------------------


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    home = tmp_path / "000001"
    home.mkdir()
    with (home / "large").open("wb") as stream:
        stream.truncate(64 << 20)
    places.publish(tmp_path, "000001", 0, {"large"}, "mark", known={})
    tracemalloc.start()
    try:
        verify(tmp_path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4 * places.PIECE


def test_opening_reads_no_large_file(shelf: Path, engine: str) -> None:
    state = current(shelf / "index" / engine)
    assert state
    assert state.large
    assert not set(state.large) & set(state.sums)
    assert set(state.large) | set(state.sums) == set(state.files)
    for name in state.large:
        path = shelf / "index" / engine / state.folder / name
        overwrite(path, b"\0" * state.files[name])
    places.check(shelf / "index" / engine, state)


def test_an_addition_reads_no_large_file_of_the_state_before(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "CHECKED", LARGE)
    made = engines.engine(engine, tmp_path / "index")
    made.write(Changes([unit(f"a:{n}", "one", f"n{n}") for n in range(200)], mark="first"))
    before = current(tmp_path / "index")
    made.write(Changes([unit("b:1", "one")], mark="second"))
    after = current(tmp_path / "index")
    assert before
    assert after
    kept = {name for name in before.large if name in after.files and not name.endswith(".json")}
    assert kept
    assert {name: after.large[name] for name in kept} == {name: before.large[name] for name in kept}
    read: list[str] = []
    real = places.checksum

    def checksum(path: Path) -> int:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(places, "checksum", checksum)
    made.write(Changes([unit("c:1", "one")], mark="third"))
    assert not kept & set(read)
    assert verify(tmp_path / "index")


def test_damage_before_an_addition_is_found_after_it(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "CHECKED", LARGE)
    made = engines.engine(engine, tmp_path / "index")
    made.write(Changes([unit(f"a:{n}", "one", f"n{n}") for n in range(200)], mark="first"))
    state = current(tmp_path / "index")
    assert state
    name = max(state.large, key=lambda one: state.files[one])
    path = tmp_path / "index" / state.folder / name
    whole = bytearray(path.read_bytes())
    whole[-20] ^= 1
    overwrite(path, whole)
    with suppress(IndexUnusableError):  # where it is met on the way, it is told at once
        made.write(Changes([unit("b:1", "one")], mark="second"))
    with pytest.raises(IndexUnusableError, match="damaged"):
        verify(tmp_path / "index")
