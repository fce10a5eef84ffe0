"""A file that kills its reader, hangs it or fills its memory costs itself and nothing else."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from indexer.indexing import pipeline, workers
from indexer.indexing.pipeline import prepare_all
from indexer.indexing.preparing import Prepared, ToPrepare
from indexer.indexing.tasks import Failure
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.reading.collecting import InputFile
from tests.shelf import ENGLISH, config, held, written

HOSTILE = """\
import os, time
from indexer.reading import plain_text

real = plain_text.decode

def decode(data, name):
    if b"HOSTILE" not in data:
        return real(data, name)
    if b"HOSTILE kill" in data:
        os.kill(os.getpid(), 9)
    if b"HOSTILE exit" in data:
        os._exit(3)
    if b"HOSTILE sleep" in data:
        time.sleep(600)
    if b"HOSTILE loop" in data:
        while True:
            pass
    if b"HOSTILE memory" in data:
        bytearray(1 << 36)
    raise ValueError("odd")

plain_text.decode = decode
"""
"""What a helper imports as it starts: a reader that some files are too much for."""
REASONS = {
    "kill": "ended twice",
    "exit": "ended twice, the last time with status 3",
    "sleep": "takes longer to read than one file may: 1 second",
    "loop": "takes longer to read than one file may",
    "memory": "takes more memory than one file may",
    "error": "our own fault: ValueError: odd",
}


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let helpers have a reader that can be killed by a file, and one second for each file."""
    written(tmp_path / "path" / "sitecustomize.py", HOSTILE)
    monkeypatch.syspath_prepend(tmp_path / "path")
    monkeypatch.setattr(workers, "SECONDS", 1)
    monkeypatch.setattr(pipeline, "MUCH", 1000)
    return tmp_path / "given"


def texts(place: Path, *ways: str) -> list[Path]:
    """Write thirty documents, some of which are hostile in these ways."""
    made = []
    for number in range(30):
        text = ENGLISH.replace("S/2021/77", f"S/2021/{number + 1}")
        made.append(written(place / f"{number:02}.txt", text))
    for number, way in enumerate(ways):
        path = made[5 * number + 2]
        written(path, path.read_text("utf-8") + f"\n3. HOSTILE {way}.\n")
    return made


def outcomes(paths: list[Path], count: int) -> list[Prepared | Failure]:
    jobs = [ToPrepare(Given(), InputFile(str(path), path.name, path.stat().st_size, path)) for path in paths]
    with closing(prepare_all(jobs, count)) as found:
        return list(found)


@pytest.mark.parametrize("count", [1, 3])
def test_a_hostile_file_costs_itself_only(hostile: Path, count: int) -> None:
    paths = texts(hostile, *REASONS)
    found = outcomes(paths, count)
    bad = {5 * number + 2: (way, why) for number, (way, why) in enumerate(REASONS.items())}
    for number, outcome in enumerate(found):
        if number in bad:
            assert isinstance(outcome, Failure), bad[number]
            assert bad[number][1] in outcome.error.message
            assert str(paths[number]) in outcome.error.message
        else:
            assert isinstance(outcome, Prepared)
            assert outcome.taken.symbol == f"S/2021/{number + 1}"


def test_a_library_takes_the_others(hostile: Path, tmp_path: Path) -> None:
    paths = texts(hostile, "kill", "sleep")
    library = Library(config(tmp_path))
    report = library.add(paths, Given(), whole=False)
    assert (len(report.taken), len(report.refused)) == (28, 2)
    assert len(held(tmp_path / "added")) == 28
    with library:
        assert library.health().documents == 28
