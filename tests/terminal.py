"""The commands as one types them, in this process or as processes of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.cli import indexer as indexer_cli
from indexer.cli import search as search_cli

BIN = Path(sys.executable).parent
_PROGRESS = re.compile(r"indexer: \w+: [\d,]+ of [\d,]+ documents?, ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed and how it left."""

    status: int
    out: str
    err: str


class Terminal:
    """Runs the commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, command: str, *words: str) -> Outcome:
        self._monkeypatch.setattr(sys, "argv", [command, *words])
        main = {"search": search_cli.main, "indexer": indexer_cli.main}[command]
        with pytest.raises(SystemExit) as left:
            main()
        captured = self._capsys.readouterr()
        return Outcome(int(left.value.code or 0), captured.out, captured.err)


def without_progress(err: str) -> str:
    """Return what a command said without the lines of its progress, which a slow machine gets."""
    return "".join(line for line in err.splitlines(keepends=True) if not _PROGRESS.match(line))


def outside_make() -> dict[str, str]:
    """Return the environment without what a make that runs the tests hands down to another."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}


def process(
    command: str,
    *words: str,
    env: Mapping[str, str] | None = None,
    launcher: Sequence[str] = (),
    given: bytes = b"",
) -> Outcome:
    """Run a command as a process, in the current folder; what it prints must be UTF-8."""
    done = subprocess.run(
        [*launcher, str(BIN / command), *words],
        env=os.environ | dict(env or {}),
        input=given,
        capture_output=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
