"""Batches over HTTP: in an address, as JSON, as text, as a form and as a file."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import site
from webui.request.batch_requests import MAX_BODY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

API = "/api/v1/batch"
LINES = ["1. See S/2019/986, annex, para. 12; S/2099/1", "", "# a", "智利"]
TAKEN = [(1, "unit", True), (1, "document", False), (4, "state", True)]


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def told(answer: Any) -> list[tuple[int, str, bool]]:  # noqa: ANN401 - JSON
    return [(item["line"], item["taken_for"], item["held"]) for item in answer["items"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_of_sending_a_batch_gives_the_same(client: FlaskClient, end: str) -> None:
    text = end.join(LINES)
    answers = [
        client.get(API, query_string={"q": LINES}).json,
        client.get(API, query_string={"q": text}).json,
        client.post(API, json={"lines": LINES}).json,
        client.post(API, data=text.encode(), content_type="text/plain").json,
        client.post(API, data=text.encode("utf-8-sig"), content_type="text/plain; charset=UTF-8").json,
        client.post(API, data=text.encode("big5"), content_type="text/plain; charset=big5").json,
    ]
    assert told(answers[0]) == TAKEN
    assert all(answer == answers[0] for answer in answers)


def test_an_address_is_kept_and_a_body_is_not(client: FlaskClient) -> None:
    kept = client.get(API, query_string={"q": "S/2019/986"})
    assert kept.headers["ETag"]
    assert (
        client.get(
            API, query_string={"q": "S/2019/986"}, headers={"If-None-Match": kept.headers["ETag"]}
        ).status_code
        == 304
    )
    sent = client.post(API, json={"lines": ["S/2019/986"]}, headers={"If-None-Match": kept.headers["ETag"]})
    assert (sent.status_code, sent.headers["Cache-Control"], "ETag" in sent.headers) == (
        200,
        "no-store",
        False,
    )


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"data": b"a=b", "content_type": "application/x-www-form-urlencoded"}, 415, "text/plain"),
        ({"data": b"a"}, 415, "text/plain"),
        ({"data": b"a", "content_type": "text/plain; charset=nonsense"}, 415, "UTF-8"),
        ({"json": {"linez": []}}, 400, "linez"),
        ({"json": {"lines": [1]}}, 400, "lines"),
        ({"json": ["a"]}, 400, "lines"),
        ({"data": b"{", "content_type": "application/json"}, 400, "lines"),
        ({"data": b'"\xff"', "content_type": "application/json"}, 400, "lines"),
        ({"data": b"a" * (MAX_BODY + 1), "content_type": "text/plain"}, 413, "500,000"),
        ({"data": b"a", "content_type": "text/plain", "query_string": {"q": "a"}}, 400, "'q'"),
    ],
)
def test_a_wrong_body_is_refused_with_the_reason(
    client: FlaskClient, sent: dict[str, Any], status: int, says: str
) -> None:
    answer = client.post(API, **sent)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem: Any = answer.json
    assert says in problem["detail"] + problem["advice"]
    chinese: Any = client.post(API, headers={"Accept-Language": "zh"}, **sent).json
    assert re.search("[\u4e00-\u9fff]", chinese["detail"])


@pytest.mark.parametrize("query", [{"page": "1"}, {"q": "a", "lang": "zh"}, {"lines": "a"}])
def test_an_unknown_parameter_is_refused(client: FlaskClient, query: dict[str, str]) -> None:
    assert client.get(API, query_string=query).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"\0" * 5000,
        b"x" * 400_000,
        b"\xff\xfe\xfa\n" * 200,
        b"(" * 2999 + b"\n" + b'"' * 2999,
        b"S/2019/986;" * 272,
        b"\n" * 20_000,
        "。\u202e\ufeff\u200b\n".encode() * 50,
    ],
)
def test_hostile_bodies_are_answered(client: FlaskClient, body: bytes) -> None:
    answer = client.post(API, data=body, content_type="text/plain")
    assert answer.status_code == 200
    found: Any = answer.json
    assert found["total"] <= 1000
    assert client.post("/batch", data={"q": body.decode("utf-8", "replace")}).status_code == 200


@pytest.mark.parametrize(("lang", "held", "missing"), [("en", "held", "not held"), ("zh", "收有", "未收藏")])
def test_the_page_shows_the_answers_without_a_script(
    client: FlaskClient, lang: str, held: str, missing: str
) -> None:
    page = client.post(
        f"/batch?lang={lang}", data={"q": "\r\n".join(LINES)}, content_type="multipart/form-data"
    )
    assert page.headers["Cache-Control"] == "no-store"
    rows = re.findall(r'<tr role="row" class="\w+">.*?</tr>', page.text, re.DOTALL)
    assert len(rows) == 3
    assert f'standing">{held}<' in rows[0]
    assert f'standing">{missing}<' in rows[1]
    assert 'class="badge"' in rows[0]
    assert "undocs.org" in rows[1]
    assert html.escape(LINES[0]) in page.text
    for address in re.findall(r'<td role="cell">.*?href="(/[^"#]+)', rows[0] + rows[2], re.DOTALL):
        assert client.get(html.unescape(address)).status_code == 200


def test_a_file_is_asked_like_what_is_typed(client: FlaskClient) -> None:
    sent = {"q": "", "file": (io.BytesIO("\n".join(LINES).encode("utf-16")), "list.txt")}
    page = client.post("/batch?lang=en", data=sent, content_type="multipart/form-data").text
    assert page.count('<tr role="row" class=') == 3


@pytest.mark.parametrize("path", ["/batch?lang=en", "/batch?lang=zh"])
def test_the_empty_page_is_a_form_and_nothing_sent_is_said(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert 'method="post"' in page
    assert "<table" not in page
    assert 'class="notice"' in client.post(path, data={"q": " \n"}).text
    assert client.get(f"{path}&page=2").status_code == 400
    home = client.get(path.replace("/batch", "/")).text
    assert f'href="{path}"' in html.unescape(home)


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    page = client.post("/batch", data={"q": '</textarea><script>alert("x")</script>'}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_answers_are_saved_as_a_file(client: FlaskClient, form: str) -> None:
    answer = client.post("/batch?lang=en", data={"q": "\n".join(LINES), "format": form})
    assert answer.headers["Content-Disposition"] == f"attachment; filename=juanzong-batch.{form}"
    if form == "json":
        assert told(answer.json) == TAKEN
    else:
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert [(int(row["line"]), row["taken_for"], row["held"] == "true") for row in rows] == TAKEN
        assert rows[0]["notice"] == "project digest, not UN text"


def test_pages_of_other_sites_may_send_a_batch(client: FlaskClient) -> None:
    asked = client.options(
        API, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    assert client.post("/api/v1/search").status_code == 405
