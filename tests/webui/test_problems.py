"""Errors and headers: the right status, what to do next, and nothing of the inside."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from indexer.model.document import Both
from indexer.runtime.errors import BusyError, ConfigError, IndexUnusableError, ReaderError
from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

ADDRESSES = ("/", "/?q=委员会", "/zh/S/2019/986", "/api/v1/health", "/api/v1/x", "/x", "/static/style.css")


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


class Broken:
    """A library that answers every question with an error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        raise self._error


def broken(error: Exception) -> FlaskClient:
    return site.client(Broken(error))  # type: ignore[arg-type] # it is asked like a library


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_security_headers_and_no_cookie(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Server-Timing"].startswith("app;dur=")
    assert "Set-Cookie" not in headers


def test_only_the_api_may_be_read_by_other_sites(client: FlaskClient) -> None:
    assert client.get("/api/v1/health").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/x").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


def test_the_origin_that_may_read_is_configured(digests: Library) -> None:
    one = site.client(digests, cors="https://example.org").get("/api/v1/health")
    assert one.headers["Access-Control-Allow-Origin"] == "https://example.org"
    none = site.client(digests, cors="").get("/api/v1/health")
    assert "Access-Control-Allow-Origin" not in none.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_says_without_the_body(client: FlaskClient, address: str) -> None:
    got, head = client.get(address, buffered=True), client.head(address, buffered=True)
    assert head.status_code == got.status_code
    assert head.content_type == got.content_type
    assert head.data == b""


def test_other_methods_are_refused(client: FlaskClient) -> None:
    api = client.post("/api/v1/search")
    assert api.status_code == 405
    assert api.mimetype == "application/problem+json"
    assert "GET" in api.headers["Allow"]
    shown = client.post("/")
    assert shown.status_code == 405
    assert shown.mimetype == "text/html"
    assert client.options("/api/v1/search").status_code == 200


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%e6%96", "%ff=1"])
def test_a_query_string_that_is_not_utf8_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get("/?" + query).status_code == 400
    problem = client.get("/api/v1/search?" + query)
    assert problem.status_code == 400
    assert "UTF-8" in problem.json["detail"]  # type: ignore[index]


def test_a_query_string_of_raw_bytes_is_refused(client: FlaskClient) -> None:
    response = client.get("/api/v1/search", environ_overrides={"QUERY_STRING": "q=\xff"})
    assert response.status_code == 400


@pytest.mark.parametrize("query", ["q=" + "a" * 1_000_000, "&".join(f"year={year}" for year in range(1_001))])
def test_a_query_string_beyond_all_bounds_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get("/?" + query).status_code == 400
    assert client.get("/api/v1/search?" + query).status_code == 400


def test_an_error_page_keeps_what_was_typed_and_says_what_to_do(client: FlaskClient) -> None:
    shown = client.get("/?q=委员会&page=0&lang=en")
    assert shown.status_code == 400
    assert 'value="委员会"' in shown.text
    assert "Give a whole number from 1." in shown.text


@pytest.mark.parametrize("error", [ZeroDivisionError("secret"), ConfigError("/etc/secret", "secret")])
def test_a_fault_is_logged_and_tells_nothing(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    for address, kind in (("/?q=a", "text/html"), ("/api/v1/search?q=a", "application/problem+json")):
        with caplog.at_level(logging.ERROR):
            response = broken(error).get(address)
        assert response.status_code == 500
        assert response.mimetype == kind
        assert "secret" not in response.text
        assert "secret" in caplog.text
        caplog.clear()


@pytest.mark.parametrize("kind", [BusyError, IndexUnusableError])
def test_a_library_that_cannot_be_asked_is_503_without_its_place(kind: type[ReaderError]) -> None:
    error = kind(Both("在 /secret", "At /secret."), Both("请建立索引。", "Build it."))
    response = broken(error).get("/api/v1/search?q=a")
    assert response.status_code == 503
    assert "secret" not in response.text
    assert response.json["advice"].startswith("Build it. Try again later.")  # type: ignore[index]
    page = broken(error).get("/?q=a&lang=en")
    assert page.status_code == 503
    assert "cannot be asked now" in page.text
    assert "secret" not in page.text


def test_another_http_error_keeps_its_status(client: FlaskClient) -> None:
    response = client.get("/static/style.css", headers={"Range": "bytes=999999999-"}, buffered=True)
    assert response.status_code == 416
    assert response.headers["X-Content-Type-Options"] == "nosniff"
