"""`make` refuses a Python that is too old before it makes or installs anything."""

from __future__ import annotations

import shutil
import subprocess
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.terminal import outside_make

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("Makefile", "pyproject.toml", "setup.py", "requirements.lock")
STUB = """\
#!/bin/sh
echo "$@" >> {log}
case "$1" in
    --version) echo "{says}" ;;
    *) exit 9 ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a folder with what `make run` reads first."""
    for name in NEEDED:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(checkout: Path, target: str, says: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run make with a Python that only says its version; return what came of it, and how it was called."""
    log, python = checkout / "called", checkout / "python3"
    python.write_text(STUB.format(log=log, says=says), encoding="utf-8")
    python.chmod(0o755)
    command = ["make", target, f"PYTHON={python}"]
    done = subprocess.run(
        command, cwd=checkout, env=outside_make(), capture_output=True, text=True, check=False
    )
    return done, log.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("says", ["Python 3.10.14", "Python 2.7.18", "python3: not found"])
@pytest.mark.parametrize("target", ["run", "test", "lock"])
def test_a_python_that_is_too_old_is_refused_first(checkout: Path, target: str, says: str) -> None:
    done, called = make(checkout, target, says)
    assert done.returncode != 0
    assert f"needs Python 3.11 or later, but {checkout / 'python3'} says: {says}." in done.stderr
    assert "PYTHON=python3.11" in done.stderr
    assert called == ["--version"]
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("says", ["Python 3.11.0", "Python 3.14.0rc1", "Python 4.0.1"])
def test_any_later_python_is_taken(checkout: Path, says: str) -> None:
    done, called = make(checkout, "run", says)
    assert called == ["--version", "-m venv .venv"]
    assert "needs Python" not in done.stderr


def test_pip_is_told_the_same() -> None:
    assert metadata("juanzong")["Requires-Python"] == ">=3.11"
