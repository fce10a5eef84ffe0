"""A lock is held by one process at a time, on every system, and ends with the process that holds it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.model.document import Both
from indexer.runtime import locks
from indexer.runtime.errors import BusyError
from tests import shelf

BUSY = Both("忙。", "Busy.")
HOLDER = """
import os, sys, time
from pathlib import Path
from indexer.runtime import locks
from indexer.model.document import Both
with locks.held(Path(sys.argv[1]), Both("忙。", "Busy.")):
    pids = [os.fork()] if sys.argv[2:] else []
    if pids == [0]:
        os._exit(0)  # a child that ends lets go of nothing
    for pid in pids:
        os.waitpid(pid, 0)
    print("held", flush=True)
    time.sleep(600)
"""
FOREIGN = ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "gunicorn")
"""What Python has not, and what cannot be installed, on Windows."""


@contextmanager
def holder(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Give another process that holds the lock of a folder."""
    command = [sys.executable, "-c", HOLDER, str(folder), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("words", [(), ("fork",)])
def test_another_process_that_holds_it_is_told_of(tmp_path: Path, words: tuple[str, ...]) -> None:
    with holder(tmp_path, *words), pytest.raises(BusyError, match="Busy"), locks.held(tmp_path, BUSY):
        pass


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_the_process_that_held_it(tmp_path: Path, stop: signal.Signals) -> None:
    with holder(tmp_path) as process:
        os.kill(process.pid, stop)
        process.wait()
        with locks.held(tmp_path, BUSY):
            assert (tmp_path / locks.LOCK).stat().st_size == 0


def test_this_process_holds_it_once_only(tmp_path: Path) -> None:
    with locks.held(tmp_path, BUSY), pytest.raises(BusyError), locks.held(tmp_path, BUSY):
        pass
    with locks.held(tmp_path, BUSY):
        pass


def test_a_file_that_lies_about_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / locks.LOCK).write_text("left over from 1999", encoding="utf-8")
    with locks.held(tmp_path, BUSY):
        assert (tmp_path / locks.LOCK).read_text(encoding="utf-8") == "left over from 1999"


def without_unix(command: str, word: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in a Python that has as little as that of Windows."""
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({FOREIGN!r})); sys.argv = [{command!r}, {word!r}]\n"
        f"from indexer.cli.{command} import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", ["search", "indexer"])
def test_a_command_starts_without_what_only_unix_has(command: str, tmp_path: Path) -> None:
    done = without_unix(command, "--help", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_question_is_answered_without_what_only_unix_has(tmp_path: Path) -> None:
    place = shelf.stocked(tmp_path, '[library]\ncorpora = ["corpus", "added"]\n')
    done = without_unix("search", "智利", place)
    assert (done.returncode, done.stderr) == (0, "")
    assert "S/2021/77" in done.stdout
