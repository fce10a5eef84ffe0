"""The pages: what a reader sees and where every link leads."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give the pages over a document whose title, text and headings hold markup, and one that cites it."""
    place = tmp_path_factory.mktemp("hostile")
    text = shelf.REPORT.replace("智利和秘鲁", f"智利{SCRIPT}和秘鲁").replace("一. 导言", f"一. 导言{SCRIPT}")
    library = Library(shelf.config(place))
    library.add([shelf.written(place / "report.txt", text)], Given(title=f'"{SCRIPT}'))
    citing = shelf.ENGLISH.replace("S/2021/77", "S/2021/78").replace(
        "I transmit", "Following S/2021/77, I transmit"
    )
    library.add([shelf.written(place / "citing.txt", citing)], Given())
    with library:
        yield site.client(library)


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    assert response.mimetype == "text/html"
    return unescape(re.sub(r"\s+", " ", response.text))


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', text)


def test_the_first_page_offers_three_questions_that_find_something(client: FlaskClient) -> None:
    for lang in ("zh", "en"):
        shown = page(client, f"/?lang={lang}")
        samples = [link for link in links(shown) if "?q=" in link]
        assert len(samples) == 3
        for sample in samples:
            assert "<article" in page(client, sample), sample
        assert "S/2019/986" in shown


def test_an_answer_marks_what_was_asked_and_says_that_a_digest_is_one(client: FlaskClient) -> None:
    shown = page(client, "/?q=联络人&lang=zh")
    assert "<mark>联络人" in shown
    hits = re.findall(r"<article[^>]*>(.*?)</article>", shown)
    assert hits
    assert all("本项目自编提要，非联合国文本" in hit for hit in hits)
    assert "project digest, not UN text" in page(client, "/?q=contact&lang=en")


def test_a_hit_leads_to_its_paragraph(client: FlaskClient) -> None:
    shown = page(client, "/?q=联络人&lang=zh")
    first = next(link for link in links(shown) if "#" in link and link.startswith("/zh/"))
    address, _, anchor = first.partition("#")
    assert f'id="{anchor}"' in page(client, address)


def test_a_chip_takes_its_filter_away_and_a_facet_adds_one(client: FlaskClient) -> None:
    shown = page(client, "/?q=委员会&state=CHL&not.year=2020&lang=zh")
    assert "国家：智利" in shown
    assert "不含 年份：2020" in shown
    chips = links(shown[shown.index('class="chips"') :])
    without = [link for link in chips if link.startswith("/?") and "state=CHL" not in link]
    assert quote("委员会") in without[0]
    assert "lang=zh" in without[0]
    assert 'name="state" value="CHL"' in shown


def test_a_facet_that_cannot_narrow_is_not_shown(client: FlaskClient) -> None:
    shown = page(client, "/?q=联络人&lang=zh&language=zh&year=2019")
    assert "<h2>版本</h2>" not in shown
    assert "<h2>语文</h2>" in shown  # it can be switched off


def test_a_long_facet_keeps_its_tail_folded(client: FlaskClient) -> None:
    assert "<summary>更多</summary>" in page(client, "/?q=委员会&lang=zh")


def test_a_symbol_in_a_question_is_a_card(client: FlaskClient) -> None:
    held = page(client, "/?q=S/2019/986&lang=en")
    assert "Read it here" in held
    elsewhere = page(client, "/?q=S/RES/1977(2011)&lang=en")
    assert "Not held here." in elsewhere
    assert "Cited in" in elsewhere
    nowhere = page(client, "/?q=A/RES/70/1&lang=en")
    assert "Nothing held cites it." in nowhere
    assert "para. 9" in page(client, "/?q=resolution 1977 (2011), para. 9&lang=en")


def test_what_was_relaxed_expanded_and_not_understood_is_said(client: FlaskClient) -> None:
    assert "没有或极少单元含有全部" in page(client, "/?q=联络人+马铃薯&lang=zh")
    assert "也检索其他名称" in page(client, "/?q=美国&lang=zh")
    assert 'class="notice"' in page(client, '/?q="联络人&lang=zh')
    assert "Did you mean" in page(client, "/?q=contakt&lang=en")


def test_nothing_found_says_what_may_help(client: FlaskClient) -> None:
    assert "Nothing was found" in page(client, "/?q=马铃薯&lang=en")
    assert "Remove a filter above." in page(client, "/?q=马铃薯&year=2019&lang=en")


def test_pages_and_orders_are_addresses(client: FlaskClient) -> None:
    shown = page(client, "/?q=委员会&per_page=5&lang=en")
    following = next(link for link in links(shown) if "page=2" in link)
    second = page(client, following)
    assert "Page 2 of" in second
    assert '<ol class="hits" start="6">' in second
    assert 'name="page"' not in second
    oldest = next(link for link in links(shown) if "sort=date" in link)
    assert '<strong aria-current="true">Oldest</strong>' in page(client, oldest)


# --- documents


def test_a_document_shows_outline_anchors_notes_events_and_links(client: FlaskClient) -> None:
    shown = page(client, "/zh/S/2019/986?lang=zh")
    for anchor in ("annex", "annex-12", "enclosure-ev.1", "annex-fn.1", "mark-annex-fn.1"):
        assert f'id="{anchor}"' in shown
    targets = {link[1:] for link in links(shown) if link.startswith("#")}
    assert all(f'id="{target}"' in shown for target in targets)
    assert "<table" in shown
    assert "一. 导言" in shown
    assert 'class="absent"' in shown
    assert "本项目自编提要，非联合国文本" in shown
    assert 'href="/en/S/2019/986?lang=zh"' in shown


def test_items_stand_below_what_they_belong_to(hostile: FlaskClient) -> None:
    shown = page(hostile, "/zh/S/2021/77?lang=en")
    assert '<div class="unit level-1" id="annex-2(a)">' in shown
    assert 'title="S/2021/77, annex, para. 2 (a) [Chinese version]">(a)</a>' in shown
    assert "At the UN" in shown
    assert "project digest, not UN text" not in shown


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/zh/s/2019/986", "/zh/S/2019/986"),
        ("/ZH/S/2019/986", "/zh/S/2019/986"),
        ("/ch/S/2019/986?lang=en", "/zh/S/2019/986?lang=en"),
        ("/en/S/RES/1540 (2004)", "/en/S/RES/1540(2004)"),
        ("/en/S/RES/1540%20(2004)", "/en/S/RES/1540(2004)"),
        ("/state/chl", "/state/CHL"),
        ("/state/Chile", "/state/CHL"),
    ],
)
def test_another_spelling_redirects_for_good(client: FlaskClient, asked: str, canonical: str) -> None:
    response = client.get(asked)
    assert response.status_code == 301
    assert response.location == canonical


def test_a_symbol_without_a_language_goes_to_the_readers_version(
    client: FlaskClient, hostile: FlaskClient
) -> None:
    for preferred, expected in (("zh-CN,zh;q=0.9", "zh"), ("en-GB", "en"), ("fr", "en")):
        response = client.get("/S/2019/986", headers={"Accept-Language": preferred})
        assert response.status_code == 302
        assert response.location == f"/{expected}/S/2019/986"
        assert "Accept-Language" in response.headers["Vary"]
    only = hostile.get("/S/2021/77", headers={"Accept-Language": "en"})
    assert only.location == "/zh/S/2021/77"


def test_a_document_that_is_not_held_leads_to_the_un_and_to_who_cites_it(client: FlaskClient) -> None:
    for address in ("/zh/S/RES/1540(2004)?lang=zh", "/S/RES/1540(2004)?lang=zh"):
        shown = page(client, address, 404)
        assert any("un.org" in link or "undocs.org" in link for link in links(shown))
        citing = next(link for link in links(shown) if "cites=" in link)
        assert "<article" in page(client, citing)


def test_a_version_that_is_not_held_leads_to_the_one_that_is(hostile: FlaskClient) -> None:
    assert 'href="/zh/S/2021/77?lang=en"' in page(hostile, "/en/S/2021/77?lang=en", 404)


@pytest.mark.parametrize(
    "address", ["/nonsense", "/zh/nonsense", "/fr/nonsense", "/../etc/passwd", "/state", "/zh/%ff"]
)
def test_what_is_no_symbol_is_not_found(client: FlaskClient, address: str) -> None:
    page(client, address, 404)


def test_documents_are_listed_and_paged(client: FlaskClient) -> None:
    shown = page(client, "/documents?per_page=2&lang=en")
    assert "S/2019/986" in shown
    assert "/documents?page=2&per_page=2&lang=en" in links(shown)
    assert "None here." in page(client, "/documents?page=9&lang=en")


# --- States and events


def test_states_lead_to_their_pages_and_mentions(client: FlaskClient) -> None:
    shown = page(client, "/states?lang=zh")
    assert "/state/CHL?lang=zh" in links(shown)
    assert "智利" in shown
    by_year = next(link for link in links(shown) if "state=CHL" in link and "year=2019" in link)
    assert "国家：智利" in page(client, by_year)
    assert "/states?page=2&per_page=3&lang=en" in links(page(client, "/states?per_page=3&lang=en"))
    assert "None here." in page(client, "/states?page=9&lang=en")


def test_a_state_shows_each_mention_once_in_the_readers_language(client: FlaskClient) -> None:
    chinese = page(client, "/state/CHL?lang=zh")
    assert "智利" in chinese
    assert 'lang="en"' not in re.sub(r"<header.*?</header>", "", chinese)
    assert "Chile" in page(client, "/state/CHL?lang=en")
    assert "2019年" in chinese


def test_a_state_that_nobody_mentions_says_so(hostile: FlaskClient) -> None:
    assert "No document held names this State." in page(hostile, "/state/NRU?lang=en")
    page(hostile, "/state/Atlantis", 404)


def test_events_are_found_by_words_state_and_days(client: FlaskClient) -> None:
    shown = page(client, "/events?state=CHL&from=2019-10-01&language=en&lang=en")
    assert "22–24 October 2019" in shown
    assert 'name="from" value="2019-10-01"' in shown
    assert '<strong aria-current="true" lang="en">English</strong>' in shown
    assert "No event was found." in page(client, "/events?q=马铃薯&lang=en")
    everything = page(client, "/events?lang=zh")
    assert any("page=2" in link and link.startswith("/events?") for link in links(everything))


# --- what a reader types is never markup


def test_markup_in_a_question_is_shown_and_not_executed(client: FlaskClient) -> None:
    asked = quote(SCRIPT + '" onfocus="alert(1)')
    for address in (f"/?q={asked}", f"/events?q={asked}", f"/?state={asked}", f"/{asked}", f"/state/{asked}"):
        text = client.get(address).text
        assert "<script>" not in text, address
        assert 'onfocus="' not in text, address


def test_markup_in_a_document_is_shown_and_not_executed(hostile: FlaskClient) -> None:
    for address in ("/", "/documents", "/zh/S/2021/77", "/?q=智利", "/state/CHL", "/?q=S/2021/77"):
        text = hostile.get(address).text
        assert "<script>" not in text, address
        assert "&lt;script&gt;" in text, address


def test_nothing_is_inline(client: FlaskClient) -> None:
    for address in (
        "/",
        "/?q=委员会",
        "/zh/S/2019/986",
        "/states",
        "/state/CHL",
        "/events",
        "/documents",
        "/x",
    ):
        text = client.get(address).text
        outside = re.sub(r'<script type="module" src="/static/\w+\.js(?:\?v=\w+)?"></script>', "", text)
        assert not re.search(r"<(?:script|style)|\s(?:style|on\w+)=", outside), address
        assert not re.search(
            r'(?:src|href)="(?:https?:)?//(?!undocs\.org|docs\.un\.org|documents\.un\.org)', text
        )


def test_a_running_server_sees_what_another_process_adds(tmp_path: Path) -> None:
    writer, reader = Library(shelf.config(tmp_path)), Library(shelf.config(tmp_path))
    writer.add([shelf.written(tmp_path / "first.txt", shelf.REPORT)], Given())
    with reader:
        client = site.client(reader)
        page(client, "/en/S/2021/77?lang=en", 404)
        writer.add([shelf.written(tmp_path / "second.txt", shelf.ENGLISH)], Given())
        page(client, "/en/S/2021/77?lang=en")
    writer.close()
