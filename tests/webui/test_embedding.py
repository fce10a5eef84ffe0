"""Inside another application: every address carries the path under which the host has put us."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask, g

from indexer.runtime import config as configuration
from tests import shelf
from webui import app, juanzong_blueprint

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
PAGES = (
    "/",
    "/?q=智利",
    "/zh/S/2019/986",
    "/states",
    "/state/CHL",
    "/events",
    "/api",
    "/documents",
    "/batch",
    "/lookup",
)
ANSWERS = (
    *("search?q=智利", "documents?per_page=1", "states?per_page=1", "events?per_page=1", "state?code=CHL"),
    *("document?symbol=S/2019/986", "paragraph?symbol=S/2019/986&paragraph=12"),
)


def run(example: str, library: Library, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Run an example of the documentation over this library."""
    monkeypatch.setattr(configuration, "load", lambda: shelf.config(Path("unused")))
    monkeypatch.setattr(app, "Library", lambda _: library)
    names: dict[str, Any] = {}
    exec(compile(example, "docs/embedding.md", "exec"), names)  # noqa: S102 - the documentation's own code
    host: Flask = names["host"]
    return host.test_client()


@pytest.fixture(params=range(len(EXAMPLES)))
def client(request: pytest.FixtureRequest, digests: Library, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    return run(EXAMPLES[request.param], digests, monkeypatch)


def test_the_documentation_has_both_ways() -> None:
    assert ["juanzong_blueprint" in example for example in EXAMPLES] == [True, False]


@pytest.mark.parametrize("path", PAGES)
def test_every_address_on_a_page_carries_the_prefix(client: FlaskClient, path: str) -> None:
    response = client.get("/docs" + path)
    assert response.status_code == 200
    urls = re.findall(r'(?:href|src|action)="(/[^"]*)"', response.text)
    assert urls
    assert [address for address in urls if not address.startswith("/docs/")] == []


def test_the_addresses_on_a_page_lead_somewhere(client: FlaskClient) -> None:
    page = client.get("/docs/?q=智利&lang=zh").text
    for address in set(re.findall(r'(?:href|src)="(/[^"#]*)', page)):
        status = client.get(address.replace("&amp;", "&"), buffered=True).status_code
        assert status in {200, 302}, address


@pytest.mark.parametrize("path", ANSWERS)
def test_every_address_in_an_answer_carries_the_prefix(client: FlaskClient, path: str) -> None:
    response = client.get("/docs/api/v1/" + path)
    assert response.status_code == 200
    urls = re.findall(r'"(?:\w+_)?(?:url|next|prev)":"(/[^"]*)"', response.text)
    assert urls
    assert [address for address in urls if not address.startswith("/docs/")] == []
    assert client.get(urls[-1].partition("#")[0]).status_code == 200


def test_the_api_describes_itself_under_the_prefix(client: FlaskClient) -> None:
    document = client.get("/docs/api/v1/openapi.json").json
    assert document is not None
    assert document["servers"] == [{"url": "/docs/api/v1"}]


def test_errors_are_answered_as_at_home(client: FlaskClient) -> None:
    problem = client.get("/docs/api/v1/search?colour=blue")
    assert problem.status_code == 400
    assert problem.mimetype == "application/problem+json"
    assert client.get("/docs/x").status_code == 404
    assert client.post("/docs/api/v1/search").status_code == 405
    assert client.options("/docs/api/v1/search").headers["Access-Control-Allow-Methods"]


def test_redirects_stay_below_the_prefix(client: FlaskClient) -> None:
    assert client.get("/docs/S/2019/986").headers["Location"].startswith("/docs/")
    assert client.get("/docs/zh/s/2019/986").headers["Location"].startswith("/docs/zh/S/2019/986")


def test_an_answer_that_streams_is_whole(client: FlaskClient) -> None:
    lines = client.get("/docs/api/v1/export?q=委员会&format=jsonl").text.splitlines()
    found = client.get("/docs/api/v1/search?q=委员会&per_page=1").json
    assert found is not None
    assert len(lines) == found["total"]
    assert all('"url":"http://localhost/docs/' in line for line in lines)


def test_what_is_not_below_the_prefix_is_the_hosts(digests: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    client = run(EXAMPLES[0], digests, monkeypatch)
    assert "Juanzong" in client.get("/").text
    assert client.get("/zh/S/2019/986").status_code == 404
    assert client.get("/docs").status_code in {301, 308}


def test_the_request_of_the_host_stays_the_hosts(digests: Library) -> None:
    host = Flask("host")
    host.register_blueprint(juanzong_blueprint(shelf.config(Path("unused")), digests), url_prefix="/docs")
    seen: list[str] = []

    @host.before_request
    def remember() -> None:
        g.mine = "kept"

    @host.teardown_request
    def look(_: BaseException | None) -> None:
        seen.append(g.mine)

    client = host.test_client()
    assert client.get("/docs/").status_code == 200
    assert client.get("/docs/api/v1/export?q=委员会&format=csv").text
    assert seen == ["kept", "kept"]


def test_the_public_address_comes_before_the_prefix(digests: Library) -> None:
    config = shelf.config(Path("unused"))
    public = replace(config, web=replace(config.web, public_url="https://un.example/docs"))
    host = Flask("host")
    host.register_blueprint(juanzong_blueprint(public, digests), url_prefix="/docs")
    found = host.test_client().get("/docs/api/v1/search?q=智利&per_page=1", base_url="http://un.example").json
    assert found is not None
    bare = replace(config, web=replace(config.web, public_url="https://un.example"))
    other = Flask("other")
    other.register_blueprint(juanzong_blueprint(bare, digests), url_prefix="/docs")
    cited = other.test_client().get(
        "/docs/api/v1/citation?symbol=S/2019/986&language=en", base_url="http://un.example"
    )
    assert "url = {https://un.example/en/S/2019/986}" in cited.text
    assert found["next"].startswith("https://un.example/docs/api/v1/search?")
    assert found["hits"][0]["url"].startswith("https://un.example/docs/zh/S/")
