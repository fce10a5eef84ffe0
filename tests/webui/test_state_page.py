"""The pages of States: all of them in order, and what is said of one."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from indexer.answer import state_pages
from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(re.sub(r"\s+", " ", response.text))


def rows(shown: str) -> list[tuple[str, int]]:
    found = re.findall(r'<a href="/state/(\w+)[^>]*>.*?<td class="figure">(.*?)</td>', shown)
    return [(code, int(count)) for code, count in found]


def section(shown: str, start: str, end: str) -> str:
    return shown.partition(start)[2].partition(end)[0]


@pytest.mark.parametrize(
    ("lang", "first", "letters"),
    [
        ("zh", ["DZA", "ARG", "ARE"], "ABCDEFGHJKLMNRSTWXYZ"),
        ("en", ["DZA", "AND", "AGO"], "ABCDEFGHIJKLMNPQRSTUVYZ"),
    ],
)
def test_all_states_stand_on_one_page_under_their_letters(
    client: FlaskClient, lang: str, first: list[str], letters: str
) -> None:
    shown = page(client, f"/states?lang={lang}")
    assert [code for code, _ in rows(shown)][:3] == first
    assert len(rows(shown)) == 105
    assert "".join(re.findall(r'<a href="#letter-(\w)">', shown)) == letters
    assert "".join(re.findall(r'<tbody id="letter-(\w)">', shown)) == letters
    assert 'aria-sort="ascending"' in shown


def test_states_are_sorted_by_how_often_they_are_mentioned(client: FlaskClient) -> None:
    by_name = page(client, "/states?lang=en")
    link = re.search(r'href="(/states\?sort=count[^"]*)"', by_name)
    assert link
    by_count = page(client, link[1])
    counts = [count for _, count in rows(by_count)]
    assert counts == sorted(counts, reverse=True)
    assert sorted(rows(by_count)) == sorted(rows(by_name))
    assert "#letter-" not in by_count
    assert "sort=count" in page(client, "/states?sort=count&per_page=9&lang=en").partition('rel="next"')[2]
    assert client.get("/states?sort=size").status_code == 400


def test_the_filter_waits_for_its_script_and_knows_both_names(client: FlaskClient) -> None:
    shown = page(client, "/states?lang=en")
    assert re.search(r'<p id="filter"[^>]* hidden>', shown)
    assert re.search(r'<script type="module" src="/static/states\.js[^"]*">', shown)
    assert 'data-names="智利 CHL"' in shown
    with client.get("/static/states.js") as script:
        assert script.status_code == 200


def test_a_state_stands_in_lists_by_year_with_their_sentences(client: FlaskClient) -> None:
    shown = section(page(client, "/state/CHL?lang=en"), 'id="lists"', 'id="events"')
    assert re.findall(r"<h3>(\d+)</h3>", shown) == ["2020", "2019"]
    assert shown.count("<li>") == 5
    assert shown.count("project digest, not UN text") == 5
    assert "In 2020, 42 States named or updated theirs: …." in shown
    assert "42 States listed" in shown
    assert 'href="/en/S/2020/1308?lang=en#annex-13"' in shown


def test_mentions_stand_by_year_and_section_with_the_state_marked(client: FlaskClient) -> None:
    shown = page(client, "/state/CHL?lang=zh")
    mentions_html = shown.partition('id="mentions-2020"')[2]
    assert mentions_html.count("<mark>智利</mark>") == 5
    assert mentions_html.count('<p class="snippet"') == 4
    assert mentions_html.count("本项目自编提要，非联合国文本") == 4
    assert re.findall(r"<h4[^>]*>(.*?)</h4>", mentions_html)[:2] == [
        "二. 进展和成果 › A. 监测和国家执行",
        "二. 进展和成果 › B. 援助",
    ]
    assert '<a href="#mentions-2019">' in shown
    assert "2019年4月15日至17日" in section(shown, 'id="events"', "<h2>")


def link(shown: str, text: str) -> str:
    found = re.search(rf'<a href="([^"]*)"[^>]*>{re.escape(text)}(?: <|</a>)', shown)
    assert found, text
    return found[1]


def places(shown: str) -> list[str]:
    return re.findall(r'<p class="snippet".*?<a href="([^"]*)"', shown)


def test_all_mentions_are_there_page_by_page_with_lists_and_events_on_the_first(client: FlaskClient) -> None:
    whole = places(page(client, "/state/CHL?lang=en"))
    shown = page(client, "/state/CHL?per_page=3&lang=en")
    assert 'id="lists"' in shown
    assert 'id="events"' in shown
    found = places(shown)
    while 'rel="next"' in shown:
        shown = page(client, re.findall(r'rel="next" href="([^"]*)"', shown)[0])
        assert 'id="lists"' not in shown
        assert 'id="events"' not in shown
        found += places(shown)
    assert found == whole
    assert len(whole) == 4


def test_mentions_are_counted_by_year_and_section_and_narrowed_by_them(client: FlaskClient) -> None:
    shown = page(client, "/state/CHL?lang=en")
    counts = section(shown, 'aria-label="Mentions by section"', "</nav>")
    assert ("Assistance", "2") in re.findall(r'>([^<>]+) <span class="count">(\d+)', counts)
    narrowed = page(client, link(page(client, link(shown, "2019")), "Assistance"))
    assert places(narrowed) == ["/en/S/2019/986?lang=en#annex-17"]
    assert re.findall(r"<h3[^>]*>(\d+)</h3>", narrowed) == ["2019", "2019"]
    assert 'aria-current="true">Assistance' in narrowed
    chips = section(narrowed, 'class="chips"', "</ul>")
    assert len(places(page(client, re.findall(r'href="([^"]*)"', chips)[0]))) == 2
    assert "Nothing was found here." in page(client, "/state/CHL?year=1999&lang=en")


def test_a_state_is_found_by_its_names_and_keeps_what_is_asked(client: FlaskClient) -> None:
    for path, there in (("/state/Chile", "/state/CHL"), ("/state/智利/lists", "/state/CHL/lists")):
        response = client.get(f"{path}?year=2019&lang=en")
        assert (response.status_code, response.location) == (301, f"{there}?year=2019&lang=en")


def test_what_is_too_much_for_the_first_page_is_listed_elsewhere(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "All events" not in page(client, "/state/CHL?lang=en")
    monkeypatch.setattr(state_pages, "MAX_NEWEST", 1)
    shown = page(client, "/state/CHL?lang=en")
    assert "April 2019" in page(client, link(shown, "All events"))
    lists = page(client, link(shown, "All paragraphs with such lists"))
    assert lists.count('<p lang="en">') == 5
    assert "4 paragraphs" in lists
    assert 'id="lists"' in page(client, link(lists, "All that is said of it"))


def test_lists_of_a_state_have_pages_and_can_be_narrowed(client: FlaskClient) -> None:
    shown = page(client, "/state/CHL/lists?per_page=2&lang=en")
    assert re.findall(r"<h2>(\d+)</h2>", shown) == ["2020"]
    shown = page(client, re.findall(r'rel="next" href="([^"]*)"', shown)[0])
    assert re.findall(r"<h2>(\d+)</h2>", shown) == ["2019"]
    chosen = page(client, "/state/CHL/lists?year=2020&lang=en")
    assert "2 paragraphs" in chosen
    assert 'class="chips"' in chosen


def test_a_document_without_a_date_is_undated(tmp_path: Path) -> None:
    text = shelf.ENGLISH.replace("dated 1 February 2021 ", "")
    library = Library(shelf.config(tmp_path))
    library.add([shelf.written(tmp_path / "report.txt", text)], Given())
    with library:
        shown = page(site.client(library), "/state/CHL?lang=en")
    assert 'id="mentions-0">undated</h3>' in shown
    assert "#lists" not in shown
