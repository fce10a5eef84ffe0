"""Compression on the way: smaller for who accepts it, the same for everybody else."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response

from tests import site
from webui import compression

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from indexer.library import Library

GZIP = {"Accept-Encoding": "gzip, br"}
PLAIN: Mapping[str, str] = {}
LONG = b"paragraph " * 200


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.fixture(scope="module")
def bare() -> FlaskClient:
    """Give an application of a few answers, whose like is served nowhere else."""
    app = Flask(__name__)
    compression.register(app)
    app.add_url_rule("/streamed", "streamed", lambda: Response(iter([LONG, LONG]), mimetype="text/html"))
    app.add_url_rule("/picture", "picture", lambda: Response(LONG, mimetype="image/png"))
    app.add_url_rule("/short", "short", lambda: Response(b"short", mimetype="text/html"))
    app.add_url_rule(
        "/tagged", "tagged", lambda: Response(LONG, headers={"ETag": '"1"'}, mimetype="text/html")
    )
    return app.test_client()


def fetch(client: FlaskClient, address: str, headers: Mapping[str, str] = PLAIN) -> TestResponse:
    """Ask, and read the answer to its end, so that a file that is sent is closed."""
    return client.get(address, headers=headers, buffered=True)


@pytest.mark.parametrize(
    "address", ["/zh/S/2019/986?lang=zh", "/static/style.css", "/api/v1/document?symbol=S/2019/986"]
)
def test_who_accepts_gzip_gets_the_same_in_fewer_bytes(client: FlaskClient, address: str) -> None:
    plain, packed = fetch(client, address), fetch(client, address, GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length == len(packed.data) < len(plain.data) / 2


def test_a_cache_is_told_that_the_answers_differ(client: FlaskClient) -> None:
    for headers in (GZIP, PLAIN):
        assert "Accept-Encoding" in fetch(client, "/?lang=en", headers).vary


def test_who_refuses_gzip_gets_none(client: FlaskClient) -> None:
    response = fetch(client, "/zh/S/2019/986", {"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("address", ["/streamed", "/picture", "/short"])
def test_streams_pictures_and_the_short_go_as_they_are(bare: FlaskClient, address: str) -> None:
    assert "Content-Encoding" not in fetch(bare, address, GZIP).headers


def test_a_strong_tag_becomes_weak(bare: FlaskClient) -> None:
    assert fetch(bare, "/tagged").headers["ETag"] == '"1"'
    assert fetch(bare, "/tagged", GZIP).headers["ETag"] == 'W/"1"'


def test_a_file_that_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    first = fetch(client, "/static/style.css", GZIP)
    again = fetch(client, "/static/style.css", {**GZIP, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_range_of_a_file_is_in_bytes_of_the_file(client: FlaskClient) -> None:
    whole = fetch(client, "/static/style.css").data
    part = fetch(client, "/static/style.css", {**GZIP, "Range": "bytes=0-1999"})
    assert (part.status_code, part.data) == (206, whole[:2000])
