"""The interface in Chinese and in English: complete, chosen by the address or the browser, kept in links."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.model.document import DateSpan
from tests import site
from webui.request import localisation

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

WEBUI = Path(localisation.__file__).parents[1]
CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")  # its punctuation too


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def test_no_template_holds_a_text_of_its_own() -> None:
    for template in (WEBUI / "templates").glob("*.html"):
        source = re.sub(r"{% block kind %}\w+{% endblock %}", "", template.read_text(encoding="utf-8"))
        bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", source, flags=re.DOTALL)
        assert not re.search(r"[A-Za-z\u4e00-\u9fff]{2}", bare), template.name


def test_the_page_of_the_api_says_everything_in_the_readers_language(client: FlaskClient) -> None:
    told = {}
    for lang in ("zh", "en"):
        page = client.get(f"/api?lang={lang}").text
        main = page[page.index("<main") : page.index("</main>")]
        told[lang] = re.sub(r"<[^>]+>", " ", re.sub(r"<code>.*?</code>", " ", main, flags=re.DOTALL))
    foreign = {"API", "HTML", "ISO", "JSON", "NOT", "OR", "OpenAPI"}
    assert set(re.findall("[A-Za-z]{2,}", told["zh"])) <= foreign
    assert not CHINESE.search(told["en"])
    assert len(CHINESE.findall(told["zh"])) > 1_000
    assert len(told["en"].split()) > 1_000


@pytest.mark.parametrize(
    ("address", "preferred", "expected"),
    [
        ("/?lang=zh", "en", "zh-Hans"),
        ("/?lang=en", "zh-CN", "en-GB"),
        ("/", "zh-TW,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("/", "en-US", "en-GB"),
        ("/", "fr;q=1, zh;q=0.5", "zh-Hans"),
        ("/", "fr", "en-GB"),
        ("/?lang=fr", "zh", "zh-Hans"),
    ],
)
def test_the_address_or_else_the_browser_chooses(
    client: FlaskClient, address: str, preferred: str, expected: str
) -> None:
    response = client.get(address, headers={"Accept-Language": preferred})
    assert f'<html lang="{expected}">' in response.text
    named = "lang=zh" in address or "lang=en" in address
    assert ("Accept-Language" not in response.headers["Vary"]) == named


@pytest.mark.parametrize(
    "address",
    ["/?", "/?q=智利&", "/zh/S/2019/986?", "/states?", "/state/CHL?", "/events?", "/documents?", "/x?"],
)
def test_the_language_asked_for_is_kept_in_every_link(client: FlaskClient, address: str) -> None:
    text = client.get(f"{address}lang=zh").text
    own = [link for link in re.findall(r'<a\b[^>]*href="(/[^"]*)"', text) if not link.startswith("/api/")]
    assert len(own) > 4
    assert [link for link in own if "lang=" not in link] == []


def test_the_switch_leads_to_the_same_page_in_the_other_language(client: FlaskClient) -> None:
    text = client.get("/?q=%E6%99%BA%E5%88%A9&state=CHL&lang=zh").text
    switch = re.search(r'<a href="([^"]*)" lang="en" hreflang="en">English</a>', text)
    assert switch
    assert switch[1].replace("&amp;", "&") == "/?q=%E6%99%BA%E5%88%A9&state=CHL&lang=en"


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        ("2019-12-23", "2019-12-23", "2019年12月23日", "23 December 2019"),
        ("2019-04-25", "2019-04-26", "2019年4月25日至26日", "25–26 April 2019"),
        ("2019-04-30", "2019-05-02", "2019年4月30日至5月2日", "30 April to 2 May 2019"),
        ("2019-12-30", "2020-01-02", "2019年12月30日至2020年1月2日", "30 December 2019 to 2 January 2020"),
    ],
)
def test_days_are_written_as_the_un_does(
    client: FlaskClient, start: str, end: str, chinese: str, english: str
) -> None:
    span = DateSpan(date.fromisoformat(start), date.fromisoformat(end))
    for lang, expected in (("zh", chinese), ("en", english)):
        with client.application.test_request_context(f"/?lang={lang}"):
            assert localisation.period(span) == expected


def test_numbers_are_written_as_the_un_does(client: FlaskClient) -> None:
    for lang, expected in (("zh", "70\N{NO-BREAK SPACE}997"), ("en", "70,997")):
        with client.application.test_request_context(f"/?lang={lang}"):
            assert localisation.count(70_997) == expected
