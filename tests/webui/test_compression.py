"""Compression on the way: smaller for who accepts it, the same for everybody else."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response

from tests import site
from webui.middleware import compression

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from indexer.library.library import Library

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


@pytest.mark.parametrize("address", ["/picture", "/short"])
def test_pictures_and_the_short_go_as_they_are(bare: FlaskClient, address: str) -> None:
    assert "Content-Encoding" not in fetch(bare, address, GZIP).headers


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/export?format=csv&q=委员会",
        "/api/v1/export?format=json&q=委员会",
        "/api/v1/export?format=jsonl&q=委员会",
        "/events.csv?lang=en",
        "/events.ics?lang=en",
    ],
)
def test_a_file_to_keep_is_the_same_in_fewer_bytes(client: FlaskClient, address: str) -> None:
    plain, packed = fetch(client, address), fetch(client, address, GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    kept = ("Content-Type", "Content-Disposition", "Vary", "Cache-Control")
    assert [packed.headers[name] for name in kept] == [plain.headers[name] for name in kept]
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    refused = fetch(client, address, {"Accept-Encoding": "gzip;q=0, identity"})
    assert (refused.data, "Content-Encoding" in refused.headers) == (plain.data, False)
    head = client.head(address, headers=GZIP)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Disposition"] == plain.headers["Content-Disposition"]


def test_a_stream_has_no_length_that_nobody_can_know(client: FlaskClient) -> None:
    for headers in (GZIP, PLAIN):
        with client.get("/api/v1/export?format=jsonl", headers=headers) as response:
            assert "Content-Length" not in response.headers


class Rows:
    """Rows that are made one by one, and what has become of them."""

    def __init__(self) -> None:
        self.made = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        try:
            for number in range(100):
                self.made += 1
                yield b"row %d\n" % number
        finally:
            self.closed = True


def streaming(rows: Iterator[bytes]) -> FlaskClient:
    """Give an application that streams these rows."""
    app = Flask(__name__)
    compression.register(app)
    app.add_url_rule("/rows", "rows", lambda: Response(rows, mimetype="text/csv"))
    return app.test_client()


def test_every_row_can_be_read_before_the_next_is_made() -> None:
    rows = Rows()
    unpack = zlib.decompressobj(compression.GZIP)
    with streaming(iter(rows)).get("/rows", headers=GZIP) as response:
        sent = response.iter_encoded()
        assert [unpack.decompress(next(sent)) for _ in range(3)] == [b"row 0\n", b"row 1\n", b"row 2\n"]
        assert rows.made == 3


@pytest.mark.parametrize("headers", [GZIP, PLAIN])
def test_who_stops_reading_stops_the_making(headers: Mapping[str, str]) -> None:
    rows = Rows()
    kept = iter(rows)  # the test holds on to it, so that only an answer that is closed closes it
    response = streaming(kept).get("/rows", headers=headers)
    next(response.iter_encoded())
    response.close()
    assert rows.closed
    assert rows.made < 100


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
