"""Suggestions as programs and browsers ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def test_the_api_has_the_kind_the_count_and_the_translation(client: FlaskClient) -> None:
    found = client.get("/api/v1/suggest?q=llr")
    assert found.status_code == 200
    item = found.get_json()["items"][0]
    assert (item["text"], item["kind"], item["language"]) == ("联络人", "term", "zh")
    assert item["translation"] == {"text": "point of contact", "language": "en"}
    assert item["count"] > 0
    assert client.get(item["url"]).status_code == 200


def test_a_browser_gets_questions_what_is_known_of_them_and_addresses(client: FlaskClient) -> None:
    found = client.get("/suggest?q=lianluor&lang=zh&utm_source=x")
    assert found.content_type == "application/x-suggestions+json"
    typed, texts, told, urls = found.get_json(force=True)
    assert (typed, texts[0]) == ("lianluor", "联络人")
    assert told[0].startswith("→ point of contact · 术语 · ")
    assert client.get(urls[0]).status_code == 200
    assert len(texts) == len(told) == len(urls)


def test_a_title_of_a_digest_is_told_to_be_one(client: FlaskClient) -> None:
    _, texts, told, urls = client.get("/suggest?q=letter%20dated%2023&lang=en").get_json(force=True)
    assert (texts[-1][:12], urls[-1]) == ("Letter dated", "/en/S/2019/986?lang=en")
    assert "not UN text" in told[-1]


def test_browsers_are_told_where_to_ask(client: FlaskClient) -> None:
    described = ET.fromstring(client.get("/opensearch.xml?lang=en").text)  # noqa: S314 - our own
    kinds = {one.get("type"): one.get("template") for one in described.iter(f"{SEARCH}Url")}
    address = "http://localhost/suggest?q={searchTerms}&lang=en"
    assert kinds["application/x-suggestions+json"] == address


@pytest.mark.parametrize("address", ["/suggest", "/api/v1/suggest"])
@pytest.mark.parametrize("typed", ["", "a" * 3_000, "%00", "%E2%80%AE", "%F0%9F%98%80", "%27%3B--", "%20"])
def test_nothing_is_suggested_for_what_is_no_beginning(client: FlaskClient, address: str, typed: str) -> None:
    found = client.get(f"{address}?q={typed}")
    assert found.status_code == 200
    answer = found.get_json(force=True)
    assert (answer["items"] if address.startswith("/api") else answer[1]) == []


def test_an_answer_is_kept_until_the_library_changes(client: FlaskClient) -> None:
    first = client.get("/api/v1/suggest?q=con")
    again = client.get("/api/v1/suggest?q=con", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_an_unknown_parameter_is_refused_by_the_api(client: FlaskClient) -> None:
    assert client.get("/api/v1/suggest?p=con").status_code == 400
