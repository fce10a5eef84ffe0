"""Where the real texts are: `$JUANZONG_SHARED`, or a folder `shared` beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("JUANZONG_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def _shared(relative: str) -> Path:
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"{relative} is not here: set JUANZONG_SHARED to the folder that holds it")
    return path


@pytest.fixture(scope="session")
def seed_2019() -> Path:
    return _shared("seeds/annual-review-2019.zh.txt")


@pytest.fixture(scope="session")
def seed_2020() -> Path:
    return _shared("seeds/annual-review-2020.zh.txt")


@pytest.fixture(scope="session")
def bitext() -> Path:
    return _shared("data/un-parallel-devset")
