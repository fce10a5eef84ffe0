"""An engine is added as CONTRIBUTING.md says: a module of its own, and its name in two places."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CORPUS
from tests.shelf import written
from tests.terminal import without_progress

ROOT = Path(__file__).resolve().parents[2]
TOY = '''\
"""A toy engine: it keeps everything in one file, and reads all of it at each opening."""

from __future__ import annotations

import pickle
from pathlib import Path

from indexer.engines.base import Changes
from indexer.engines.memory import MemoryEngine


class ToyEngine(MemoryEngine):
    def __init__(self, place: Path) -> None:
        super().__init__()
        self._file = place / "toy.pickle"

    def open(self) -> str | None:
        if self._newest is None and self._file.exists():
            self._newest = pickle.loads(self._file.read_bytes())
        return super().open()

    def write(self, changes: Changes) -> None:
        super().write(changes)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(pickle.dumps(self._newest))
'''

IMPORTED = """\
    if name == "toy":
        from indexer.engines.toy import ToyEngine

        return ToyEngine(place)
"""


def files_to_touch() -> list[str]:
    """Return what CONTRIBUTING.md says has to be touched for an engine."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = page.partition("**An engine**")[2].partition("\n**")[0]
    return re.findall(r"^\d\. `([^`]+)`", told, re.MULTILINE)


def named(code: str, names: str) -> str:
    """Return code of which the constant `names`, a tuple of engines, also names the toy."""
    changed, times = re.subn(rf"^({names} = \([^)]*)\)", r'\1, "toy")', code, flags=re.MULTILINE)
    assert times == 1
    return changed


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program that has one engine more, added as the list says."""
    place = tmp_path_factory.mktemp("program")
    for room in ("indexer", "tests", "scripts", "webui"):
        shutil.copytree(ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    written(place / "config.toml", f'[library]\ncorpora = ["{CORPUS}"]\nindex = "index"\nengine = "toy"\n')
    module, registry, settings = (place / name.replace("<engine>", "toy") for name in files_to_touch())
    assert not module.exists()
    written(module, TOY)
    code = named(registry.read_text(encoding="utf-8"), "NAMES")
    memory = '    if name == "memory":\n'
    assert code.count(memory) == 1
    written(registry, code.replace(memory, IMPORTED + memory))
    written(settings, named(settings.read_text(encoding="utf-8"), "ENGINES"))
    return place


def run(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy."""
    return subprocess.run([sys.executable, *command], cwd=place, capture_output=True, text=True, check=False)


def test_the_commands_work_with_the_engine(copied: Path) -> None:
    built = run(copied, "-c", "from indexer.cli.indexer import main; main()", "build")
    assert (built.returncode, without_progress(built.stderr)) == (0, "")
    asked = run(copied, "-c", "from indexer.cli.search import main; main()", "联络人")
    assert asked.returncode == 0, asked.stderr
    assert "S/2019/986" in asked.stdout
    assert (copied / "index" / "toy" / "toy.pickle").exists()


def test_the_contract_tries_the_engine(copied: Path) -> None:
    tried = run(
        copied, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "toy", "tests/engines/test_contract.py"
    )
    assert tried.returncode == 0, tried.stdout
    passed = re.search(r"(\d+) passed", tried.stdout)
    assert passed
    assert int(passed[1]) > 20
