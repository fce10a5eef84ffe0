"""Texts looked up over HTTP: in an address, as JSON, as text, as a form and as a file."""

from __future__ import annotations

import html
import io
from typing import TYPE_CHECKING, Any

import pytest

from indexer.model.lookup import IN_REQUEST, ON_PAGE
from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

API = "/api/v1/lookup"
TEXT = "It held four formal and six informal meetings.\n委员会举行会议。"


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def test_every_way_of_sending_a_text_gives_the_same(client: FlaskClient) -> None:
    answers: list[Any] = [
        client.get(API, query_string={"q": TEXT}).json,
        client.post(API, json={"text": TEXT}).json,
        client.post(API, data=TEXT.encode(), content_type="text/plain").json,
        client.post(API, data=TEXT.encode("gb18030"), content_type="text/plain; charset=gb18030").json,
    ]
    assert answers[0]["sentences"][0]["same_language"][0]["unit"]["id"] == "S/2019/986:en:annex:4"
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"lines": []}', "application/json", 400),
        (b"{", "application/json", 400),
        (b"a", "text/html", 415),
        (b"a", "text/plain; charset=klingon", 415),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    client: FlaskClient, body: bytes, kind: str, status: int
) -> None:
    answer = client.post(API, data=body, content_type=kind)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_another_parameter_is_refused(client: FlaskClient) -> None:
    assert client.get(API, query_string={"text": "a"}).status_code == 400


def test_bytes_that_are_no_text_are_no_fault(client: FlaskClient) -> None:
    answer = client.post(API, data=b"meetings \xff\xfe\xfa held", content_type="text/plain; charset=utf-8")
    assert answer.status_code == 200


def test_a_long_text_is_answered_as_far_as_one_request_goes(client: FlaskClient) -> None:
    answer: Any = client.post(API, json={"text": "Zebra.\n" * 10_000}).json
    assert answer["total"] == IN_REQUEST
    assert [notice["code"] for notice in answer["notices"]] == ["left-out"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_shows_what_is_like_each_sentence(client: FlaskClient, lang: str) -> None:
    page = client.post(f"/lookup?lang={lang}", data={"q": TEXT}, content_type="multipart/form-data").text
    assert "<del>four</del>" in page
    assert "<ins>three</ins>" in page
    assert {"en": "Chinese version", "zh": "中文本"}[lang] in page
    assert {"en": "project digest, not UN text", "zh": "本项目自编提要，非联合国文本"}[lang] in page
    assert page.count('class="sentence"') == 2


def test_the_page_takes_a_file(client: FlaskClient) -> None:
    sent = {"q": "", "file": (io.BytesIO(TEXT.encode()), "text.txt")}
    page = client.post("/lookup?lang=en", data=sent, content_type="multipart/form-data").text
    assert page.count('class="sentence"') == 2


def test_the_page_takes_ten_sentences_and_says_so(client: FlaskClient) -> None:
    page = client.post("/lookup?lang=en", data={"q": "Zebra.\n" * 12}).text
    assert page.count('class="sentence"') == ON_PAGE
    assert "Only the first 10 sentences were looked up." in page


def test_what_is_typed_stays_text(client: FlaskClient) -> None:
    typed = '</textarea><script>alert("x")</script> It held <b>three</b> formal meetings.'
    page = client.post("/lookup", data={"q": typed}).text
    assert "<script>alert" not in page
    assert html.escape("</textarea>") in page


def test_the_empty_page_is_a_form(client: FlaskClient) -> None:
    page = client.get("/lookup?lang=en").text
    assert '<form class="lookup"' in page
    assert "Answers" not in page


PLACE = {"symbol": "S/2019/986", "language": "en", "part": "annex", "paragraph": "12"}


def test_similar_paragraphs_are_told_and_shown(client: FlaskClient) -> None:
    told: Any = client.get("/api/v1/similar", query_string=PLACE).json
    assert told["unit"]["id"] == "S/2019/986:en:annex:12"
    assert "S/2020/1308:en:annex:13" in [one["id"] for one in told["same_language"]]
    page = client.get("/similar", query_string=PLACE | {"lang": "en"}).text
    for one in told["same_language"] + told["other_language"]:
        assert f'/{one["language"]}/{one["symbol"]}?lang=en#{one["anchor"]}"' in page
    assert "Found by rare words and their translations." in page


def test_what_is_similar_to_nothing_held_is_not_found(client: FlaskClient) -> None:
    for path in ("/similar", "/api/v1/similar"):
        assert client.get(path, query_string=PLACE | {"paragraph": "999"}).status_code == 404
