"""The command `webui` at work, as a process of its own, and a client that asks it."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.library.library import Library
from indexer.runtime.config import load

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = str(Path(sys.executable).with_name("webui"))
LOAD = Path(__file__).resolve().parents[1] / "scripts" / "load.py"
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def served(place: Path) -> Path:
    """Make a library of the project's documents in a folder, with its index; return its configuration."""
    place.mkdir(exist_ok=True)
    shutil.copytree(CORPUS, place / "corpus")
    config = place / "config.toml"
    config.write_text('[library]\ncorpora = ["corpus", "added"]\nindex = "index"\n', encoding="utf-8")
    with_index = Library(load(config))
    with_index.build()
    with_index.close()
    return config


@dataclass(frozen=True)
class Running:
    """A server at work: its process, its address and where its log is."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@contextmanager
def running(config: Path, log: Path, workers: int = 1, files: int | None = None) -> Iterator[Running]:
    """Start a server, which may hold so many files open where `files` are given, and stop it in the end."""

    def limit() -> None:
        if files is not None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    arguments = [COMMAND, "--config", str(config), "--port", "0", "--workers", str(workers)]
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            arguments,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            preexec_fn=limit,  # noqa: PLW1509 - it only sets a limit
        ) as process,
    ):
        assert process.stdout
        address = process.stdout.readline().split()[2].removeprefix("http://").rstrip("/")
        try:
            yield Running(process, address, log)
        finally:
            process.terminate()


def ask(address: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    with closing(HTTPConnection(address, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()


def dechunked(body: bytes) -> bytes:
    """Join the chunks of a body (RFC 9112, 7.1); the last one is empty."""
    joined = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        joined, body = joined + body[:length], body[length + 2 :]
        if not length:
            return joined
    raise AssertionError("the last chunk is missing")
