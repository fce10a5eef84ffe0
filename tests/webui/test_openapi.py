"""The OpenAPI document tells of every endpoint, parameter and field, and its page shows all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct, defstruct
from msgspec.structs import fields

from indexer.model import batch, lists, results
from indexer.model.fields import BY_NAME, NAMES
from indexer.model.query import Query
from indexer.query import arguments
from tests import site
from webui.api.endpoints import endpoint
from webui.api.search_parameters import Question
from webui.pages import api_page
from webui.request import parameter_values, parameters

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

LISTS = ("Documents", "States", "Events", "Results", "Roles", "StateView")


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Any:  # noqa: ANN401 - JSON
    return client.get("/api/v1/openapi.json").json


def test_every_endpoint_is_described(client: FlaskClient, document: Any) -> None:  # noqa: ANN401 - JSON
    rules = [
        rule.rule for rule in client.application.url_map.iter_rules() if rule.endpoint.startswith("api.")
    ]
    assert {f"/api/v1{path}" for path in document["paths"]} == set(rules)
    assert document["openapi"] == "3.1.0"
    for path, methods in document["paths"].items():
        assert methods["get"]["summary"], path
        assert all(parameter["description"] for parameter in methods["get"]["parameters"]), path


def test_the_parameters_are_those_that_are_read(document: Any) -> None:  # noqa: ANN401 - JSON
    asked = {one["name"]: one for one in document["paths"]["/search"]["get"]["parameters"]}
    filters = NAMES
    excluded = {f"not.{name}" for name in filters if name not in ("from", "to")}
    assert set(asked) == {*arguments.SINGLE, arguments.DROP, *filters, *excluded}
    for name in ("sort", "page", "per_page"):
        assert asked[name]["schema"]["default"] == getattr(Query(), name)
    listed = {one["name"] for one in document["paths"]["/events"]["get"]["parameters"]}
    assert listed == set(parameters.EVENTS)
    assert asked["language"]["schema"]["items"]["enum"] == ["zh", "en"]
    assert asked["kind"]["schema"]["items"]["enum"] == list(BY_NAME["kind"].named)
    assert parameter_values.read(Question, {}).page == 1  # type: ignore[attr-defined] # made of names


def test_every_shape_of_an_answer_is_a_schema_with_all_its_fields(document: Any) -> None:  # noqa: ANN401 - JSON
    schemas = document["components"]["schemas"]
    for shape in (vars(results) | vars(lists) | vars(batch)).values():
        if isinstance(shape, type) and issubclass(shape, Struct) and shape is not Struct:
            assert list(schemas[shape.__name__]["properties"]) == [field.name for field in fields(shape)]
            assert schemas[shape.__name__]["description"]


def test_every_list_stands_in_one_envelope(document: Any) -> None:  # noqa: ANN401 - JSON
    for name in LISTS:
        held = set(document["components"]["schemas"][name]["required"])
        assert {"total", "page", "per_page", "next", "prev"} < held
        assert {"Results": "hits", "StateView": "mentions"}.get(name, "items") in held


def test_every_error_is_a_problem(document: Any) -> None:  # noqa: ANN401 - JSON
    for methods in document["paths"].values():
        assert set(methods["get"]["responses"]) == {"200", "304", "400", "404", "429", "503"}
        if "post" in methods:
            assert set(methods["post"]["responses"]) == {"200", "400", "404", "413", "415", "429", "503"}
    for response in document["components"]["responses"].values():
        problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
        assert response["content"] == {"application/problem+json": problem}


def test_only_a_batch_and_a_text_may_be_sent_as_a_body(document: Any) -> None:  # noqa: ANN401 - JSON
    sent = {path: methods["post"] for path, methods in document["paths"].items() if "post" in methods}
    assert list(sent) == ["/batch", "/lookup"]
    body = sent["/batch"]["requestBody"]
    assert body["required"]
    assert body["content"] == {
        "application/json": {"schema": {"$ref": "#/components/schemas/BatchBody"}},
        "text/plain": {"schema": {"type": "string"}},
    }


def test_every_reference_leads_to_a_schema(document: Any) -> None:  # noqa: ANN401 - JSON
    known = document["components"]
    for kind, name in re.findall(r"#/components/(\w+)/(\w+)", str(document)):
        assert name in known[kind]


def test_an_endpoint_that_nobody_describes_is_noticed() -> None:
    with pytest.raises(KeyError):
        endpoint(defstruct)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_endpoints_parameters_and_fields(
    client: FlaskClient,
    document: Any,  # noqa: ANN401 - JSON
    lang: str,
) -> None:
    page = client.get(f"/api?lang={lang}").text
    for path, methods in document["paths"].items():
        assert f"GET {path}</code>" in page
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_the_requests_on_the_page_are_answered(client: FlaskClient, document: Any) -> None:  # noqa: ANN401 - JSON
    page = client.get("/api?lang=en").text
    asked = re.findall(r'<a href="([^"]+)" rel="nofollow">', page)
    assert len(asked) == len(document["paths"])
    for address in asked:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"$ref": "#/components/schemas/Unit"}, "Unit"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "integer | null"),
        ({"enum": ["zh", "en"]}, '"zh" | "en"'),
        ({"const": "ok"}, '"ok"'),
        ({"type": "array", "items": {"enum": ["zh", "en"]}}, '("zh" | "en")[]'),
        ({"type": "array", "items": {"type": "string"}}, "string[]"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "{string: integer}"),
        ({"type": "object", "additionalProperties": True}, "object"),
        ({"type": "string", "format": "date"}, "date"),
        ({}, "any"),
    ],
)
def test_a_schema_is_written_as_a_type(schema: dict[str, Any], written: str) -> None:
    assert api_page.kind(schema) == written


def test_the_document_names_the_public_address(digests: Library) -> None:
    public = site.client(digests, public_url="https://search.example/un")
    document = public.get("/api/v1/openapi.json").json
    assert document is not None
    assert document["servers"] == [{"url": "https://search.example/un/api/v1"}]
