"""The log: what went wrong and in which request, never what was asked."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from gunicorn.config import Config

from indexer.library.library import Library
from tests import site
from webui.server import logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def log() -> Iterator[logs.RequestLog]:
    made = logs.RequestLog(Config())
    yield made
    made.error_log.removeHandler(made._get_gunicorn_handler(made.error_log))


def test_a_fault_is_logged_with_the_id_of_its_request(
    digests: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_library: Library) -> None:
        raise ValueError("broken")

    client = site.client(digests)
    monkeypatch.setattr(Library, "health", fail)
    caplog.handler.setFormatter(logs.JsonLines())
    response = client.get("/api/v1/health", headers={"X-Request-Id": "abc"})
    assert response.status_code == 500
    assert response.headers["X-Request-Id"] == "abc"
    line = json.loads(caplog.text)
    assert (line["level"], line["logger"], line["request"]) == ("error", "juanzong.webui", "abc")
    assert line["trace"].endswith("ValueError: broken")


def test_a_request_is_one_line_without_its_question(
    log: logs.RequestLog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(logs.JsonLines())
    answer = SimpleNamespace(status="404 NOT FOUND", sent=7, headers=[("X-Request-Id", "abc")])
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/智利\n".encode().decode("latin-1"),
        "QUERY_STRING": "q=secretquestion",
        "REMOTE_ADDR": "192.0.2.1",
    }
    log.access(answer, None, environ, timedelta(seconds=1, microseconds=500))
    log.access(SimpleNamespace(status=400, sent=0, headers=[]), None, {}, timedelta())
    first, second = map(json.loads, caplog.text.splitlines())
    assert first.pop("time").endswith("+00:00")
    assert first == {
        "method": "GET",
        "path": "/智利\n",
        "status": 404,
        "milliseconds": 1000.5,
        "bytes": 7,
        "request": "abc",
    }
    assert (second["path"], second["request"]) == ("", None)


def test_the_servers_own_words_lose_question_and_address(log: logs.RequestLog) -> None:
    log._get_gunicorn_handler(log.error_log).setStream(written := StringIO())
    log.exception("Error handling request %s %s", "GET", "/?q=secretquestion")  # noqa: LOG004 - as gunicorn does
    log.warning("Invalid request from ip=192.0.2.1: Invalid line '/?q=secretquestion\n'")
    first, second = map(json.loads, written.getvalue().splitlines())
    assert first["message"] == "Error handling request GET /"
    assert second["message"] == "Invalid request"
