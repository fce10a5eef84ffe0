"""Feeds, the description of the search for browsers, and what robots may read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def feed(client: FlaskClient, address: str) -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(response.text)  # noqa: S314 - our own
    for one in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{ATOM}{name}"), name
    return root


def entries(root: ET.Element, name: str) -> list[str]:
    return [one.findtext(f"{ATOM}{name}", "") for one in root.iter(f"{ATOM}entry")]


def addresses(root: ET.Element, rel: str) -> list[str]:
    return [one.get("href", "") for one in root.findall(f"{ATOM}link") if one.get("rel") == rel]


def test_the_feed_of_new_documents_has_each_once_the_newest_first(client: FlaskClient) -> None:
    english = feed(client, "/feed?lang=en")
    assert entries(english, "title") == [
        "S/2020/1308 (project digest, not UN text)",
        "S/2019/986 (project digest, not UN text)",
    ]
    assert english.findtext(f"{ATOM}updated") == "2020-12-28T00:00:00Z"
    links = [one.get("href") for one in english.iter(f"{ATOM}link")]
    assert "http://localhost/en/S/2020/1308?lang=en" in links
    chinese = feed(client, "/feed?lang=zh")
    assert entries(chinese, "title")[0] == "S/2020/1308(本项目自编提要，非联合国文本)"


def test_the_feed_of_a_question_has_its_hits_those_of_new_documents_first(client: FlaskClient) -> None:
    root = feed(client, "/feed?q=智利&state=CHL&lang=en")
    days = entries(root, "updated")
    assert len(days) > 5
    assert days == sorted(days, reverse=True)
    assert all("project digest, not UN text" in one for one in entries(root, "title"))
    for summary in entries(root, "summary"):
        assert summary.endswith(("(project digest, not UN text)", "(本项目自编提要，非联合国文本)"))
    for address in addresses(root, "alternate") + addresses(root, "self"):
        assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_ids_are_the_same_wherever_and_in_whatever_order(digests: Library, client: FlaskClient) -> None:
    public = site.client(digests, public_url="https://search.example/un")
    here, there = (feed(one, "/feed?q=智利&lang=en") for one in (client, public))
    assert entries(here, "id") == entries(there, "id")
    assert here.findtext(f"{ATOM}id") == there.findtext(f"{ATOM}id")
    assert len(set(entries(here, "id"))) == len(entries(here, "id"))
    assert feed(client, "/feed?q=秘鲁&lang=en").findtext(f"{ATOM}id") != here.findtext(f"{ATOM}id")
    assert addresses(there, "self")[0].startswith("https://search.example/un/feed?q=")


def test_pages_of_a_feed_lead_on(client: FlaskClient) -> None:
    first = feed(client, "/feed?q=委员会&per_page=10&lang=en")
    (following,) = addresses(first, "next")
    second = feed(client, following.removeprefix("http://localhost"))
    assert not {*entries(first, "id")} & {*entries(second, "id")}
    assert addresses(second, "previous")


def test_what_has_only_some_of_the_words_is_not_followed(client: FlaskClient) -> None:
    assert entries(feed(client, "/feed?q=智利 zzzzzz&lang=en"), "id") == []


def test_a_feed_is_asked_for_conditionally(tmp_path: Path) -> None:
    library = Library(shelf.config(tmp_path))
    library.add([shelf.written(tmp_path / "zh.txt", shelf.REPORT)], Given())
    with library:
        client = site.client(library)
        for address in ("/feed?lang=en", "/feed?q=智利&lang=en"):
            tag = client.get(address).headers["ETag"]
            again = client.get(address, headers={"If-None-Match": tag})
            assert (again.status_code, again.data) == (304, b"")
        library.add([shelf.written(tmp_path / "en.txt", shelf.ENGLISH)], Given())
        fresh = client.get(address, headers={"If-None-Match": tag})
        assert fresh.status_code == 200


def test_an_impossible_question_has_no_feed(client: FlaskClient) -> None:
    assert client.get("/feed?state=Xyzzy").status_code == 400
    assert client.get("/feed?page=0").status_code == 400


def test_pages_lead_to_their_feeds(client: FlaskClient) -> None:
    page = client.get("/?q=智利&year=2019&page=2&per_page=10&lang=zh").text
    address = "/feed?q=%E6%99%BA%E5%88%A9&amp;year=2019&amp;lang=zh"
    assert page.count(f'href="{address}"') >= 1
    assert f'type="application/atom+xml" title="本次检索：智利" href="{address}"' in page
    for path in ("/", "/documents", "/states", "/zh/S/2019/986"):
        assert '<link rel="alternate" type="application/atom+xml"' in client.get(path).text


@pytest.mark.parametrize(("lang", "name"), [("zh", "卷宗"), ("en", "Juanzong")])
def test_a_browser_learns_to_ask(digests: Library, lang: str, name: str) -> None:
    public = site.client(digests, public_url="https://search.example/un")
    assert 'rel="search"' in public.get("/").text
    response = public.get(f"/opensearch.xml?lang={lang}")
    assert response.content_type == "application/opensearchdescription+xml; charset=utf-8"
    root = ET.fromstring(response.text)  # noqa: S314 - our own
    assert root.findtext(f"{SEARCH}ShortName") == name
    templates = {one.get("type"): one.get("template", "") for one in root.findall(f"{SEARCH}Url")}
    asked = templates["text/html"].replace("{searchTerms}", "智利")
    assert asked == f"https://search.example/un/?q=智利&lang={lang}"
    assert public.get(asked.removeprefix("https://search.example/un")).status_code == 200
    assert templates["application/atom+xml"].startswith("https://search.example/un/feed?q={searchTerms}")


def test_without_a_known_address_no_browser_is_told(client: FlaskClient) -> None:
    elsewhere = {"base_url": "http://unknown.example"}
    assert client.get("/opensearch.xml", **elsewhere).status_code == 404
    assert 'rel="search"' not in client.get("/", **elsewhere).text
    assert client.get("/feed", **elsewhere).status_code == 200


def test_robots_are_told_what_to_leave_alone(client: FlaskClient, digests: Library) -> None:
    told = client.get("/robots.txt")
    assert told.content_type == "text/plain; charset=utf-8"
    assert told.text.splitlines()[0] == "User-agent: *"
    assert "Disallow: /api/" in told.text.splitlines()
    public = site.client(digests, public_url="https://search.example/un")
    assert "Disallow: /un/api/" in public.get("/robots.txt").text
