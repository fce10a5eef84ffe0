"""The JSON API: every endpoint, its parameters, and that docs/api.md tells of all of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from indexer.model import lists, results
from indexer.model.fields import NAMES
from indexer.model.query import MAX_TEXT
from indexer.query import arguments
from tests import site
from webui.request import parameter_values, parameters

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
MODELS: dict[str, type[parameters.Parameters]] = {
    "documents": parameters.Paging,
    "document": parameters.DocumentName,
    "paragraph": parameters.ParagraphName,
    "states": parameters.StateList,
    "state": parameters.StateCode,
    "aligned-sentences": parameters.ParagraphName,
    "openapi.json": parameters.Parameters,
    "health": parameters.Parameters,
}


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def answer(client: FlaskClient, path: str, **query: str) -> Any:  # noqa: ANN401 - JSON
    response = client.get(f"/api/v1/{path}", query_string=query)
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    return response.json


def test_a_search_answers_with_hits_facets_and_what_was_understood(client: FlaskClient) -> None:
    found = answer(client, "search", q="委员会", state="智利", per_page="2")
    assert {
        "query",
        "total",
        "page",
        "per_page",
        "next",
        "prev",
        "hits",
        "facets",
        "documents",
        "translated",
    } == set(found)
    assert found["query"]["filters"] == {"state": ["CHL"]}
    assert len(found["hits"]) == 2 < found["total"]
    assert {"code": "CHL", "name": "智利"} in found["hits"][0]["states"]
    assert found["hits"][0]["date"] in {"2019-12-23", "2020-12-28"}


def test_an_address_in_an_answer_leads_to_the_next_answer(client: FlaskClient) -> None:
    first = answer(client, "search", q="援助", per_page="2")
    second = client.get(first["next"])
    assert second.json is not None
    assert second.json["page"] == 2
    assert client.get(second.json["prev"]).json == first
    year = first["facets"]["year"]["values"][0]
    assert client.get(year["url"]).json["total"] == year["count"]  # type: ignore[index]


def test_lists_turn_their_pages_below_their_own_addresses(client: FlaskClient) -> None:
    for path in ("documents", "states", "events"):
        first = answer(client, path, per_page="2")
        assert first["next"].startswith(f"/api/v1/{path}?"), first["next"]
        following = client.get(first["next"]).json
        assert following is not None
        assert following["page"] == 2
        assert following["items"] != first["items"]


def test_a_document_has_all_its_units(client: FlaskClient) -> None:
    document = answer(client, "document", symbol="s/2019/986", language="zh")
    assert document["symbol"] == "S/2019/986"
    assert document["languages"] == ["en", "zh"] or document["languages"] == ["zh", "en"]
    assert {unit["kind"] for unit in document["paragraphs"]} >= {"paragraph", "heading", "event", "footnote"}


def test_a_paragraph_is_found_by_its_part_and_number(client: FlaskClient) -> None:
    place = {"symbol": "S/2019/986", "language": "en", "part": "annex", "paragraph": "12"}
    unit = answer(client, "paragraph", **place)
    assert unit["id"] == "S/2019/986:en:annex:12"
    assert unit["citation"]["en"] == "S/2019/986, annex, para. 12 (project digest, not UN text)"
    assert answer(client, "paragraph", symbol="S/2019/986", paragraph="12", language="en") == unit


def test_a_state_has_its_mentions_and_events(client: FlaskClient) -> None:
    chile = answer(client, "state", code="Chile")
    assert chile["name"] == {"zh": "智利", "en": "Chile"}
    assert chile["events"]
    assert sum(year["count"] for year in chile["years"]) == chile["count"]
    listed = {item["code"]: item["count"] for item in answer(client, "states")["items"]}
    assert listed["CHL"] == chile["count"]


def test_events_are_filtered_by_their_days(client: FlaskClient) -> None:
    found = answer(client, "events", **{"from": "2019-04-01", "to": "2019-04-30", "language": "zh"})
    assert found["total"] == len(found["items"]) > 0
    for unit in found["items"]:
        assert any(
            span["start"] <= "2019-04-30" and span["end"] >= "2019-04-01" for span in unit["event"]["dates"]
        )


def test_health_tells_what_is_served(client: FlaskClient, digests: Library) -> None:
    health = answer(client, "health")
    assert health["status"] == "ok"
    assert health["documents"] == digests.documents().total


@pytest.mark.parametrize(
    "path", ["search", "documents", "document", "paragraph", "states", "state", "events"]
)
def test_an_unknown_parameter_is_refused_by_name(client: FlaskClient, path: str) -> None:
    response = client.get(f"/api/v1/{path}?colour=blue")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert "colour" in response.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize(
    "address",
    [
        "search?page=0",
        "search?page=1000000000",
        "search?per_page=101",
        "search?state=Xyzzy",
        "search?year=long",
        "search?q=a&q=b",
        "documents?page=0",
        "documents?page=1000000000",
        "documents?page=1&page=2",
        "documents?per_page=many",
        "states?per_page=0",
        "events?page=1000000000",
        "events?sort=date",
        "document",
        "document?symbol=S/2019/986&language=fr",
        "document?symbol=no+symbol",
        "paragraph?symbol=S/2019/986",
        "state?code=",
        "health?x=1",
        "search?q=" + "a" * 3_001,
    ],
)
def test_what_cannot_be_asked_is_a_problem_that_says_what_to_do(client: FlaskClient, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400, response.text
    problem = response.json
    assert problem is not None
    assert list(problem) == ["type", "title", "status", "detail", "advice"]
    assert problem["type"] == "about:blank"
    assert problem["status"] == 400
    assert problem["detail"]
    assert problem["advice"]


@pytest.mark.parametrize(
    "address",
    [
        "document?symbol=S/RES/1540(2004)",
        "state?code=Xyzzy",
        "paragraph?symbol=S/2019/986&paragraph=999",
        "x",
        "",
    ],
)
def test_what_is_not_held_is_404(client: FlaskClient, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


def test_the_longest_question_is_answered_and_a_longer_one_told_the_most(client: FlaskClient) -> None:
    assert answer(client, "search", q="联络人培训" * (MAX_TEXT // 5))["query"]["text"]
    for length in (MAX_TEXT + 1, 2 * MAX_TEXT, 10 * MAX_TEXT):
        refused = client.get("/api/v1/search", query_string={"q": "援" * length})
        assert refused.status_code == 400
        assert "3,000" in refused.text
        assert "horten" in refused.json["advice"]  # type: ignore[index]


def test_pages_stand_below_the_path_of_the_public_address(digests: Library) -> None:
    public = site.client(digests, public_url="https://search.example/un")
    page = public.get("/?q=智利&lang=zh").text
    assert 'href="/un/static/style.css?v=' in page
    assert 'href="/un/zh/S/2019/986?lang=zh#' in page


# --- docs/api.md


def _section(endpoint: str) -> str:
    """Return the part of docs/api.md that tells of an endpoint."""
    found = re.search(
        rf"^## {endpoint.replace('-', ' ')}$(.*?)(?=^## |\Z)", DOCS, re.IGNORECASE | re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/api.md has no section on /{endpoint}"
    return found[1]


def test_every_endpoint_is_documented_with_a_request(client: FlaskClient) -> None:
    rules = [
        rule.rule for rule in client.application.url_map.iter_rules() if rule.endpoint.startswith("api.")
    ]
    assert len(rules) == 20
    for rule in rules:
        endpoint = rule.rpartition("/")[2]
        assert f"http://127.0.0.1:8080{rule}" in _section(endpoint), endpoint


def test_every_page_is_documented(client: FlaskClient) -> None:
    """Documents and States stand there by an example, since their addresses name them."""
    written = {
        "/<path:name>": "/zh/S/2019/986",
        "/state/<code>": "/state/CHL",
        "/state/<code>/lists": "/state/CHL/lists",
        "/": "/?q=",
    }
    rules = {rule.rule for rule in client.application.url_map.iter_rules()}
    pages = {rule for rule in rules if not rule.startswith(("/api/", "/static/"))}
    assert pages >= {"/", "/states", "/events", "/embed", "/api"}
    for page in pages:
        assert f"`{written.get(page, page)}" in DOCS, page


def test_every_request_in_the_documentation_works(client: FlaskClient) -> None:
    requests = re.findall(r"curl 'http://127\.0\.0\.1:8080(.*?)'", DOCS)
    assert len(requests) >= 8
    for request in requests:
        assert client.get(request).status_code == 200, request


def test_every_parameter_is_documented() -> None:
    named = {"search": [*arguments.SINGLE, arguments.DROP, *NAMES], "events": list(parameters.EVENTS)}
    named |= {endpoint: list(parameter_values.named(model)) for endpoint, model in MODELS.items()}
    for endpoint, names in named.items():
        for name in names:
            assert f"`{name}`" in _section(endpoint), f"/{endpoint}: {name}"


def test_every_field_of_an_answer_is_documented() -> None:
    shown = (vars(results) | vars(lists)).values()
    shapes = [
        shape
        for shape in shown
        if isinstance(shape, type) and issubclass(shape, Struct) and shape is not Struct
    ]
    assert len(shapes) > 20
    for shape in shapes:
        for field in fields(shape):
            assert f"`{field.name}`" in DOCS, f"{shape.__name__}.{field.name}"
