"""Read how much memory processes take, from /proc."""

from __future__ import annotations

import resource
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from scripts.bench.contender_process import ROOT

KIB = 1024
INTERVAL = 0.05
"""Seconds between two looks at the memory of a command."""
GONE = (FileNotFoundError, ProcessLookupError)


@dataclass(frozen=True, slots=True)
class ProcessMemory:
    """The memory of a process in bytes; what it shares with others counts in part.

    `own` is what no file on the disk holds.
    """

    total: int
    own: int


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: seconds of wall time and of processor time, and the peak of memory in bytes.

    The peak is the sum of the peaks of the process and of its workers, whenever each of them had its own.
    """

    seconds: float
    processor: float
    peak: int


def memory(process: int) -> ProcessMemory:
    """Return the memory of a process now (PSS)."""
    facts = _facts(Path(f"/proc/{process}/smaps_rollup"))
    return ProcessMemory(facts["Pss"], facts["Pss_Anon"])


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for each in found for child in each.read_text(encoding="ascii").split()]


def run(command: list[str], environment: dict[str, str], *, may_refuse: bool = False) -> Ran:
    """Run a command, with its output left out, and say what it took.

    Args:
        command: The program and its arguments.
        environment: Its environment.
        may_refuse: Whether exit status 1 is no failure: something was refused, as it was meant to be.

    Raises:
        CalledProcessError: It failed.

    """
    before, started = worked(), perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        ended, peaks = Event(), dict[int, int]()
        watch = Thread(target=_watch, args=(process.pid, ended, peaks))
        watch.start()
        _, said = process.communicate()
        seconds = perf_counter() - started
        ended.set()
        watch.join()
    if process.returncode > may_refuse or process.returncode < 0:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Ran(seconds, worked() - before, sum(peaks.values()))


def worked() -> float:
    """Return the seconds of processor time of all processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: int, ended: Event, peaks: dict[int, int]) -> None:
    """Note the peaks of a process and of those that it has started until it has ended."""
    while not ended.wait(INTERVAL):
        with suppress(*GONE):
            for each in (process, *children(process)):
                facts = _facts(Path(f"/proc/{each}/status"))
                peaks[each] = facts.get("VmHWM", peaks.get(each, 0))


def _facts(path: Path) -> dict[str, int]:
    """Return the lines of a file that tell bytes."""
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {line[0].rstrip(":"): int(line[1]) * KIB for line in lines if line[2:] == ["kB"]}
