"""The command `webui`: it serves, stops gracefully, and says what is wrong with the right status."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from indexer.config import load
from indexer.errors import IndexUnusableError, UsageError
from indexer.library import Library
from webui import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = str(Path(sys.executable).with_name("webui"))
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the configuration of a library with an index."""
    place = tmp_path_factory.mktemp("served")
    config = place / "config.toml"
    shutil.copytree(CORPUS, place / "corpus")
    config.write_text('[library]\ncorpora = ["corpus"]\n', encoding="utf-8")
    with_index = Library(load(config))
    with_index.build()
    with_index.close()
    return config


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give the configuration of a library without an index."""
    config = tmp_path / "config.toml"
    config.write_text('[library]\ncorpora = ["corpus"]\n', encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a running server and its address."""
    arguments = [COMMAND, "--config", str(built), "--port", "0", "--workers", "1"]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        yield process, line.split()[2]
        process.kill()


def ask(address: str, path: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    connection = HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=10)
    with closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()


def test_it_serves_the_page_and_the_api_and_stops_when_told(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = server
    status, body = ask(address, "/api/v1/health")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert ask(address, "/")[0] == 200
    question = quote("联络人培训" * 2_000)  # 90 kB: longer than gunicorn's own limit
    assert ask(address, f"/api/v1/search?q={question}")[0] == 200
    assert ask(address, f"/?q={'a' * 1_000_000}")[0] == 400
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0
    assert process.stderr
    assert process.stderr.read() == ""


def test_without_an_index_it_says_what_to_do(empty: Path) -> None:
    ended = subprocess.run([COMMAND, "--config", str(empty)], capture_output=True, text=True, check=False)
    assert ended.returncode == IndexUnusableError.exit_status
    assert "indexer build" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_in_use_is_said(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setattr(sys, "argv", ["webui", "--config", str(built), "--port", port])
        with pytest.raises(SystemExit) as ended:
            serve.main()
    assert ended.value.code == UsageError.exit_status


def test_an_address_that_is_not_ours_is_said() -> None:
    with pytest.raises(UsageError, match=r"Cannot listen on port 0 of 192\.0\.2\.1"):
        serve.listen("192.0.2.1", 0)
    with pytest.raises(UsageError, match="Cannot listen on port 0 of no host"):
        serve.listen("no host", 0)


def test_options_override_the_configuration(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[serve.Server] = []

    def run(server: serve.Server) -> None:
        started.append(server)

    monkeypatch.setattr(serve.Server, "run", run)
    monkeypatch.setitem(serve.SETTINGS, "of_another_gunicorn", value=True)
    options = ["--config", str(built), "--host", "localhost", "--port", "0", "--workers", "3"]
    outcome = CliRunner().invoke(serve.webui, options, catch_exceptions=False)
    assert outcome.output.startswith("Serving on http://")
    assert started[0].cfg.workers == 3
    os.close(started[0]._descriptor)
    assert started[0].load().test_client().get("/api/v1/health").status_code == 200


def test_an_address_of_version_six_is_written_in_brackets() -> None:
    class Listener:
        def getsockname(self) -> tuple[str, int, int, int]:
            return "::1", 8080, 0, 0

    assert serve.address(Listener()) == "http://[::1]:8080/"  # type: ignore[arg-type]
