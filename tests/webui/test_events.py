"""The page of events: its filters, its drawing, its language, and its files."""

from __future__ import annotations

import csv
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests import site

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

MARK = {"zh": "本项目自编提要，非联合国文本", "en": "project digest, not UN text"}


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.text)


def total(shown: str) -> int:
    found = re.search(r'<p role="status">(\d+)', shown)
    assert found
    return int(found[1])


def drawing(shown: str) -> ET.Element:
    return ET.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])  # noqa: S314 - ours


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_events_are_in_the_readers_language_with_a_link_to_the_other(
    client: FlaskClient, lang: str, other: str
) -> None:
    shown = page(client, f"/events?lang={lang}")
    assert total(shown) == 78
    assert f"/{lang}/S/2019/986" in shown
    assert f"/{other}/S/2019/986" not in shown
    link = re.search(rf'<a href="(/events\?language={other}[^"]*)"', shown)
    assert link
    switched = page(client, unescape(link[1]))
    assert total(switched) == 78
    assert f"/{other}/S/2019/986" in switched
    assert f"/{lang}/S/2019/986" not in switched


def test_filters_of_the_form_narrow_the_list_and_stay_in_it(client: FlaskClient) -> None:
    asked = "/events?q=&state=&organizer=financial&place=paris&from=2019-01-01&to=2019-12-31&lang=en"
    shown = page(client, asked)
    assert 0 < total(shown) < 10
    for name, value in (("organizer", "financial"), ("place", "paris"), ("from", "2019-01-01")):
        assert f'name="{name}" value="{value}"' in shown
    assert "organizer=financial&amp;place=paris" in shown
    assert "No event was found." in page(client, "/events?place=Atlantis&lang=en")
    assert "<svg" not in page(client, "/events?place=Atlantis&lang=en")


def sent(shown: str) -> list[tuple[str, str]]:
    """Return what the form sends, as it stands."""
    form = shown[shown.index('<form class="filters"') : shown.index("</form>", shown.index("<form class"))]
    inputs = re.findall(r'<input[^>]* name="([^"]*)" value="([^"]*)"', form)
    return [(name, unescape(value)) for name, value in inputs if value]


def test_all_values_that_the_address_holds_stay_and_each_can_be_removed(client: FlaskClient) -> None:
    held = [
        *(("state", "CHL"), ("state", "JPN"), ("organizer", "office"), ("organizer", "Osce <b>")),
        *(("place", "vienna"), ("place", "paris"), ("from", "2019-01-01"), ("not.symbol", "S/2020/1308")),
        *(("language", "en"), ("lang", "en")),
    ]
    shown = page(client, f"/events?{urlencode(held)}")
    assert sorted(sent(shown)) == sorted(held)
    chips = shown[shown.index('<ul class="chips"') :].partition("</ul>")[0]
    links = re.findall(r'href="([^"]*)"', chips)
    assert len(links) == len(held)  # the language of the page is none, and there is one that clears all
    left = [sorted(parse_qsl(urlsplit(unescape(url)).query)) for url in links]
    for pair in held[:-1]:
        assert sorted(one for one in held if one != pair) in left
    assert left[-1] == [("lang", "en")]
    assert "Organizer: Osce &lt;b&gt;" in chips
    assert 'placeholder="add another"' in shown
    assert "add another" not in page(client, "/events?year=2019&lang=en")


def test_the_form_offers_the_names_of_the_list_in_its_language(client: FlaskClient) -> None:
    for lang, place in (("zh", "维也纳"), ("en", "Vienna")):
        shown = page(client, f"/events?lang={lang}")
        offered = shown[shown.index('<datalist id="places">') :].partition("</datalist>")[0]
        assert f'<option value="{place}">' in offered
        assert ("Vienna" in offered) == (lang == "en")
        assert 'list="organizers"' in shown


def test_markup_in_a_filter_is_shown_and_not_executed(client: FlaskClient) -> None:
    shown = page(client, "/events?organizer=%22%3E%3Cscript%3E&place=%3Cscript%3E&lang=en")
    assert "<script>" not in shown
    assert 'value="&#34;&gt;&lt;script&gt;"' in shown


@pytest.mark.parametrize(("lang", "first"), [("zh", "2019年1月：3项活动"), ("en", "January 2019: 3 events")])
def test_each_bar_of_the_drawing_leads_to_the_events_it_counts(
    client: FlaskClient, lang: str, first: str
) -> None:
    svg = drawing(page(client, f"/events?lang={lang}"))
    assert svg.findtext("title")
    assert svg.findtext("desc")
    assert [text.text for text in svg.findall("text[@class='year']")] == ["2019", "2020"]
    bars = svg.findall("a")
    assert bars[0].get("aria-label") == first
    for bar in (bars[0], bars[7], bars[-1]):
        assert total(page(client, str(bar.get("href")))) == int(bar.findtext("text") or 0)


def test_the_drawing_fits_its_frame_and_holds_no_style(client: FlaskClient) -> None:
    svg = drawing(page(client, "/events?lang=en"))
    tallest = 0.0
    for bar in svg.findall("a/rect[@class='bar']"):
        left, width = (float(str(bar.get(name)).rstrip("%")) for name in ("x", "width"))
        assert 11 < left < left + width < 100
        tallest = max(tallest, float(str(bar.get("height"))))
    assert tallest == 40
    assert int(str(svg.get("height"))) == 2 * 72 + 20
    assert not any("style" in element.attrib for element in svg.iter())


def test_the_table_as_a_file_holds_every_event_with_the_digest_mark(client: FlaskClient) -> None:
    for lang, mark in MARK.items():
        response = client.get(f"/events.csv?lang={lang}")
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"] == "attachment; filename=juanzong-events.csv"
        assert response.data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(response.data.decode("utf-8-sig").splitlines()))
        assert len(rows) == 78
        assert {row["notice"] for row in rows} == {mark}
        assert all(mark in row["citation"] for row in rows)
        assert {row["language"] for row in rows} == {lang}
        assert rows[0]["start"] == "2019-01-16"
        assert rows[0]["url"].startswith(f"http://localhost/{lang}/S/2019/986#enclosure-ev.")


def test_the_calendar_holds_the_filtered_events(client: FlaskClient) -> None:
    shown = page(client, "/events?state=CHL&organizer=office&lang=en")
    link = re.search(r'href="(/events\.ics\?[^"]*)"', shown)
    assert link
    assert "organizer=office" in link[1]
    response = client.get(unescape(link[1]))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.text.count("BEGIN:VEVENT") == total(shown) == 1
    assert MARK["en"] in response.text.replace("\r\n ", "").replace("\\,", ",")


def test_files_have_public_addresses_and_no_pages(digests: Library, client: FlaskClient) -> None:
    public = site.client(digests, public_url="https://example.org/un")
    assert "URL:https://example.org/un/en/S/2019/986#" in public.get("/events.ics?lang=en").text
    for name in ("events.csv", "events.ics"):
        assert client.get(f"/{name}?page=2").data == client.get(f"/{name}").data
        assert client.get(f"/{name}?state=Atlantis").status_code == 400
