"""Files reach the disk, whether they are few or many."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.runtime import durable


@pytest.fixture(params=[0, 1, 8, 9, 100])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    made = [tmp_path / str(number) for number in range(request.param)]
    for path in made:
        path.write_text("x", encoding="utf-8")
    return made


def test_every_file_is_synced(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(durable, "sync", synced.append)
    durable.sync_all(files)
    assert sorted(synced) == sorted(files)


@pytest.mark.parametrize("count", [2, 50])
def test_error_of_one_file_is_raised(count: int, tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(count)]
    for path in paths[:-1]:
        path.write_text("x", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        durable.sync_all(paths)
