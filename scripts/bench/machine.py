"""Describe the machine, the date and the surroundings of a measurement."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import resource
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

    @property
    def told(self) -> str:
        """The machine and its software in one line."""
        hardware = f"{self.processor}, {self.cores} cores, {self.memory:.0f} GiB, {self.system}"
        return f"{hardware}; {', '.join(self.software)}"


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


class OtherWork:
    """Tells what share of the processors other programs have used since this object was made.

    Processes that this one has started count as its own once they have ended.
    """

    def __init__(self) -> None:
        self._processors, self._own = _processors(), _own()

    @property
    def share(self) -> float:
        """The share, from 0 to 1; 0 until the processors' clock has gone on.

        Work and time are of that one clock, which goes by hundredths of a second: by another, a hundredth
        that ends just after the beginning would be many times the time gone by.
        """
        busy, idle = (now - then for now, then in zip(_processors(), self._processors, strict=True))
        others = max(0.0, busy - (_own() - self._own))
        return others / (busy + max(0.0, idle)) if others else 0.0


def _processors() -> tuple[float, float]:
    """Return the seconds that all processors together have worked, and those that they were idle."""
    line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    user, nice, system, idle, waiting, interrupts, soft = map(int, line.split()[1:8])
    tick = os.sysconf("SC_CLK_TCK")
    return (user + nice + system + interrupts + soft) / tick, (idle + waiting) / tick


def _own() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


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
