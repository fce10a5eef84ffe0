"""What the tests of the commands share: a library of their own, and a user whom permissions bind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def place(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with a library of one's own: a copy of the module's `shelf`."""
    here = tmp_path / "here"
    shutil.copytree(shelf, here)
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def bound() -> tuple[str, ...]:
    """Give a launcher under which permissions bind root too."""
    if os.geteuid():
        return ()
    setpriv = shutil.which("setpriv")
    if not setpriv:
        pytest.skip("root may read and write everything, and setpriv is not here to forbid it")
    return (setpriv, "--bounding-set=-dac_override,-dac_read_search")
