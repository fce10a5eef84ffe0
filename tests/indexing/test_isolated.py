"""A reader of a native library may crash: that costs the file that it was reading, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shelf import ENGLISH, written
from tests.terminal import BIN

ROOT = Path(__file__).resolve().parents[2]
PDF = ROOT / "tests" / "reading" / "pdf" / "report.en.pdf"
CRASHING = '''
"""A reader whose process ends while it reads."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from indexer.model.document import Both, Source


class Crashing:
    name = Both("崩溃", "crashing")
    suffixes = (".crash",)
    isolated = True

    def accepts(self, head: bytes, _name: str) -> bool:
        return head.startswith(b"CRASH")

    def read(self, data: bytes, path: Path, largest: int) -> Source:
        if data == b"CRASH by signal":
            os.kill(os.getpid(), signal.SIGSEGV)
        os._exit(3)
'''


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with an empty library, and a copy of the code that has a reader that crashes."""
    subprocess.run(["cp", "-r", ROOT / "indexer", tmp_path / "indexer"], check=True)
    written(tmp_path / "indexer" / "reading" / "crashing.py", CRASHING)
    registry = tmp_path / "indexer" / "reading" / "base.py"
    code = registry.read_text(encoding="utf-8").replace(
        "    PlainText(),", "    Crashing(),\n    PlainText(),"
    )
    line = "from indexer.reading.plain_text import"
    code = code.replace(line, f"from indexer.reading.crashing import Crashing\n{line}")
    registry.write_text(code, encoding="utf-8")
    written(tmp_path / "config.toml", '[library]\ncorpora = ["held"]\nindex = "index"\n')
    return tmp_path


def indexer(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    start = "from indexer.cli.indexer import main; main()"
    command = [sys.executable, "-c", start, *words]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


def test_a_reader_that_crashes_costs_its_file_only(place: Path) -> None:
    (place / "b.crash").write_bytes(b"CRASH by signal")
    (place / "c.crash").write_bytes(b"CRASH by exit")
    written(place / "a.txt", ENGLISH)
    written(place / "d.txt", ENGLISH.replace("S/2021/77", "S/2021/78"))
    added = indexer(place, "add", "a.txt", "b.crash", "c.crash", "d.txt")
    assert added.returncode == 1
    assert "S/2021/77" in added.stdout
    assert "S/2021/78" in added.stdout
    told = " ".join((added.stdout + added.stderr).split())
    for file, status in (("b.crash", "-11."), ("c.crash", "3.")):
        assert file in told
        assert f" {status} " in told
    assert "2 taken, 2 refused." in told
    assert indexer(place, "list").stdout.count("S/2021/7") == 2


def test_a_pdf_is_read_from_standard_input(tmp_path: Path) -> None:
    """It is longer than a pipe, and is sent to the process that reads it."""
    written(tmp_path / "config.toml", '[library]\ncorpora = ["held"]\nindex = "index"\n')
    data = PDF.read_bytes() + b"\n%" + b" " * 200_000
    command = [str(BIN / "indexer"), "add", "-"]
    added = subprocess.run(command, cwd=tmp_path, input=data, capture_output=True, check=False)
    assert added.returncode == 0, added.stderr.decode()
    assert b"Added S/2022/77 [en, official]" in added.stdout
