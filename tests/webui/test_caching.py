"""What a client has kept stays good until the library, the language or the address changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site
from webui.middleware import caching

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PAGES = ("/?q=委员会", "/zh/S/2019/986", "/states", "/api")
API = (
    "/api/v1/search?q=委员会",
    "/api/v1/states",
    "/api/v1/openapi.json",
    "/api/v1/export?q=联络人&format=csv",
)


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def again(client: FlaskClient, address: str, first: TestResponse, **headers: str) -> TestResponse:
    return client.get(address, headers={"If-None-Match": first.headers["ETag"], **headers})


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_an_answer_that_has_not_changed_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert not first.get_etag()[1], "the tag is a strong one"
    second = again(client, address, first)
    assert second.status_code == 304
    assert second.data == b""
    assert second.get_etag() == first.get_etag()
    assert second.headers["Cache-Control"] == "public, no-cache"


def test_the_tag_of_a_compressed_answer_is_known_again(client: FlaskClient) -> None:
    first = client.get("/api/v1/states", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert again(client, "/api/v1/states", first).status_code == 304


def test_another_address_or_language_has_another_tag(client: FlaskClient) -> None:
    first = client.get("/states", headers={"Accept-Language": "zh"})
    assert again(client, "/states", first, **{"Accept-Language": "en"}).status_code == 200
    assert again(client, "/states?page=1", first, **{"Accept-Language": "zh"}).status_code == 200
    assert again(client, "/states", first, **{"Accept-Language": "zh-CN"}).status_code == 304


def test_a_changed_library_is_sent(tmp_path: Path) -> None:
    library = Library(shelf.config(tmp_path))
    library.add([shelf.written(tmp_path / "report.txt", shelf.REPORT)], Given())
    with library:
        client = site.client(library)
        first = client.get("/api/v1/documents")
        assert again(client, "/api/v1/documents", first).status_code == 304
        writer = Library(shelf.config(tmp_path))
        writer.add([shelf.written(tmp_path / "english.txt", shelf.ENGLISH)], Given())
        second = again(client, "/api/v1/documents", first)
        assert second.status_code == 200
        assert second.json is not None
        assert second.json["total"] == 2


def test_pages_vary_by_language_unless_the_address_names_it(client: FlaskClient) -> None:
    assert "Accept-Language" in client.get("/states").headers["Vary"]
    assert "Accept-Language" in client.get("/S/2019/986").headers["Vary"]
    assert "Accept-Language" not in client.get("/states?lang=zh").headers.get("Vary", "")
    assert "Accept-Language" not in client.get("/api/v1/states").headers.get("Vary", "")


@pytest.mark.parametrize("address", ["/api/v1/search?x=1", "/api/v1/x", "/?page=0", "/x"])
def test_an_error_is_not_kept(client: FlaskClient, address: str) -> None:
    for response in (client.get(address), client.get(address, headers={"If-None-Match": "*"})):
        assert response.status_code >= 400
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers


def test_files_named_with_their_version_are_kept_for_good(client: FlaskClient) -> None:
    urls = re.findall(r'"(/static/[^"]+)"', client.get("/").text)
    assert urls
    for address in urls:
        assert f"?{caching.VERSION}=" in address
        assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]


def test_files_of_another_version_are_asked_for_again(client: FlaskClient) -> None:
    for address in ("/static/style.css", "/static/style.css?v=0"):
        response = client.get(address, buffered=True)
        assert response.headers["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]}, buffered=True)
        assert again.status_code == 304


def test_a_file_that_is_not_there_has_no_version(client: FlaskClient) -> None:
    assert caching.version("nothing.css") == ""
    missing = client.get("/static/nothing.css?v=")
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "no-store"
