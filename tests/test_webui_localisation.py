"""The interface in Chinese and in English: complete, chosen by the address or the browser, kept in links."""

from __future__ import annotations

import re
from configparser import ConfigParser
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from indexer.model import DateSpan
from tests import site
from webui import localisation

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from flask.testing import FlaskClient

    from indexer.library import Library

WEBUI = Path(localisation.__file__).parent
CATALOG = WEBUI / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
HOW = (
    "Run: pybabel extract -F webui/translations/babel.cfg -o messages.pot webui; "
    "pybabel update -i messages.pot -d webui/translations -l zh; translate; "
    "pybabel compile -d webui/translations"
)
HAN = re.compile("[\u4e00-\u9fff]")
CODE = re.compile("`[^`]*`")
CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")  # its punctuation too


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    with CATALOG.open("rb") as stream:
        return read_po(stream, locale="zh")


def texts() -> set[str]:
    """Return every text of the interface, the singular of those with a plural."""
    mapping = ConfigParser()
    mapping.read(WEBUI / "translations" / "babel.cfg", encoding="utf-8")
    methods = [(pattern.strip(), method) for method, _, pattern in (name.partition(":") for name in mapping)]
    found = extract_from_dir(WEBUI, methods)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def translations(catalog: Catalog) -> dict[str, str]:
    """Return what each text is in Chinese, which has no plurals; doubtful translations do not count."""
    return {
        _first(message.id): _first(message.string) for message in catalog if message.id and not message.fuzzy
    }


def _first(text: object) -> str:
    return text if isinstance(text, str) else str(text[0]) if isinstance(text, (list, tuple)) else ""


def test_every_text_has_a_translation_and_every_translation_a_text(catalog: Catalog) -> None:
    translated = {text for text, translation in translations(catalog).items() if translation}
    assert len(translated) > 80
    assert texts() - translated == set(), HOW
    assert translated - texts() == set(), HOW
    assert not catalog.obsolete, HOW


def test_every_text_is_english_and_every_translation_chinese(catalog: Catalog) -> None:
    for original, translation in translations(catalog).items():
        assert not HAN.search(CODE.sub("", original)), original
        assert set(CODE.findall(translation)) == set(CODE.findall(original)), original
        own = re.sub(r"%\(\w+\)s", "", original)
        assert CHINESE.search(translation) or not re.search("[A-Za-z]{2}", own), original
        assert set(re.findall(r"%\(\w+\)s", original)) == set(re.findall(r"%\(\w+\)s", translation)), original


def test_the_compiled_catalog_is_that_of_the_source(catalog: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    assert compiled.getvalue() == CATALOG.with_suffix(".mo").read_bytes(), HOW


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
    foreign = {"API", "ISO", "JSON", "NOT", "OR", "OpenAPI"}
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
