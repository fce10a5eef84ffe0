"""Describe the machine and the date of a measurement."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import sqlite3
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("Whoosh-Reloaded", "tantivy", "urllib3", "rjieba", "jieba")


@dataclass(frozen=True, slots=True)
class Machine:
    """A description of a machine; `memory` is in GiB."""

    date: str
    processor: str
    cores: int
    memory: float
    system: str
    software: tuple[str, ...]


def machine() -> Machine:
    """Return a description of this machine, without its name."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return Machine(
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory=pages / 2**30,
        system=f"{platform.system()} {platform.machine()}",
        software=(
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            *(f"{name} {_version(name)}" for name in PACKAGES),
        ),
    )


def _processor() -> str:
    try:
        named = re.search(
            r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE
        )
    except OSError:
        named = None
    return named[1] if named else platform.processor() or "unknown processor"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
