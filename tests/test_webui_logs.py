"""The log: what went wrong and in which request, never what was asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gunicorn.config import Config

from indexer.library import Library
from tests import site
from webui import logs

if TYPE_CHECKING:
    import pytest


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


def test_the_servers_own_words_lose_question_and_address(capsys: pytest.CaptureFixture[str]) -> None:
    log = logs.RequestLog(Config())
    try:
        log.exception("Error handling request %s %s", "GET", "/?q=secretquestion")  # noqa: LOG004 - as gunicorn's
        log.warning("Invalid request from ip=192.0.2.1: Invalid line '/?q=secretquestion\n'")
    finally:
        log.error_log.handlers.clear()
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert first["message"] == "Error handling request GET /"
    assert second["message"] == "Invalid request"
