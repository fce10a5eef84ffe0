"""The page with the forms in which a unit is copied, and the links to it from every unit."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def links(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'data-copies href="([^"]+)"', page)]


@pytest.mark.parametrize("path", ["/zh/S/2019/986", "/en/S/2020/1308", "/zh/S/2020/1308?with=en"])
def test_every_unit_of_a_document_leads_to_its_forms(
    client: FlaskClient, digests: Library, path: str
) -> None:
    _, language, symbol = path.partition("?")[0].split("/", 2)
    page = client.get(path).text
    found = links(page)
    wanted = [
        one
        for one in digests.document(symbol, "zh" if language == "zh" else "en").paragraphs
        if not (one.kind == "heading" and one.text == one.title)
    ]
    mine = [one for one in found if f"language={language}" in one]
    assert len(mine) == len(set(mine)) == len(wanted)
    for address in found[:: len(found) // 7]:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Citation", "Quotation with citation", "In both languages", "Link"]),
        ("zh", ["引用格式", "引文及出处", "中英对照", "链接"]),
    ],
)
def test_the_page_shows_every_form_without_a_script(client: FlaskClient, lang: str, names: list[str]) -> None:
    hit = client.get(f"/?q=S/2019/986, annex, para. 18 (b)&lang={lang}").text
    page = client.get(links(hit)[0]).text
    forms = re.findall(r"<section data-form.*?</section>", page, re.DOTALL)
    assert [re.search(r"<h2>(.*?) <button", one)[1] for one in forms] == names  # type: ignore[index]
    for one in forms:
        text = html.unescape(re.search(r'data-text="([^"]*)"', one)[1])  # type: ignore[index]
        shown = html.unescape(re.sub(r"<[^>]+>", "", one.partition('<div class="form">')[2]))
        assert text.split("\n")[0] in shown
    assert "http://localhost/" in forms[-1]


def test_what_is_not_held_is_told(client: FlaskClient) -> None:
    missing = client.get("/paragraph?symbol=S/2019/986&paragraph=999&lang=en")
    assert missing.status_code == 404
    assert "is not held" in missing.text or "has no" in missing.text
    assert client.get("/paragraph?lang=en").status_code == 400
    assert client.get("/api/v1/copies?symbol=S/2019/986&paragraph=999").status_code == 404


def test_the_api_gives_whole_addresses(digests: Library) -> None:
    public = site.client(digests, public_url="https://search.example/un")
    answer = public.get("/api/v1/copies?symbol=S/2019/986&language=en&part=annex&paragraph=12").json
    assert answer is not None
    assert answer["source"]["id"] == "S/2019/986:en:annex:12"
    forms = {one["name"]: one for one in answer["forms"]}
    assert list(forms) == ["citation", "quotation", "languages", "link"]
    assert forms["link"]["text"]["en"] == "https://search.example/un/en/S/2019/986#annex-12"
    assert 'href="https://search.example/un/en/S/2019/986#annex-12"' in forms["citation"]["html"]["zh"]
