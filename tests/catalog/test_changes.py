"""A change of a catalog is made or taken back, with its files, and costs nobody else a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog import catalog as module
from indexer.catalog.catalog import Catalog, NewDocument
from indexer.catalog.database import NAME
from indexer.model.document import Given
from indexer.runtime.errors import ConfigError
from tests.damage import refuse
from tests.shelf import held

KEPT = b"1. A text of somebody's own."


def document(number: int, content: bytes | None = b"1. A text.") -> NewDocument:
    given = Given(f"S/2021/{number}", "en", "official")
    return NewDocument(
        f"S/2021/{number}", "en", "official", f"{number}.txt", given, reading=None, content=content
    )


def names(corpus: Path) -> set[str]:
    return {path.name for path in corpus.iterdir()} - {NAME}


def test_what_is_taken_back_takes_its_files_with_it(tmp_path: Path) -> None:
    with Catalog.writable(tmp_path) as catalog:
        catalog.stage()
        catalog.insert([document(1), document(2)])
        assert names(tmp_path) == {"1.txt", "2.txt"}
    with Catalog.writable(tmp_path) as catalog:
        catalog.discard()
        assert list(catalog.held()) == []
    assert names(tmp_path) == set()


def test_a_file_that_somebody_has_put_there_is_not_taken_away(tmp_path: Path) -> None:
    """As where the files of a lost catalog are added again, and that is stopped."""
    (tmp_path / "1.txt").write_bytes(KEPT)
    with Catalog.writable(tmp_path) as catalog:
        for _ in range(2):
            catalog.stage()
            catalog.insert([document(1, KEPT), document(2)])
        catalog.discard()
        assert names(tmp_path) == {"1.txt"}
        catalog.stage()
        catalog.insert([document(1, KEPT)])
        catalog.settle()
        catalog.stage()
        catalog.retire(catalog.held())
        catalog.settle()
        catalog.tidy()
    assert names(tmp_path) == set()


def test_a_file_that_another_edition_has_too_stays(tmp_path: Path) -> None:
    with Catalog.writable(tmp_path) as catalog:
        catalog.stage()
        catalog.insert([document(1)])
        catalog.settle()
        catalog.stage()
        catalog.insert([document(1)])
        catalog.discard()
        assert names(tmp_path) == {"1.txt"}
        catalog.stage()
        catalog.insert([document(1)])
        catalog.settle()
        catalog.tidy()
    assert names(tmp_path) == {"1.txt"}
    assert len(held(tmp_path)) == 1


def test_a_file_that_cannot_be_removed_is_removed_by_the_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    with Catalog.writable(tmp_path) as catalog:
        catalog.stage()
        catalog.insert([document(number) for number in range(5)])
        with monkeypatch.context() as patched:
            refuse(patched, Path, "unlink", lambda path, **_: path.name in {"0.txt", "3.txt"})
            catalog.discard()
        assert names(tmp_path) == {"0.txt", "3.txt"}
        catalog.stage()
        catalog.insert([document(7)])
        catalog.settle()
    assert [one.file for one in held(tmp_path)] == ["7.txt"]
    assert names(tmp_path) == {"7.txt"}


def test_what_is_taken_over_is_never_staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.txt").write_bytes(KEPT)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with Catalog.writable(tmp_path) as catalog:
        with monkeypatch.context() as patched:
            patched.setattr("indexer.catalog.state.advance", stop)
            with pytest.raises(KeyboardInterrupt):
                catalog.adopt([document(1, content=None)])
        catalog.discard()
        assert list(catalog.held()) == []
        catalog.adopt([document(1, content=None)])
        catalog.discard()
    assert [one.file for one in held(tmp_path)] == ["1.txt"]
    assert (tmp_path / "1.txt").read_bytes() == KEPT


def test_whoever_reads_much_keeps_no_writer_from_finishing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", 2)
    monkeypatch.setattr("indexer.catalog.database.PATIENCE", 0.1)
    with Catalog.writable(tmp_path) as catalog:
        catalog.stage()
        catalog.insert([document(number) for number in range(5)])
        catalog.settle()
        with Catalog.writable(tmp_path) as other:
            reading = other.held()
            assert next(reading).symbol == "S/2021/0"
            catalog.stage()
            catalog.insert([document(7)])
            catalog.settle()
            assert [one.symbol for one in reading] == [f"S/2021/{number}" for number in range(1, 5)]


@pytest.mark.parametrize("size", [0, 1, 100, 1024, 4096, 5000])
def test_a_database_that_was_cut_short_is_told(tmp_path: Path, size: int) -> None:
    with Catalog.writable(tmp_path) as catalog:
        catalog.stage()
        catalog.insert([document(number) for number in range(50)])
        catalog.settle()
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:size])
    with pytest.raises(ConfigError, match=r"is (damaged: .*Restore it|no catalog)"):
        held(tmp_path)
    with pytest.raises(ConfigError, match=r"is (damaged: .*Restore it|no catalog)"):
        Catalog.writable(tmp_path)
    assert (tmp_path / NAME).read_bytes() == whole[:size]


def test_a_process_that_was_stopped_while_it_made_a_database_has_made_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("_TABLES", "rename"):
        with monkeypatch.context() as patched:
            if name == "rename":
                patched.setattr(Path, "rename", stop)
            else:
                patched.setattr("indexer.catalog.database.transaction", stop)
            with pytest.raises(KeyboardInterrupt):
                Catalog.writable(tmp_path)
        assert Catalog.opened(tmp_path) is None
    with Catalog.writable(tmp_path) as catalog:
        assert list(catalog.held()) == []
    assert {path.name for path in tmp_path.iterdir()} == {NAME}
